"""Two ways to one result, timed in turns.

A time by itself says little on a noisy machine. So the two sides of a pair take turns
(A B A B ...) on the same input, their medians are compared, and the ratio is what to read.
"""

from __future__ import annotations

import statistics
import time
import timeit
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch

SAMPLE_S = 0.05  # a quicker call is made several times in a turn, to fill about this long


@dataclass(frozen=True)
class Pair:
    """Two ways to one result, ready to be timed; each call returns what it computed."""

    name: str
    ours: Callable[[], Any]
    peer: str
    theirs: Callable[[], Any] | None  # None: not installed, as `peer` says
    note: str  # what is counted on either side
    audio_seconds: float | None = None
    peer_audio_seconds: float | None = None  # None: the same
    clock: Callable[[], float] = time.perf_counter  # seconds


@dataclass(frozen=True)
class Comparison:
    """A pair, timed: medians over the turns, and how far the ratio of a turn strayed.

    Where the two sides make audio of different lengths, the ratios are of real-time factors.
    """

    name: str
    ours_s: float
    peer: str
    peer_s: float | None  # None: the peer is not installed
    ratio_min: float | None
    ratio_max: float | None
    repeats: int
    note: str
    audio_seconds: float | None
    peer_audio_seconds: float | None

    @property
    def ratio(self) -> float | None:
        """Above 1: the peer takes longer."""
        if self.peer_s is None:
            return None
        return self.peer_s / self.ours_s * stretch(self.audio_seconds, self.peer_audio_seconds)

    @property
    def rtf(self) -> float | None:
        """Our real-time factor, compute / audio; None where no audio is worked through."""
        return self.ours_s / self.audio_seconds if self.audio_seconds else None

    @property
    def peer_rtf(self) -> float | None:
        seconds = self.peer_audio_seconds or self.audio_seconds
        return self.peer_s / seconds if seconds and self.peer_s is not None else None

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "ours_s": self.ours_s,
            "peer": self.peer,
            "peer_s": self.peer_s,
            "ratio": self.ratio,
            "ratio_min": self.ratio_min,
            "ratio_max": self.ratio_max,
            "repeats": self.repeats,
            "audio_seconds": self.audio_seconds,
            "peer_audio_seconds": self.peer_audio_seconds,
            "rtf": self.rtf,
            "peer_rtf": self.peer_rtf,
            "note": self.note,
        }


def measure(pair: Pair, repeats: int) -> Comparison:
    """Warm up, then let the two sides take turns."""
    sides = [side for side in (pair.ours, pair.theirs) if side is not None]
    for side in sides:
        side()
    with one_thread():
        counts = [calls_a_turn(side, pair.clock) for side in sides]
        turns = [
            [
                seconds_a_call(side, count, pair.clock)
                for side, count in zip(sides, counts, strict=True)
            ]
            for _ in range(repeats)
        ]
    medians = [statistics.median(times) for times in zip(*turns, strict=True)]
    scale = stretch(pair.audio_seconds, pair.peer_audio_seconds)
    ratios = [theirs / ours * scale for ours, *others in turns for theirs in others]
    return Comparison(
        name=pair.name,
        ours_s=medians[0],
        peer=pair.peer,
        peer_s=medians[1] if pair.theirs else None,
        ratio_min=min(ratios, default=None),
        ratio_max=max(ratios, default=None),
        repeats=repeats,
        note=pair.note,
        audio_seconds=pair.audio_seconds,
        peer_audio_seconds=pair.peer_audio_seconds,
    )


def stretch(ours: float | None, theirs: float | None) -> float:
    """What turns a ratio of times into one of real-time factors."""
    return ours / theirs if ours and theirs else 1.0


def calls_a_turn(call: Callable[[], Any], clock: Callable[[], float]) -> int:
    return max(1, round(SAMPLE_S / seconds_a_call(call, 1, clock)))


def seconds_a_call(call: Callable[[], Any], count: int, clock: Callable[[], float]) -> float:
    return timeit.timeit(call, timer=clock, number=count) / count


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread for torch and for the BLAS that numpy and scipy have loaded by now."""
    from threadpoolctl import threadpool_limits

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1, user_api="blas"):
            yield
    finally:
        torch.set_num_threads(threads)


def to_json(comparisons: Sequence[Comparison]) -> list[dict[str, Any]]:
    return [comparison.to_json() for comparison in comparisons]
