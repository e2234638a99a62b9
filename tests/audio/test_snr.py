from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.bursts import bursts
from voxloom.audio.measure.snr import LOWEST, snr_db
from voxloom.audio.wave.sound import Audio

RATE = 16000


def noisy(speech: Audio, snr: float, seed: int = 0) -> Audio:
    """With white noise at an SNR in dB over the whole length."""
    power = float(np.mean(speech.samples.astype(np.float64) ** 2))
    noise = np.random.default_rng(seed).standard_normal(len(speech.samples))
    samples = speech.samples + noise * np.sqrt(power) * 10.0 ** (-snr / 20.0)
    return Audio(samples.astype(np.float32), speech.rate)


@pytest.fixture(scope="module")
def spoken() -> Audio:
    pytest.importorskip("espeakng_loader", reason="speech is made by the extra espeak")
    from voxloom.text.sounds.espeak_library import espeak

    return espeak("en").synthesize("Please hold the line. An agent will be with you in a moment.")


@pytest.mark.parametrize("snr", [0.0, 5.0, 10.0, 15.0, 20.0, 30.0])
def test_known_noise_in_speech_is_told_within_1_5_db(spoken: Audio, snr: float) -> None:
    found = [snr_db(noisy(spoken, snr, seed)) for seed in range(3)]
    assert found == pytest.approx([snr] * 3, abs=1.5)


@pytest.mark.parametrize("rate", [8000, 16000, 44100])
@pytest.mark.parametrize("snr", [5.0, 20.0])
def test_at_any_rate(rate: int, snr: float) -> None:
    assert snr_db(noisy(bursts(rate, 3.0), snr)) == pytest.approx(snr, abs=1.5)


@settings(max_examples=25, deadline=None)
@given(gain=st.floats(0.01, 2.0), offset=st.floats(-0.2, 0.2), snr=st.floats(0.0, 25.0))
def test_neither_level_nor_dc_matters(gain: float, offset: float, snr: float) -> None:
    audio = noisy(bursts(RATE, 2.0), snr)
    moved = Audio((gain * audio.samples + offset).astype(np.float32), RATE)
    assert snr_db(moved) == pytest.approx(snr_db(audio), abs=0.1)


@pytest.mark.parametrize("length", [1, 10, 400, RATE])
def test_short_silent_and_steady_recordings_have_a_figure(length: int) -> None:
    noise = np.random.default_rng(0).standard_normal(length).astype(np.float32)
    assert np.isfinite(snr_db(Audio(noise, RATE)))
    assert snr_db(Audio(np.zeros(length, np.float32), RATE)) == LOWEST
    if length == RATE:
        assert snr_db(Audio(noise, RATE)) < 0.0


def test_silence_cut_to_zero_is_no_noise() -> None:
    assert snr_db(bursts(RATE, 2.0)) > 60.0
