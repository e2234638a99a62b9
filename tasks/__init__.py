"""One module a stage: read the deps, call the library, write the outs.

This is the first line of the project that `python -m tasks.NAME` comes to. The stage is tied to
its dvc here and not in its own module, whose imports take seconds in which a killed dvc would go
unnoticed. Imported by anything that dvc did not start, it does nothing.
"""

from voxloom.process import die_with_dvc

die_with_dvc()
