from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voxloom.metrics.absent import Absent
from voxloom.metrics.spectral import mel_cepstral_distortion, mel_error_db, scaled_mse

Mel = npt.NDArray[np.float32]
MELS = arrays(np.float32, (6, 20), elements=st.floats(-11.5, 3.0, width=32))


def test_an_offset_of_one_nat_is_8_686_db() -> None:
    mel = np.random.default_rng(0).normal(size=(40, 80)).astype(np.float32)
    assert mel_error_db(mel, mel + 1.0) == pytest.approx(8.686, abs=1e-3)


@given(MELS, MELS)
def test_mel_error_is_symmetric_and_zero_only_for_itself(first: Mel, second: Mel) -> None:
    assert mel_error_db(first, second) == mel_error_db(second, first)
    assert mel_error_db(first, first) == 0.0
    assert (mel_error_db(first, second) == 0.0) == bool((first == second).all())


def test_frames_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match="trim both"):
        mel_error_db(np.zeros((3, 80), np.float32), np.zeros((4, 80), np.float32))


def test_scaled_mse_is_in_units_of_the_training_range() -> None:
    reference = np.array([[0.0, -10.0], [2.0, 10.0]], np.float32)
    estimate = reference + np.array([0.2, 2.0], np.float32)  # a tenth of both ranges
    assert scaled_mse(reference, estimate, [0.0, -10.0], [2.0, 10.0]) == pytest.approx(0.01)


def test_scaled_mse_survives_a_bin_that_never_moved() -> None:
    mel = np.full((2, 1), -11.5, np.float32)
    assert scaled_mse(mel, mel + 0.5, [-11.5], [-11.5]) == pytest.approx(0.25)


@settings(max_examples=20, deadline=None)
@given(MELS, MELS)
def test_distortion_is_zero_for_itself_and_symmetric(first: Mel, second: Mel) -> None:
    assert mel_cepstral_distortion(first, first) == pytest.approx(0.0, abs=1e-4)
    # Paths of equal cost may differ in length when walked from the other side.
    forth, back = mel_cepstral_distortion(first, second), mel_cepstral_distortion(second, first)
    assert forth == pytest.approx(back, rel=0.25)


def test_distortion_of_a_known_cepstrum() -> None:
    """ln|H| = cos(w) against 0: c1 = 1, so 10 sqrt(2) / ln(10) dB."""
    bins = np.arange(80)
    cosine = np.tile(np.cos(np.pi * (bins + 0.5) / 80), (5, 1)).astype(np.float32)
    expected = 10.0 * np.sqrt(2.0) / np.log(10.0)
    assert mel_cepstral_distortion(np.zeros_like(cosine), cosine) == pytest.approx(expected, 1e-5)


def test_distortion_ignores_level(mels: dict[str, Mel]) -> None:
    assert mel_cepstral_distortion(mels["call"], mels["call"] + np.float32(2.0)) == pytest.approx(
        0, abs=1e-3
    )


def test_a_slower_copy_is_far_nearer_than_another_sentence(mels: dict[str, Mel]) -> None:
    call = mels["call"]
    slower = call[(np.arange(int(len(call) * 1.3)) / 1.3).astype(int)]
    other = mel_cepstral_distortion(call, mels["number"])
    assert mel_cepstral_distortion(call, slower) < 0.1 * other


def test_too_few_mels_for_the_cepstra_is_absent() -> None:
    mel = np.zeros((4, 8), np.float32)
    with pytest.raises(Absent, match=r"audio\.n_mels"):
        mel_cepstral_distortion(mel, mel)
