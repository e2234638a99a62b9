"""How long a computation takes beside the audio it makes."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch

from voxloom.core import files


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


def remembered(folder: Path, model_digest: str, measure: Callable[[], float]) -> float:
    """The real-time factor of a model on this machine: measured once for the pair, then read.

    A second measurement would give another figure, and with it a report of other bytes.
    """
    key = files.digest([model_digest, platform.processor(), platform.node()])
    path = folder / f"{key}.json"
    if not path.is_file():
        files.write_json(path, {"rtf_1thread": round(measure(), 4)})
    return float(files.read_json(path)["rtf_1thread"])
