from __future__ import annotations

import numpy as np
import pytest

from tests.audio.bursts import bursts
from voxloom.audio.read.clipping import clipped_share
from voxloom.audio.wave.sound import Samples, to_int16

RATE = 16000


def clipped(ceiling: float) -> tuple[Samples, float]:
    """A hum cut at a share of its height, and the share of samples that was cut."""
    samples = 0.9 * np.sin(2 * np.pi * 150 * np.arange(RATE) / RATE).astype(np.float32)
    return np.clip(samples, -ceiling, ceiling), float((np.abs(samples) >= ceiling).mean())


@pytest.mark.parametrize("ceiling", [0.3, 0.6, 0.8])
@pytest.mark.parametrize("gain", [0.35, 1.0])
def test_the_share_that_was_cut_whatever_the_gain_after(ceiling: float, gain: float) -> None:
    samples, share = clipped(ceiling)
    assert clipped_share(gain * samples) == pytest.approx(share, abs=0.02)


def test_it_survives_16_bits_and_stereo() -> None:
    samples, share = clipped(0.5)
    coarse = to_int16(samples).astype(np.float32) / 32768.0
    both = np.stack([coarse, np.zeros_like(coarse)], axis=1)
    assert clipped_share(coarse) == pytest.approx(share, abs=0.02)
    assert clipped_share(both) == pytest.approx(share / 2, abs=0.02)


def test_samples_beyond_full_scale_are_cut_wherever_they_are_played() -> None:
    samples = 2.0 * bursts(RATE, 1.0, level=0.9).samples
    assert clipped_share(samples) == pytest.approx(float((np.abs(samples) > 1.0).mean()), abs=0.05)


def test_what_is_whole_is_not_clipped() -> None:
    assert clipped_share(bursts(RATE, 2.0).samples) < 0.001
    noise = np.random.default_rng(0).standard_normal(RATE).astype(np.float32)
    assert clipped_share(0.2 * noise) < 0.001
    wave = np.array([0.1, 0.5, 0.5, 0.2, -0.5, -0.4, 0.3, 0.5, 0.5], np.float32)
    assert clipped_share(wave) == 0.0  # never three in a row
    assert clipped_share(np.full(4, 0.5, np.float32)) == 1.0


def test_silence_and_next_to_nothing_are_not_clipped() -> None:
    assert clipped_share(np.zeros(100, np.float32)) == 0.0
    assert clipped_share(np.ones(2, np.float32)) == 0.0
    assert clipped_share(np.zeros(0, np.float32)) == 0.0
