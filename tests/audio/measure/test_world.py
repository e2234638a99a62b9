from __future__ import annotations

import numpy as np
import pytest

from voxloom.audio.measure.world import Anatomy, dissect
from voxloom.audio.wave.sound import Samples

RATES = [8000, 11025, 16000, 22050, 48000]


def anatomy(wave: Samples, rate: int) -> Anatomy | None:
    """A frame every four milliseconds, in 65 frequencies."""
    hop = 2 * round(0.002 * rate)
    return dissect(wave[: len(wave) // hop * hop], rate, hop, 65, 60.0, 500.0)


def buzz(rate: int, hertz: float = 150.0, seconds: float = 1.0) -> Samples:
    """Harmonics of one height up to half the rate, with a little noise; then a hiss."""
    time = np.arange(round(seconds * rate)) / rate
    count = int(rate / 2 / hertz) - 1
    wave = sum(np.sin(2.0 * np.pi * hertz * k * time + k * k) for k in range(1, count))
    noise = np.random.default_rng(1).standard_normal(len(time))
    voiced = np.sqrt(2.0 / count) * np.asarray(wave) + 1e-3 * noise
    return (0.1 * np.concatenate([voiced, noise])).astype(np.float32)


@pytest.mark.parametrize("rate", RATES)
def test_a_buzz_has_its_pitch_and_its_level(rate: int) -> None:
    """Pulses and noise of power 1 both through the envelope have the level of what was heard."""
    found = anatomy(buzz(rate), rate)
    assert found is not None
    sung = slice(50, 200)
    assert found.voiced_J[sung].mean() > 0.95
    np.testing.assert_allclose(np.exp(found.log_f0_J[sung]), 150.0, rtol=0.02)
    inner = found.envelope_JF[sung, 4:-8]
    assert inner.mean() == pytest.approx(np.log(0.1), abs=0.15)


@pytest.mark.parametrize("rate", RATES)
def test_a_hiss_has_its_level(rate: int) -> None:
    found = anatomy(buzz(rate), rate)
    assert found is not None
    power = np.exp(2.0 * found.envelope_JF[300:450, 4:-8]).mean()
    assert 0.5 * np.log(power) == pytest.approx(np.log(0.1), abs=0.2)


@pytest.mark.parametrize("rate", RATES)
def test_a_dull_buzz_is_periodic(rate: int) -> None:
    """As voices are dull; an equal power up to 8 kHz passes for a hiss."""
    bright = buzz(rate)
    dull = np.cumsum(bright - bright.mean()) * 0.2  # 6 dB an octave
    found = anatomy((dull - np.linspace(dull[0], dull[-1], len(dull))).astype(np.float32), rate)
    assert found is not None
    assert found.periodic_JF[50:200, 2:20].mean() > 0.9


@pytest.mark.parametrize("rate", [16000, 22050, 48000])
def test_a_hiss_is_not_periodic(rate: int) -> None:
    found = anatomy(buzz(rate), rate)
    assert found is not None
    assert found.periodic_JF[300:450].mean() < 0.3


def test_pitch_is_drawn_through_what_is_unvoiced() -> None:
    found = anatomy(buzz(16000), 16000)
    assert found is not None
    assert found.voiced_J[300:450].mean() < 0.5
    assert (found.log_f0_J > np.log(60.0)).all()


def test_without_a_voice_there_is_nothing() -> None:
    assert anatomy(np.zeros(16000, dtype=np.float32), 16000) is None
