from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.support.synthetic import CONTRACT, model, statistics
from voxloom.audio.mel.mel import LogMel
from voxloom.audio.wave.sound import Samples
from voxloom.core.determinism import generator
from voxloom.core.errors import VoxloomError
from voxloom.systems.voice.vocoder.model.vocos import Vocos, VocosShape
from voxloom.systems.voice.vocoder.train.crops import VocoderData, copy_error
from voxloom.systems.voice.vocoder.train.params import VocosParams
from voxloom.systems.voice.vocoder.train.stft_loss import resolutions, stft_loss
from voxloom.systems.voice.vocoder.train.vocos import VocosTrainer, build_critics
from voxloom.systems.voice.vocoder.train.waves import wave_stream
from voxloom.training.checkpoint import CheckpointFolder
from voxloom.training.loop import Diverged, Trained

CPU = torch.device("cpu")


def params(**changes: object) -> VocosParams:
    values: dict[str, object] = {
        "channels": 16,
        "blocks": 1,
        "steps": 7,
        "adversarial_from": 3,
        "batch": 2,
        "crop": 8,
        "learning_rate": 2e-3,
        "decoded": 0.5,
        "ema": 0.9,
        "validate_every": 2,
        "precision": "fp32",
        "device": "cpu",
        "threads": 1,
        "seed": 1,
    }
    return VocosParams.model_validate({**values, **changes})


def tone(hertz: float, seconds: float = 1.0) -> Samples:
    time = np.arange(int(seconds * CONTRACT.rate)) / CONTRACT.rate
    return (0.3 * np.sin(2.0 * np.pi * hertz * time)).astype(np.float32)


def trainer(settings: VocosParams, device: torch.device = CPU) -> VocosTrainer:
    torch.set_num_threads(1)
    data = VocoderData([tone(440.0), tone(660.0)], [tone(440.0, 0.4)], model())
    torch.manual_seed(settings.seed)
    shape = VocosShape(CONTRACT.n_mels, settings.channels, settings.blocks)
    vocoder = Vocos(shape, CONTRACT, statistics()).to(device)
    return VocosTrainer(vocoder, build_critics(CONTRACT).to(device), data, settings)


def train(settings: VocosParams, folder: Path) -> Trained:
    return trainer(settings).run(CheckpointFolder(folder, "key"), "test")


def test_training_learns_a_tone(tmp_path: Path) -> None:
    settings = params(steps=60, adversarial_from=50, validate_every=60)
    run = trainer(settings)
    before = copy_error(run.model, run.crops.mel, run.crops.validation)
    trained = run.run(CheckpointFolder(tmp_path, "key"), "test")
    assert trained.history[-1]["validation_mel_error_db"] < 0.7 * before * 8.686
    assert trained.history[-1]["train_critics"] > 0.0


def test_a_diverging_training_leaves_no_checkpoint(tmp_path: Path) -> None:
    folder = CheckpointFolder(tmp_path, "key")
    trainer(params(steps=2)).run(folder, "test")
    assert folder.path.exists()
    with pytest.raises(Diverged, match=r"diverged at step \d \(\w+: (nan|inf)\)"):
        trainer(params().model_copy(update={"learning_rate": 1e30})).run(folder, "test")
    assert not folder.path.exists()


def test_the_critics_come_in_after_the_warm_up(tmp_path: Path) -> None:
    history = train(params(validate_every=1, steps=4, adversarial_from=2), tmp_path).history
    assert [point["train_stft"] > 0.0 for point in history] == [True, True, False, False]
    assert [point["train_critics"] > 0.0 for point in history] == [False, False, True, True]


def test_weights_of_the_warm_up_are_chosen_only_where_no_critics_follow(tmp_path: Path) -> None:
    run = trainer(params())
    run.step = 3
    assert run.measure()[0] == float("inf")
    run.step = 4
    assert run.measure()[0] < float("inf")
    alone = train(params(steps=2, adversarial_from=2), tmp_path)
    assert alone.best_step == 2


def heard(run: VocosTrainer) -> Tensor:
    """The mels (B, C, crop) of the first step."""
    return run.crops.draw(generator(run.params.seed, 0)).mel_BCT


def test_the_share_of_decoded_mels() -> None:
    natural, half, whole = (heard(trainer(params(decoded=share))) for share in (0.0, 0.5, 1.0))
    assert torch.equal(half[1], natural[1])
    assert not torch.equal(half[0], natural[0])
    assert not torch.equal(whole[1], natural[1])


def test_a_crop_s_mel_is_the_one_the_whole_waveform_has_there() -> None:
    run = trainer(params(decoded=0.0))
    wave = torch.from_numpy(tone(440.0))[None]
    inner = LogMel(CONTRACT)(wave)[:, :, 2:10]
    first = 2 * CONTRACT.hop - CONTRACT.n_fft // 2
    crop = wave[:, first : first + 7 * CONTRACT.hop + CONTRACT.n_fft]
    torch.testing.assert_close(run.crops.mel.of_padded(crop), inner)
    mel_BCT = heard(run)
    assert mel_BCT.shape == (2, CONTRACT.n_mels, 8)
    assert run.model.vocode(mel_BCT).shape == (2, 7 * CONTRACT.hop)


def test_a_stream_holds_the_shards_samples_and_repeats_what_is_short() -> None:
    wave = (np.arange(-3, 4) / 32768).astype(np.float32)
    stream = wave_stream([wave], 15, CPU)
    assert len(stream.samples_N) == 21
    assert np.array_equal(stream.crops(torch.tensor([7]), 7)[0].numpy(), wave)


def test_the_stft_loss_is_nothing_for_equal_waveforms() -> None:
    wave = torch.from_numpy(tone(440.0))[None]
    n_ffts = resolutions(CONTRACT.n_fft)
    assert float(stft_loss(wave, wave, n_ffts, CONTRACT.floor)) == 0.0
    # At half the loudness: ln 2 nats and half the norm, at every resolution.
    quieter = float(stft_loss(wave, 0.5 * wave, n_ffts, 1e-9))
    assert quieter == pytest.approx(0.5 + np.log(2.0), abs=1e-2)


def test_a_crop_shorter_than_the_losses_windows_is_refused() -> None:
    run = trainer(params())
    run.model.contract = replace(CONTRACT, hop=128)
    with pytest.raises(VoxloomError, match=r"voice.vocoder.vocos.crop: 8 .* use 9 or more"):
        VocosTrainer(run.model, run.critics, VocoderData([], [], model()), params())


@pytest.mark.gpu
def test_training_on_a_gpu_learns(tmp_path: Path) -> None:
    settings = params(steps=60, adversarial_from=50, precision="auto", device="cuda")
    run = trainer(settings, torch.device("cuda"))
    before = copy_error(run.model, run.crops.mel, run.crops.validation)
    history = run.run(CheckpointFolder(tmp_path, "gpu"), "test").history
    assert history[-1]["validation_mel_error_db"] < 0.8 * before * 8.686
