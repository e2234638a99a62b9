from __future__ import annotations

import time
from pathlib import Path

import pytest
import torch

from voxloom.metrics.speed import real_time_factor, remembered


def test_factor_is_seconds_a_second_and_the_warm_up_does_not_count() -> None:
    calls: list[int] = []

    def work() -> None:
        time.sleep(0.5 if not calls else 0.02)
        calls.append(torch.get_num_threads())

    assert 0.01 <= real_time_factor(work, audio_seconds=2.0) < 0.1
    assert calls == [1, 1, 1, 1]


def test_the_thread_count_comes_back_also_after_an_error() -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(2)

    def fail() -> None:
        raise RuntimeError("broken model")

    try:
        with pytest.raises(RuntimeError):
            real_time_factor(fail, audio_seconds=1.0)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(threads)


def test_a_speed_is_measured_once_for_a_model(tmp_path: Path) -> None:
    figures = iter([0.123456, 0.5])

    def measure() -> float:
        return next(figures)

    assert remembered(tmp_path, "one", measure) == 0.1235
    assert remembered(tmp_path, "one", measure) == 0.1235
    assert remembered(tmp_path, "other", measure) == 0.5
