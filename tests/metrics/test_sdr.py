from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.audio.wave.sound import Audio
from voxloom.metrics.absent import Absent
from voxloom.metrics.sdr import si_sdr_db

RANDOM = np.random.default_rng(0)
SPEECH = Audio(RANDOM.normal(0.0, 0.1, 16000).astype(np.float32), 16000)
SILENCE = Audio(np.zeros(16000, np.float32), 16000)


def orthogonal_noise(snr_db: float) -> np.ndarray:
    target = SPEECH.samples.astype(np.float64)
    noise = RANDOM.normal(size=16000)
    noise -= target * (noise @ target) / (target @ target)
    return noise * np.linalg.norm(target) / np.linalg.norm(noise) * 10.0 ** (-snr_db / 20.0)


@given(st.floats(-20.0, 60.0), st.floats(0.01, 10.0))
def test_it_is_the_ratio_to_noise_unlike_the_signal_at_any_scale(
    snr_db: float, gain: float
) -> None:
    noisy = gain * (SPEECH.samples + orthogonal_noise(snr_db))
    estimate = Audio(noisy.astype(np.float32), 16000)
    assert si_sdr_db(SPEECH, estimate) == pytest.approx(snr_db, abs=0.05)


def test_a_copy_has_the_highest_and_an_offset_counts() -> None:
    assert si_sdr_db(SPEECH, Audio(0.5 * SPEECH.samples, 16000)) == pytest.approx(100.0)
    shifted = Audio(SPEECH.samples + np.float32(0.1), 16000)
    assert si_sdr_db(SPEECH, shifted) == pytest.approx(0.0, abs=0.2)


def test_silence_has_none_and_other_lengths_are_refused() -> None:
    for pair in ((SILENCE, SPEECH), (SPEECH, SILENCE)):
        with pytest.raises(Absent, match="silence"):
            si_sdr_db(*pair)
    with pytest.raises(ValueError, match="lengths"):
        si_sdr_db(SPEECH, Audio(SPEECH.samples[:-1], 16000))
