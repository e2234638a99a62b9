from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from tests.support.synthetic import CONTRACT, model, statistics, wavy_mels
from voxloom.audio.wave.sound import Audio
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.use import Speech, between, bridge, latent_statistics, save_speech


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speech") / "model"
    vae = model()
    config: dict[str, Any] = {"statistics": statistics().to_json()}
    latents = latent_statistics(vae, [wavy_mels(80, seed).T[None] for seed in range(3)])
    save_speech(path, vae, latents, config, {})
    return path


@pytest.fixture(scope="module")
def speech(folder: Path) -> Speech:
    return Speech.load(folder)


def hum(seconds: float, hertz: float = 200.0, rate: int = 16000) -> Audio:
    time = np.arange(int(seconds * rate)) / rate
    wave = sum(np.sin(2 * np.pi * hertz * k * time) / k for k in range(1, 8))
    return Audio((0.1 * np.asarray(wave)).astype(np.float32), rate)


def test_a_loaded_model_is_the_saved_one(speech: Speech) -> None:
    saved = model().state_dict()
    assert all(torch.equal(value, saved[name]) for name, value in speech.model.state_dict().items())
    assert speech.contract == CONTRACT


@pytest.mark.parametrize("seconds", [0.05, 0.5, 1.0])
def test_reconstruct_keeps_the_length_to_a_latent_frame(speech: Speech, seconds: float) -> None:
    rebuilt = speech.reconstruct(hum(seconds))
    assert rebuilt.rate == CONTRACT.rate
    assert abs(len(rebuilt.samples) - seconds * CONTRACT.rate) <= 2 * CONTRACT.hop
    assert np.isfinite(rebuilt.samples).all()
    assert np.abs(rebuilt.samples).max() <= 1.0


def test_reconstruct_takes_any_rate_and_channels(speech: Speech) -> None:
    stereo = np.stack([hum(0.5, rate=44100).samples] * 2, axis=1)
    assert speech.reconstruct(Audio(stereo, 44100)).seconds == pytest.approx(0.5, abs=0.05)


def test_too_short_is_said(speech: Speech) -> None:
    with pytest.raises(VoxloomError, match="too short"):
        speech.reconstruct(Audio(np.zeros(10, np.float32), CONTRACT.rate))


def test_same_seed_same_sample_other_seed_another(speech: Speech) -> None:
    first, again, other = (speech.sample(0.5, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples, other.samples)
    assert first.seconds == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize("seconds", [0.0, -1.0, 1e9])
def test_sample_refuses_an_impossible_length(speech: Speech, seconds: float) -> None:
    with pytest.raises(VoxloomError, match="seconds"):
        speech.sample(seconds)


def test_interpolation_begins_and_ends_as_the_two_recordings_rebuilt(speech: Speech) -> None:
    first, second = hum(0.4), hum(0.8, 320.0)
    walk = speech.interpolate(first, second, 4)
    assert len(walk) == 4
    assert np.allclose(walk[0].samples, speech.reconstruct(first).samples, atol=1e-4)
    assert np.allclose(walk[-1].samples, speech.reconstruct(second).samples, atol=1e-4)
    assert [w.seconds for w in walk] == sorted(w.seconds for w in walk)


def test_interpolation_needs_both_ends(speech: Speech) -> None:
    with pytest.raises(VoxloomError, match="steps"):
        speech.interpolate(hum(0.2), hum(0.2), 1)


def test_repair_changes_the_stretch_and_nothing_else(speech: Speech) -> None:
    mel_BCT = speech.analyse(hum(1.0))
    repaired = speech.repair_mel(mel_BCT, 20, 26)
    assert torch.equal(repaired[:, :, :20], mel_BCT[:, :, :20])
    assert torch.equal(repaired[:, :, 26:], mel_BCT[:, :, 26:])
    assert not torch.equal(repaired[:, :, 20:26], mel_BCT[:, :, 20:26])


@pytest.mark.parametrize(("start", "end"), [(-0.1, 0.2), (0.3, 0.3), (0.5, 9.0)])
def test_repair_refuses_a_stretch_outside_the_recording(
    speech: Speech, start: float, end: float
) -> None:
    with pytest.raises(VoxloomError, match="is not inside"):
        speech.repair(hum(1.0), start, end)


@pytest.mark.parametrize(("first", "last"), [(0, 5), (10, 15), (35, 40)])
def test_a_bridge_leads_from_neighbour_to_neighbour(first: int, last: int) -> None:
    mel = wavy_mels(40).T[None]
    bridged = bridge(mel, first, last)
    low = torch.minimum(mel[:, :, max(0, first - 1)], mel[:, :, min(39, last)])
    high = torch.maximum(mel[:, :, max(0, first - 1)], mel[:, :, min(39, last)])
    inside = bridged[:, :, first:last]
    assert bool((inside >= low[..., None] - 1e-5).all())
    assert bool((inside <= high[..., None] + 1e-5).all())


def test_between_moves_length_and_value_in_step() -> None:
    a, b = torch.zeros(1, 2, 10), torch.ones(1, 2, 20)
    middle = between(a, b, 0.5)
    assert middle.shape == (1, 2, 15)
    assert torch.allclose(middle, torch.full((1, 2, 15), 0.5))


def test_another_artifact_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match=r"manifest\.json is missing"):
        Speech.load(tmp_path)
