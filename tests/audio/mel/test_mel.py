from __future__ import annotations

import librosa
import numpy as np
import pytest
import torch

from voxloom.audio.mel.mel import LogMel, MelContract, mel_filters
from voxloom.audio.mel.params import AudioParams
from voxloom.core.errors import VoxloomError

GEOMETRIES = {
    "telephone": (16000, 1024, 256, 1024, 80, 0.0, 8000.0, "slaney", "slaney"),
    "hifigan": (22050, 1024, 256, 1024, 80, 0.0, 8000.0, "slaney", "slaney"),
    "vocos": (24000, 1024, 256, 1024, 100, 0.0, 12000.0, "htk", "none"),
    "narrow": (8000, 512, 100, 400, 40, 60.0, 3800.0, "htk", "slaney"),
}
NAMES = ("rate", "n_fft", "hop", "win", "n_mels", "fmin", "fmax", "mel_scale", "mel_norm")


def contract(name: str) -> MelContract:
    values = dict(zip(NAMES, GEOMETRIES[name], strict=True))
    return MelContract.from_params(AudioParams.model_validate({**values, "floor": 1e-5}))


def librosa_filters(contract: MelContract) -> np.ndarray:
    return librosa.filters.mel(
        sr=contract.rate,
        n_fft=contract.n_fft,
        n_mels=contract.n_mels,
        fmin=contract.fmin,
        fmax=contract.fmax,
        htk=contract.mel_scale == "htk",
        norm="slaney" if contract.mel_norm == "slaney" else None,
    )


def wave(samples: int, seed: int = 0) -> np.ndarray:
    generator = np.random.default_rng(seed)
    return (0.1 * generator.standard_normal(samples)).astype(np.float32)


@pytest.mark.parametrize("name", GEOMETRIES)
def test_the_filters_are_librosas(name: str) -> None:
    expected = librosa_filters(contract(name))
    np.testing.assert_allclose(mel_filters(contract(name)).numpy().T, expected, atol=1e-5)


@pytest.mark.parametrize("name", GEOMETRIES)
def test_the_log_mel_is_librosas(name: str) -> None:
    ours = contract(name)
    samples = wave(2 * ours.rate + 17)
    spectrum = np.abs(
        librosa.stft(
            samples,
            n_fft=ours.n_fft,
            hop_length=ours.hop,
            win_length=ours.win,
            center=True,
            pad_mode="reflect",
        )
    )
    expected = np.log(np.maximum(librosa_filters(ours) @ spectrum, ours.floor))
    log_mel = LogMel(ours)(torch.from_numpy(samples)[None])[0].numpy()
    np.testing.assert_allclose(log_mel, expected, atol=2e-4)


def test_silence_lies_on_the_floor() -> None:
    ours = contract("telephone")
    log_mel = LogMel(ours)(torch.zeros(1, 4000))
    assert log_mel.shape == (1, 80, 1 + 4000 // 256)
    torch.testing.assert_close(log_mel, torch.full_like(log_mel, float(np.log(ours.floor))))


@pytest.mark.parametrize("samples", [1, 2, 100, 511, 512, 513, 1024])
def test_waves_shorter_than_a_window_have_frames_too(samples: int) -> None:
    module = LogMel(contract("telephone"))
    log_mel = module(torch.from_numpy(wave(samples))[None])
    assert log_mel.shape == (1, 80, module.frames(samples))
    assert torch.isfinite(log_mel).all()


def test_a_contract_survives_json_and_has_one_digest() -> None:
    ours = contract("vocos")
    assert MelContract.from_json(ours.to_json()) == ours
    assert MelContract.from_json(ours.to_json()).digest == ours.digest
    assert len({contract(name).digest for name in GEOMETRIES}) == len(GEOMETRIES)


def test_contracts_that_differ_name_the_fields() -> None:
    ours, theirs = contract("telephone"), contract("hifigan")
    ours.check_same(contract("telephone"), "a", "b")
    with pytest.raises(VoxloomError, match="rate 16000 / 22050") as caught:
        ours.check_same(theirs, "data/vae", "data/vocoder")
    assert "data/vae and data/vocoder" in str(caught.value)
    assert "hop" not in str(caught.value)
