"""What the prior is trained on: phones with durations and prosody, and posteriors to draw from.

U phones, T mel frames, L latent frames, D latent dimensions, P prosody values a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from voxloom.systems.voice.prior.model.prosody import DURATION, ProsodyScale
from voxloom.text.sounds.phones import Phone

SHORTEST_CROP = 0.6  # of the wanted length; a cut leaves at least that much


@dataclass(frozen=True)
class Passage:
    """One utterance, a part of it between two boundaries, or several one after another."""

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

    def up_to_a_latent(self, stride: int) -> Passage:
        """Its last phone lasts as long as its last latent."""
        duration_U = self.duration_U.clone()
        duration_U[-1] += stride * len(self.mean_LD) - self.frames
        return replace(self, duration_U=duration_U)

    def before(self, other: Passage, pause: int, scale: ProsodyScale) -> Passage:
        """With another one after it, whose first boundary becomes part of this one's last."""
        symbol_U, duration_U = self.symbol_U.clone(), self.duration_U.clone()
        prosody_PU = self.prosody_PU.clone()
        if symbol_U[-1] == other.symbol_U[0]:
            symbol_U[-1] = pause
        duration_U[-1] += other.duration_U[0]
        prosody_PU[DURATION, -1] = scale.scaled_duration(int(duration_U[-1]))
        return Passage(
            torch.cat([symbol_U, other.symbol_U[1:]]),
            torch.cat([self.stress_U, other.stress_U[1:]]),
            torch.cat([duration_U, other.duration_U[1:]]),
            torch.cat([prosody_PU, other.prosody_PU[:, 1:]], dim=1),
            torch.cat([self.mean_LD, other.mean_LD]),
            torch.cat([self.std_LD, other.std_LD]),
            torch.cat([self.boundary_U, other.boundary_U[1:]]),
        )

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


def join(parts: Sequence[Passage], pause: int, scale: ProsodyScale, stride: int) -> Passage:
    """Passages one after another: between two of them is the first one's last mark, or the phone
    numbered `pause` in place of a mere boundary, as long as the silence on both sides."""
    joined, *rest = (part.up_to_a_latent(stride) for part in parts)
    for part in rest:
        joined = joined.before(part, pause, scale)
    return joined


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
