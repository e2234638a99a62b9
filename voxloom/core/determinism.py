"""What makes two runs on one machine equal to the last bit."""

from __future__ import annotations

import os

import torch
from threadpoolctl import threadpool_limits


def make_deterministic(threads: int) -> None:
    """Fix the CPU threads and refuse kernels without a deterministic form.

    NumPy's too: with OpenBLAS's kernels for AMD's and older Intel processors a product of matrices
    has other last bits with another number of threads, and a recogniser hears something else.
    """
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.set_num_threads(threads)
    threadpool_limits(threads, user_api="blas")
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False


def generator(seed: int, *counters: int) -> torch.Generator:
    """Random numbers that depend on the seed and the counters alone.

    A step that draws from `generator(seed, step)` draws the same after a resume as without one,
    so no generator state has to be saved. They are drawn on the CPU on every device.
    """
    mixed = seed
    for counter in counters:
        mixed = (mixed * 6364136223846793005 + counter + 1442695040888963407) % 2**63
    return torch.Generator().manual_seed(mixed)
