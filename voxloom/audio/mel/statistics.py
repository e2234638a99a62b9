"""Normalisation statistics, always of the training split."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class MelStatistics:
    """Per mel bin, nats; minimum and maximum scale features to [0, 1] as textbooks do."""

    mean: list[float]
    std: list[float]
    minimum: list[float]
    maximum: list[float]
    frames: int

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> MelStatistics:
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def mel_statistics(mels: Iterable[NDArray[np.float32]]) -> MelStatistics:
    """Statistics over the frames of all utterances, each (T, n_mels)."""
    frames = np.concatenate(list(mels)).astype(np.float64)
    return MelStatistics(
        mean=_rounded(frames.mean(axis=0)),
        std=_rounded(np.maximum(frames.std(axis=0), 1e-3)),
        minimum=_rounded(frames.min(axis=0)),
        maximum=_rounded(frames.max(axis=0)),
        frames=len(frames),
    )


def _rounded(values: NDArray[np.float64]) -> list[float]:
    return [round(float(value), 6) for value in values]
