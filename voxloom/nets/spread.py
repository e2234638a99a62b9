"""How widely values move in time: what a network loses when it says what is likeliest, given back.

D dimensions, T frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

STILL = 1e-6  # variance of a dimension that does not move


@dataclass(frozen=True)
class Spread:
    """The global variance of recordings over that of what a network makes of them (Toda and
    Tokuda, 2007), made up for by one factor a dimension (Silén et al., 2012)."""

    mean: tuple[float, ...]  # of the recordings
    ratio: tuple[float, ...]  # of variances within an utterance

    @classmethod
    def of(cls, natural: Sequence[Tensor], made: Sequence[Tensor], most: float) -> Spread:
        """Of utterances (D, T), as they were recorded and as they are made without any chance.

        No ratio is below 1 or above `most`.
        """
        ratio_D = variance(natural) / variance(made).clamp(min=STILL)
        mean_D = torch.cat(list(natural), dim=1).double().mean(1)
        return cls(_rounded(mean_D), _rounded(ratio_D.clamp(1.0, most)))

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Spread:
        return cls(tuple(values["mean"]), tuple(values["ratio"]))

    @classmethod
    def none(cls, dimensions: int) -> Spread:
        """Values stay as they are."""
        return cls((0.0,) * dimensions, (1.0,) * dimensions)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def gain(self, temperature: float = 0.0) -> Tensor:
        """(D,) of values drawn at a temperature.

        What is missing at 0 comes back by itself with the square of the temperature: at 1 a
        network is as wide as what it learnt from.
        """
        ratio_D = torch.tensor(self.ratio)
        by_itself_D = 1.0 + min(1.0, temperature) ** 2 * (ratio_D - 1.0)
        return (ratio_D / by_itself_D).sqrt()

    def widen(self, made_DT: Tensor, temperature: float) -> Tensor:
        """Values with the variance of recordings."""
        mean_D1 = torch.tensor(self.mean)[:, None]
        return mean_D1 + (made_DT - mean_D1) * self.gain(temperature)[:, None]


def variance(utterances: Sequence[Tensor]) -> Tensor:
    """(D,) within utterances (D, T), each counted by its length."""
    lengths = torch.tensor([float(z_DT.shape[1]) for z_DT in utterances], dtype=torch.float64)
    within_ND = torch.stack([z_DT.double().var(1, correction=0) for z_DT in utterances])
    return lengths @ within_ND / lengths.sum()


def _rounded(values_D: Tensor) -> tuple[float, ...]:
    return tuple(round(value, 6) for value in values_D.tolist())
