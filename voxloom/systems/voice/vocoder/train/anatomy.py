"""What WORLD finds in the training speech: what a source-filter vocoder learns.

Tensor names carry shapes: B batch, J fine frames, F frequency bins of a filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import torch
from torch import Tensor

from voxloom.audio.measure.world import Anatomy, dissect
from voxloom.audio.mel.features import Matrix
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.wave.sound import Samples
from voxloom.core.errors import VoxloomError
from voxloom.core.parallel import map_items


class Target(NamedTuple):
    """What a batch's filters should be."""

    log_f0_BJ: Tensor  # ln(Hz)
    voiced_BJ: Tensor  # 1.0 where there is a pitch
    envelope_BFJ: Tensor  # log magnitude, nats
    periodic_BFJ: Tensor  # share of the power


@dataclass(frozen=True)
class AnatomyStream:
    """Utterances end to end, a frame every `hop` samples, resident on the device."""

    hop: int
    log_f0_J: Tensor
    voiced_J: Tensor
    envelope_JF: Tensor  # in half the precision: there is much of it
    periodic_JF: Tensor

    @classmethod
    def of(cls, parts: Sequence[Anatomy], hop: int, device: torch.device) -> AnatomyStream:
        def joined(arrays: Sequence[Matrix]) -> Tensor:
            return torch.cat([torch.from_numpy(array) for array in arrays])

        return cls(
            hop,
            joined([part.log_f0_J for part in parts]).to(device),
            joined([part.voiced_J for part in parts]).to(device),
            joined([part.envelope_JF for part in parts]).half().to(device),
            joined([part.periodic_JF for part in parts]).half().to(device),
        )

    def mean_log_f0(self) -> float:
        """ln(Hz), of what is voiced."""
        return float((self.log_f0_J * self.voiced_J).sum() / self.voiced_J.sum())

    def crops(self, first_B: Tensor, frames: int) -> Target:
        """From the frame nearest to each of the given samples; a stream that is read beyond its
        end is read again."""
        nearest_B = (first_B + self.hop // 2) // self.hop
        index_BJ = nearest_B[:, None] + torch.arange(frames, device=first_B.device)
        index_BJ = index_BJ % len(self.log_f0_J)
        return Target(
            self.log_f0_J[index_BJ],
            self.voiced_J[index_BJ],
            self.envelope_JF[index_BJ].float().transpose(1, 2),
            self.periodic_JF[index_BJ].float().transpose(1, 2),
        )


@dataclass(frozen=True)
class Dissected:
    """Waveforms of whole hops, and a frame of anatomy for each hop."""

    waves: list[Samples]
    parts: list[Anatomy]


def dissect_all(
    waves: Sequence[Samples], rate: int, hop: int, bins: int, features: FeaturesParams
) -> Dissected:
    """Utterances without any voice are left out. Raises VoxloomError when none has one."""
    whole = [wave[: len(wave) // hop * hop] for wave in waves]
    work = partial(
        dissect, rate=rate, hop=hop, bins=bins, f0_min=features.f0_min, f0_max=features.f0_max
    )
    found = map_items(work, whole, "Analysing the voice")
    pairs = [(w, part.frames(len(w) // hop)) for w, part in zip(whole, found, strict=True) if part]
    if not pairs:
        raise VoxloomError(
            f"no voice between {features.f0_min:g} and {features.f0_max:g} Hz is in the training "
            "speech (features.f0_min, features.f0_max): a sourcefilter vocoder has nothing to "
            "learn; set voice.vocoder.form to griffinlim"
        )
    return Dissected([wave for wave, _ in pairs], [part for _, part in pairs])
