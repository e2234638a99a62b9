from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.audio.wave.sound import Audio
from voxloom.study import degrade

Damage = Callable[..., Audio]
SEEDED: dict[str, Damage] = {
    "white": degrade.with_white_noise,
    "pink": degrade.with_pink_noise,
    "babble": degrade.with_babble,
    "hum": degrade.with_hum,
}


def with_offset(audio: Audio, snr_db: float, seed: int) -> Audio:
    return degrade.with_offset(audio, snr_db)


NOISES: dict[str, Callable[[Audio, float, int], Audio]] = {**SEEDED, "offset": with_offset}


def power(samples: np.ndarray) -> float:
    return float(np.mean(samples.astype(np.float64) ** 2))


def spectrum(samples: np.ndarray, low: float, high: float, rate: int = 16000) -> float:
    """Power between two frequencies."""
    powers = np.abs(np.fft.rfft(samples)) ** 2
    bins = np.fft.rfftfreq(len(samples), 1.0 / rate)
    return float(powers[(bins >= low) & (bins < high)].sum())


@pytest.mark.parametrize("kind", NOISES)
@settings(max_examples=15, deadline=None)
@given(snr_db=st.floats(-10.0, 50.0), seed=st.integers(0, 1000))
def test_noise_comes_at_the_ratio_asked_for(
    speech: Audio, kind: str, snr_db: float, seed: int
) -> None:
    noise = NOISES[kind](speech, snr_db, seed).samples - speech.samples
    measured = 10.0 * np.log10(power(speech.samples) / power(noise))
    assert measured == pytest.approx(snr_db, abs=0.05)


@pytest.mark.parametrize(
    "damage",
    [
        *(partial(make, snr_db=10.0) for make in SEEDED.values()),
        partial(degrade.reverberant, t60=0.3),
    ],
    ids=[*SEEDED, "reverberation"],
)
def test_a_seed_says_all_and_the_recording_is_left_alone(speech: Audio, damage: Damage) -> None:
    before = speech.samples.copy()
    first, again, other = (damage(speech, seed=seed).samples for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    np.testing.assert_array_equal(speech.samples, before)
    assert first.dtype == np.float32
    assert len(first) == len(before)


def test_pink_noise_has_the_same_power_in_every_octave(speech: Audio) -> None:
    noise = degrade.with_pink_noise(speech, 0.0, 1).samples - speech.samples
    octaves = [spectrum(noise, 125.0 * 2**n, 250.0 * 2**n) for n in range(5)]
    assert max(octaves) < 1.6 * min(octaves)


def test_babble_sounds_where_speech_does(speech: Audio) -> None:
    noise = degrade.with_babble(speech, 0.0, 1).samples - speech.samples
    for low, high in ((0.0, 1000.0), (1000.0, 4000.0)):
        share = spectrum(noise, low, high) / spectrum(noise, 0.0, 8000.0)
        expected = spectrum(speech.samples, low, high) / spectrum(speech.samples, 0.0, 8000.0)
        assert share == pytest.approx(expected, abs=0.15)


@pytest.mark.parametrize("mains", [50.0, 60.0])
def test_hum_stands_on_the_harmonics_of_the_mains(speech: Audio, mains: float) -> None:
    noise = degrade.with_hum(speech, 0.0, 1, mains).samples - speech.samples
    total = spectrum(noise, 0.0, 8000.0)
    lines = sum(spectrum(noise, mains * k - 2.0, mains * k + 2.0) for k in range(1, 11))
    assert lines > 0.97 * total
    assert spectrum(noise, mains - 2.0, mains + 2.0) > 0.6 * total


@pytest.mark.parametrize("t60", [0.2, 0.5, 1.0])
def test_reverberation_decays_in_the_time_asked_for(t60: float) -> None:
    """From the slope of Schroeder's backward integral between -5 and -35 dB (ISO 3382)."""
    response = degrade.impulse_response(t60, 16000, 1)[1:]
    decay = 10.0 * np.log10(np.cumsum(response[::-1] ** 2)[::-1] / np.sum(response**2))
    first, last = (int(np.argmax(decay < level)) for level in (-5.0, -35.0))
    assert 2.0 * (last - first) / 16000 == pytest.approx(t60, rel=0.08)


def test_the_direct_sound_stays_in_place(speech: Audio) -> None:
    response = degrade.impulse_response(0.3, 16000, 1)
    assert response[0] == 1.0
    ratio = 10.0 * np.log10(1.0 / np.sum(response[1:] ** 2))
    assert ratio == pytest.approx(degrade.DIRECT_DB, abs=1e-6)
    wet = degrade.reverberant(speech, 0.3, 1).samples
    lags = np.correlate(wet, speech.samples[2000:-2000], "valid")
    assert int(np.argmax(lags)) == 2000


@given(st.floats(0.5, 20.0))
def test_clipping_is_as_deep_as_asked_for_and_leaves_the_rest(
    speech: Audio, depth_db: float
) -> None:
    cut = degrade.clipped(speech, depth_db).samples
    ceiling = np.abs(speech.samples).max() * 10.0 ** (-depth_db / 20.0)
    assert np.abs(cut).max() == pytest.approx(ceiling, rel=1e-5)
    below = np.abs(speech.samples) < 0.999 * ceiling
    np.testing.assert_array_equal(cut[below], speech.samples[below])


@pytest.mark.parametrize("kind", NOISES)
@pytest.mark.parametrize("count", [1, 2, 100])
def test_silence_and_scraps_do_not_break(kind: str, count: int) -> None:
    audio = Audio(np.zeros(count, np.float32), 16000)
    noisy = NOISES[kind](audio, 10.0, 1).samples
    np.testing.assert_array_equal(noisy, audio.samples)
