"""How long, how high and how loud each phone is.

U phones, T mel frames, P prosody values a phone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.text.sounds.phones import BOUNDARY, Phone

VALUES = ("log_duration", "log_f0", "energy")  # ln(mel frames + 1/2), ln(Hz), nats
DURATION, LOG_F0, ENERGY = range(len(VALUES))
LONGEST_PHONE = 250.0  # mel frames
NATS_PER_SEMITONE = math.log(2.0) / 12.0


@dataclass(frozen=True)
class ProsodyScale:
    """Mean and spread of the training split's phones: what scaled values are scaled by."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[Tensor]) -> ProsodyScale:
        """Of raw values (P, U) of utterances; what is NaN does not count."""
        rows = [row[~row.isnan()].double() for row in torch.cat(list(values), dim=1)]
        means = tuple(round(float(row.mean()), 6) if len(row) else 0.0 for row in rows)
        stds = tuple(max(1e-3, round(float(row.std()), 6)) if len(row) > 1 else 1.0 for row in rows)
        return cls(means, stds)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> ProsodyScale:
        return cls(tuple(values["mean"]), tuple(values["std"]))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def scale(self, raw_PU: Tensor) -> Tensor:
        return (raw_PU - torch.tensor(self.mean)[:, None]) / torch.tensor(self.std)[:, None]

    def scaled_duration(self, frames: int) -> float:
        return (math.log(frames + 0.5) - self.mean[DURATION]) / self.std[DURATION]

    def durations(self, scaled_U: Tensor, units: Sequence[Phone], speed: float) -> Tensor:
        """Mel frames of each phone (U,) at `speed` times the natural rate.

        Cumulated before they are rounded, so that the rate is kept. A phone gets a frame at
        least, at any speed; a boundary expected to be shorter than that gets none.
        """
        frames_U = (scaled_U * self.std[DURATION] + self.mean[DURATION]).exp() - 0.5
        boundary_U = torch.tensor([unit.symbol == BOUNDARY for unit in units])
        spoken_U = frames_U.clamp(1.0, LONGEST_PHONE)
        frames_U = torch.where(boundary_U & (frames_U < 1.0), torch.zeros(()), spoken_U)
        least_U = (frames_U > 0.0).double()
        ends_U = (frames_U.double() / speed).maximum(least_U).cumsum(0)
        ends_U = (ends_U + 0.5).floor().long()
        return torch.diff(ends_U, prepend=torch.zeros(1, dtype=torch.long))

    def shift(self, scaled_PU: Tensor, semitones: float, decibels: float) -> Tensor:
        """Higher and louder than expected, by so much."""
        shifted = scaled_PU.clone()
        shifted[LOG_F0] += semitones * NATS_PER_SEMITONE / self.std[LOG_F0]
        shifted[ENERGY] += decibels / DB_PER_NAT / self.std[ENERGY]
        return shifted


def measure(
    durations: Sequence[int], log_f0_T: NDArray[np.floating], energy_T: NDArray[np.floating]
) -> Tensor:
    """Raw values (P, U): means over each phone's (voiced) frames; NaN where it has none."""
    values = np.full((len(VALUES), len(durations)), np.nan, dtype=np.float32)
    ends = np.cumsum(durations)
    for unit, (end, count) in enumerate(zip(ends, durations, strict=True)):
        values[DURATION, unit] = math.log(count + 0.5)
        pitch = log_f0_T[end - count : end]
        if (pitch > 0).any():
            values[LOG_F0, unit] = pitch[pitch > 0].mean()
        if count:
            values[ENERGY, unit] = energy_T[end - count : end].mean()
    return torch.from_numpy(values)


def fill(scaled_PU: Tensor) -> Tensor:
    """NaN replaced by the line between the phones around it; by 0, the mean, without any."""
    filled = scaled_PU.numpy().copy()
    places = np.arange(filled.shape[1])
    for row in filled:
        known = ~np.isnan(row)
        row[~known] = np.interp(places[~known], places[known], row[known]) if known.any() else 0.0
    return torch.from_numpy(filled)
