"""How long a computation takes beside the audio it makes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import torch


def real_time_factor(call: Callable[[], object], audio_seconds: float, repeats: int = 3) -> float:
    """Median seconds of `call()` a second of audio, on one torch thread, after a warm-up call.

    Below 1 is faster than real time. The caller's thread count is restored, also on an error.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        call()
        return statistics.median(_seconds(call) for _ in range(repeats)) / audio_seconds
    finally:
        torch.set_num_threads(threads)


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
