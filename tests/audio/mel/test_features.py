from __future__ import annotations

import librosa
import numpy as np
import pytest
import torch

from voxloom.audio.mel.features import energy, extract, log_f0, log_mels, mfcc
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.statistics import MelStatistics, mel_statistics
from voxloom.params import Params

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def module(params: Params) -> LogMel:
    return LogMel(MelContract.from_params(params.audio))


def noise(samples: int, seed: int = 0) -> np.ndarray:
    return (0.1 * np.random.default_rng(seed).standard_normal(samples)).astype(np.float32)


def harmonic_tone(hertz: float, seconds: float, rate: int = 16000) -> np.ndarray:
    time = np.arange(round(seconds * rate)) / rate
    partials = [np.sin(2 * np.pi * hertz * k * time) / k for k in range(1, 11)]
    return (0.2 * np.sum(partials, axis=0)).astype(np.float32)


def test_a_batch_of_lengths_is_each_of_them_alone(module: LogMel) -> None:
    waves = [noise(length, length) for length in (300, 16000, 5000, 513, 31999)]
    together = log_mels(waves, module, CPU)
    for wave, mel in zip(waves, together, strict=True):
        [alone] = log_mels([wave], module, CPU)
        assert mel.shape == alone.shape
        torch.testing.assert_close(mel, alone, atol=1e-5, rtol=0)


def test_all_features_have_the_same_frames(module: LogMel, params: Params) -> None:
    waves = [noise(length, length) for length in (1, 256, 4000, 16001)]
    for wave, item in zip(waves, extract(waves, module, params.features, CPU), strict=True):
        frames = 1 + len(wave) // params.audio.hop
        assert item.log_mel.shape == (frames, params.audio.n_mels)
        assert item.mfcc.shape == (frames, 3 * params.features.n_mfcc)
        assert item.log_f0.shape == item.energy.shape == (frames,)
        assert all(np.isfinite(array).all() for array in item.arrays().values())


def test_mfccs_are_librosas(module: LogMel) -> None:
    [mel] = log_mels([noise(16000)], module, CPU)
    static = librosa.feature.mfcc(S=mel.numpy(), n_mfcc=13, dct_type=2, norm="ortho")
    np.testing.assert_allclose(mfcc(mel, 13)[:13].numpy(), static, atol=1e-4)


def test_deltas_are_librosas_away_from_the_edges(module: LogMel) -> None:
    [mel] = log_mels([noise(16000)], module, CPU)
    coefficients = mfcc(mel, 13).numpy()
    delta = librosa.feature.delta(coefficients[:13], width=9)
    np.testing.assert_allclose(coefficients[13:26, 4:-4], delta[:, 4:-4], atol=1e-4)
    again = librosa.feature.delta(coefficients[13:26], width=9)
    np.testing.assert_allclose(coefficients[26:, 4:-4], again[:, 4:-4], atol=1e-4)


def test_energy_is_the_log_norm_of_the_mel_magnitudes(module: LogMel) -> None:
    [mel] = log_mels([noise(8000)], module, CPU)
    expected = np.log(np.linalg.norm(np.exp(mel.numpy()), axis=0))
    np.testing.assert_allclose(energy(mel).numpy(), expected, atol=1e-5)


@pytest.mark.parametrize("hertz", [110.0, 200.0, 330.0])
def test_the_pitch_of_a_tone_is_found(params: Params, hertz: float) -> None:
    contour = log_f0(harmonic_tone(hertz, 1.0), 16000, params.audio.hop, params.features)
    inner = contour[5:-5]
    assert (inner > 0).mean() > 0.95
    found = np.exp(inner[inner > 0])
    np.testing.assert_allclose(found, hertz, rtol=0.01)


def test_noise_is_unvoiced(params: Params) -> None:
    contour = log_f0(noise(16000), 16000, params.audio.hop, params.features)
    assert (contour == 0).mean() > 0.9


def test_statistics_are_numpys_over_all_frames() -> None:
    mels = [np.random.default_rng(k).normal(k, 2.0, (50 + k, 4)).astype(np.float32) for k in (0, 1)]
    joined = np.concatenate(mels)
    found = mel_statistics(mels)
    np.testing.assert_allclose(found.mean, joined.mean(axis=0), atol=1e-4)
    np.testing.assert_allclose(found.std, joined.std(axis=0), atol=1e-4)
    np.testing.assert_allclose(found.minimum, joined.min(axis=0), atol=1e-5)
    np.testing.assert_allclose(found.maximum, joined.max(axis=0), atol=1e-5)
    assert found.frames == 101
    assert MelStatistics.from_json(found.to_json()) == found


def test_a_bin_that_never_moves_does_not_divide_by_zero() -> None:
    assert min(mel_statistics([np.zeros((10, 3), np.float32)]).std) > 0
