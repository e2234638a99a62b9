"""What the prior is trained on: phones with durations and prosody, and posteriors to draw from.

U phones, T mel frames, L latent frames, D latent dimensions, P prosody values a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from voxloom.text.sounds.phones import Phone

SHORTEST_CROP = 0.6  # of the wanted length; a cut leaves at least that much


@dataclass(frozen=True)
class Passage:
    """One utterance, or a part of it between two boundaries."""

    symbol_U: Tensor
    stress_U: Tensor
    duration_U: Tensor  # mel frames
    prosody_PU: Tensor  # scaled
    mean_LD: Tensor  # of the posterior
    std_LD: Tensor
    boundary_U: Tensor  # bool: where it may be cut

    @classmethod
    def of(
        cls,
        units: Sequence[Phone],
        numbers: Sequence[int],
        durations: Sequence[int],
        prosody_PU: Tensor,
        mean_LD: Tensor,
        std_LD: Tensor,
    ) -> Passage:
        return cls(
            torch.tensor(numbers),
            torch.tensor([unit.stress for unit in units]),
            torch.tensor(durations),
            prosody_PU,
            mean_LD,
            std_LD,
            torch.tensor([unit.silent for unit in units]),
        )

    @property
    def frames(self) -> int:
        return int(self.duration_U.sum())

    def crop(self, frames: int, stride: int, random: torch.Generator) -> Passage:
        """A run of whole words of at most `frames` mel frames, as far as there are boundaries."""
        if self.frames <= frames:
            return self
        starts_U = self.duration_U.cumsum(0) - self.duration_U
        cuts = [0, *self.boundary_U.nonzero()[:, 0].tolist()]
        firsts = [u for u in cuts if self.frames - int(starts_U[u]) >= SHORTEST_CROP * frames]
        first = firsts[int(torch.randint(0, len(firsts), (1,), generator=random))]
        limit = int(starts_U[first]) + frames
        fitting = [u for u in cuts if u > first and int(starts_U[u] + self.duration_U[u]) <= limit]
        rest = len(self.symbol_U) - 1
        last = rest if self.frames <= limit else max(fitting, default=rest)
        return self._part(first, last + 1, int(starts_U[first]), stride)

    def _part(self, first: int, end: int, start_frame: int, stride: int) -> Passage:
        """Phones `first` to `end` (excluded); the first one is stretched to a latent's start."""
        duration_U = self.duration_U[first:end].clone()
        duration_U[0] += start_frame % stride
        start = start_frame // stride
        length = -(-int(duration_U.sum()) // stride)
        return Passage(
            self.symbol_U[first:end],
            self.stress_U[first:end],
            duration_U,
            self.prosody_PU[:, first:end],
            self.mean_LD[start : start + length],
            self.std_LD[start : start + length],
            self.boundary_U[first:end],
        )


@dataclass(frozen=True)
class Batch:
    """Sequences side by side, padded with zeros."""

    symbol_BU: Tensor
    stress_BU: Tensor
    duration_BU: Tensor
    prosody_BPU: Tensor
    z_BLD: Tensor
    mask_BL: Tensor  # 1.0 where there is a latent frame

    def to(self, device: torch.device) -> Batch:
        return Batch(*(tensor.to(device) for tensor in vars(self).values()))


def collate(sequences: Sequence[Passage], random: torch.Generator) -> Batch:
    """Latents are samples of the posterior: the decoder was trained on samples, not on means."""
    samples = [
        item.mean_LD + item.std_LD * torch.randn(item.mean_LD.shape, generator=random)
        for item in sequences
    ]
    prosody_BUP = pad_sequence([item.prosody_PU.T for item in sequences], batch_first=True)
    return Batch(
        pad_sequence([item.symbol_U for item in sequences], batch_first=True),
        pad_sequence([item.stress_U for item in sequences], batch_first=True),
        pad_sequence([item.duration_U for item in sequences], batch_first=True),
        prosody_BUP.transpose(1, 2),
        pad_sequence(samples, batch_first=True),
        pad_sequence([torch.ones(len(z)) for z in samples], batch_first=True),
    )
