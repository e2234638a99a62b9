"""The finish of synthesized speech: light denoise, fades, loudness, peak limit.

Each step takes and gives mono Audio and is deterministic. Fades come before the loudness, so that
the limiter has the last word and the ceiling holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from voxloom.audio.finish.denoise import denoise
from voxloom.audio.finish.level import level
from voxloom.audio.wave.sound import Audio
from voxloom.core.errors import VoxloomError

FADE_S = 0.005


@dataclass(frozen=True)
class PolishParams:
    loudness: float  # LUFS, ITU-R BS.1770
    peak: float  # dBFS, the highest sample allowed; at most 0
    denoise: float  # 0 (off) to 1: how much of the noise floor goes

    def __post_init__(self) -> None:
        """Raises VoxloomError that names the value out of range."""
        for name, low, high in (("loudness", -70, 0), ("peak", -60, 0), ("denoise", 0, 1)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise VoxloomError(f"polish: {name}: {value} is not between {low} and {high}")


def polish(audio: Audio, params: PolishParams) -> Audio:
    """The whole finish; the length (n,) and the rate stay. Silence stays silence."""
    if params.denoise:
        audio = denoise(audio, params.denoise)
    return level(fade(audio), params.loudness, params.peak).audio


def join(parts: Sequence[Audio], gap_seconds: float) -> Audio:
    """Sentences one after the other, faded at their ends, with silence in between.

    Raises VoxloomError for no parts, parts of several rates and a negative gap.
    """
    rates = sorted({part.rate for part in parts})
    if len(rates) != 1:
        raise VoxloomError(f"join: needs parts of one rate, got {len(parts)} parts, rates {rates}")
    if not gap_seconds >= 0.0:
        raise VoxloomError(f"join: a gap of {gap_seconds} s is negative")
    gap = np.zeros(round(gap_seconds * rates[0]), np.float32)
    pieces = [piece for part in parts for piece in (gap, fade(part).samples)]
    return Audio(np.concatenate(pieces[1:]), rates[0])


def fade(audio: Audio) -> Audio:
    """Raised-cosine ramps of 5 ms at both ends, or half the length where it is shorter."""
    count = min(round(FADE_S * audio.rate), len(audio.samples) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(count, 1))).astype(np.float32)
    samples = audio.samples.copy()
    samples[:count] *= ramp
    samples[len(samples) - count :] *= ramp[::-1]
    return Audio(samples, audio.rate)
