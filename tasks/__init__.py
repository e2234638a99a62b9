"""One module a stage: read the deps, call the library, write the outs.

The order of a sum, and with it the last bit, depends on how many threads share it. So it is one,
however many cores there are and whoever does the work; `threads` of a training has the last word
in PyTorch. The libraries read it when they are loaded: before any module of a stage is.
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
