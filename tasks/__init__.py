"""One module a stage: read the deps, call the library, write the outs.

This is the first line of the project that `python -m tasks.NAME` comes to, before any library.

The stage is tied to its dvc here and not in its own module, whose imports take seconds in which a
killed dvc would go unnoticed. Imported by anything that dvc did not start, that does nothing.

The order of a sum, and with it the last bit, depends on how many threads share it. So it is one,
however many cores there are and whoever does the work; `threads` of a training has the last word
in PyTorch. The libraries read it when they are loaded: before any module of a stage is.
"""

import os

from voxloom.core.process import die_with_dvc

die_with_dvc()
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
