"""Results do not depend on how many cores there are, nor on which process does the work."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.dependencies import ROOT


def printed(program: str, threads: int) -> str:
    """By a process whose environment asks for that many threads. The kernels are those for
    AMD's processors, whose sums depend on it, where the machine can run them."""
    asked = {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **asked, "OPENBLAS_CORETYPE": "Haswell"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_stage_sums_in_one_thread() -> None:
    program = """
import tasks
import numpy, scipy.linalg, torch
from threadpoolctl import threadpool_info
print({torch.get_num_threads(), *(pool["num_threads"] for pool in threadpool_info())})
"""
    assert printed(program, threads=3) == "{1}\n"


def test_what_a_recogniser_is_given_does_not_depend_on_the_threads() -> None:
    """As whoever evaluates does it: in this process, or in one of several workers."""
    program = """
import hashlib, numpy
from faster_whisper.feature_extractor import FeatureExtractor
from voxloom.core.determinism import make_deterministic
make_deterministic(threads=1)
noise = numpy.random.default_rng(0).standard_normal(80000).astype("float32")
print(hashlib.sha256(numpy.ascontiguousarray(FeatureExtractor()(noise))).hexdigest())
"""
    assert printed(program, threads=1) == printed(program, threads=2)
