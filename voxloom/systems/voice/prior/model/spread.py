"""How widely latents move: what a prior loses when it says what is likeliest, given back.

D latent dimensions, L latent frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor

RATIOS = (1.0, 4.0)  # a prior that has learnt nothing moves hardly at all
STILL = 1e-6  # variance of a dimension that does not move


@dataclass(frozen=True)
class Spread:
    """The global variance of the recordings' latents over that of drawn ones (Toda and Tokuda,
    2007), made up for by one factor a dimension (Silén et al., 2012)."""

    mean: tuple[float, ...]  # of the recordings' latents
    ratio: tuple[float, ...]  # of variances within an utterance; drawn at temperature 0

    @classmethod
    def of(cls, natural: Sequence[Tensor], drawn: Sequence[Tensor]) -> Spread:
        """Of utterances (D, L), as they were recorded and as the prior draws them at 0."""
        ratio_D = variance(natural) / variance(drawn).clamp(min=STILL)
        mean_D = torch.cat(list(natural), dim=1).double().mean(1)
        return cls(_rounded(mean_D), _rounded(ratio_D.clamp(*RATIOS)))

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Spread:
        return cls(tuple(values["mean"]), tuple(values["ratio"]))

    @classmethod
    def none(cls, latent: int) -> Spread:
        """Latents stay as they were drawn."""
        return cls((0.0,) * latent, (1.0,) * latent)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def widen(self, latents_DL: Tensor, temperature: float) -> Tensor:
        """Latents drawn at a temperature, with the variance of recordings.

        What is missing at 0 comes back by itself with the square of the temperature: at 1 the
        prior is as wide as what it learnt from.
        """
        ratio_D1 = torch.tensor(self.ratio)[:, None]
        by_itself_D1 = 1.0 + min(1.0, temperature) ** 2 * (ratio_D1 - 1.0)
        mean_D1 = torch.tensor(self.mean)[:, None]
        return mean_D1 + (latents_DL - mean_D1) * (ratio_D1 / by_itself_D1).sqrt()


def variance(utterances: Sequence[Tensor]) -> Tensor:
    """(D,) within utterances (D, L), each counted by its length."""
    lengths = torch.tensor([float(z_DL.shape[1]) for z_DL in utterances], dtype=torch.float64)
    within_ND = torch.stack([z_DL.double().var(1, correction=0) for z_DL in utterances])
    return lengths @ within_ND / lengths.sum()


def _rounded(values_D: Tensor) -> tuple[float, ...]:
    return tuple(round(value, 6) for value in values_D.tolist())
