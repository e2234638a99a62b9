from __future__ import annotations

import os
import subprocess
import sys

from tests.dependencies import ROOT

LOOK = """
import tasks
import numpy, scipy.linalg, torch
from threadpoolctl import threadpool_info
print({torch.get_num_threads(), *(pool["num_threads"] for pool in threadpool_info())})
"""


def test_a_stage_sums_in_one_thread_whatever_the_machine_has_or_says() -> None:
    environment = {**os.environ, "OMP_NUM_THREADS": "3", "OPENBLAS_NUM_THREADS": "3"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "{1}"
