"""Training waveforms, resident on the device, and random crops of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from voxloom.audio.wave.sound import Samples

FULL_SCALE = 32768.0  # of 16-bit samples


@dataclass(frozen=True)
class WaveStream:
    """Utterances end to end: crops may span two, whose silent margins meet there."""

    samples_N: Tensor  # int16, as the shards hold them

    def crops(self, starts: Tensor, samples: int) -> Tensor:
        """Windows (B, samples), full scale 1.0, from the given first samples."""
        index_BN = starts[:, None] + torch.arange(samples, device=starts.device)
        return self.samples_N[index_BN].float() / FULL_SCALE


def wave_stream(waves: Sequence[Samples], at_least: int, device: torch.device) -> WaveStream:
    """One or more waveforms as a stream, repeated until it has `at_least` samples."""
    parts = [(torch.from_numpy(wave) * FULL_SCALE).round().to(torch.int16) for wave in waves]
    samples_N = torch.cat(parts)
    return WaveStream(samples_N.repeat(-(-at_least // len(samples_N))).to(device))


def spread(waves: Sequence[Samples], most: int) -> Sequence[Samples]:
    """All of them, or so many, evenly chosen, that they have about `most` samples together."""
    total = sum(len(wave) for wave in waves)
    if total <= most:
        return waves
    count = max(1, len(waves) * most // total)
    return [waves[n * len(waves) // count] for n in range(count)]
