"""Loudness is that of the standard, as pyloudnorm measures it."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest

from voxloom.audio.finish.loudness import loudness
from voxloom.audio.wave.sound import Audio


def speech_like(seconds: float, rate: int) -> Audio:
    """Loud and soft stretches, each quieter than the last, and pauses that no gate lets through."""
    count = round(seconds * rate)
    noise = np.random.default_rng(0).normal(0.0, 0.1, count)
    envelope = np.exp(-np.arange(count) / (2.0 * rate)) * (np.arange(count) // (rate // 3) % 3 > 0)
    return Audio((noise * envelope).astype(np.float32), rate)


@pytest.mark.parametrize("rate", [4000, 8000, 16000, 22050, 48000, 384000])
@pytest.mark.parametrize("seconds", [0.05, 0.4, 3.0, 11.3])
def test_it_is_pyloudnorms(seconds: float, rate: int) -> None:
    audio = speech_like(seconds, rate)
    block = min(0.4, (len(audio.samples) - 1e-6) / rate)
    meter = pyloudnorm.Meter(rate, block_size=block)
    expected = meter.integrated_loudness(audio.samples.astype(np.float64))
    assert loudness(audio) == pytest.approx(expected, abs=1e-6)


def test_silence_has_none() -> None:
    assert loudness(Audio(np.zeros(8000, np.float32), 16000)) == -np.inf
