from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.support.synthetic import CONTRACT, model, statistics
from voxloom.audio.measure.world import dissect
from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.mel.statistics import mel_statistics
from voxloom.audio.wave.sound import Audio, Samples
from voxloom.core.errors import VoxloomError
from voxloom.systems.voice.vocoder.model.sourcefilter import SourceFilter, SourceFilterShape
from voxloom.systems.voice.vocoder.train.anatomy import AnatomyStream, Target, dissect_all
from voxloom.systems.voice.vocoder.train.crops import VocoderData
from voxloom.systems.voice.vocoder.train.params import SourceFilterParams
from voxloom.systems.voice.vocoder.train.sourcefilter import SourceFilterTrainer, imitation
from voxloom.systems.voice.vocoder.train.stft_loss import stft_loss
from voxloom.systems.voice.vocoder.train.waves import spread
from voxloom.training.checkpoint import CheckpointFolder

FEATURES = FeaturesParams(n_mfcc=13, f0_min=60.0, f0_max=500.0)
CPU = torch.device("cpu")


def params(**changes: object) -> SourceFilterParams:
    values: dict[str, object] = {
        "channels": 16,
        "blocks": 1,
        "fine_channels": 8,
        "fine_blocks": 1,
        "hours": 1.0,
        "steps": 7,
        "batch": 2,
        "crop": 8,
        "learning_rate": 3e-3,
        "warmup_steps": 2,
        "clip": 5.0,
        "decoded": 0.5,
        "ema": 0.9,
        "validate_every": 2,
        "device": "cpu",
        "threads": 1,
        "seed": 1,
    }
    return SourceFilterParams.model_validate({**values, **changes})


def spoken(seed: int, seconds: float = 1.5) -> Samples:
    """A gliding buzz through two moving resonances, and a hiss between."""
    random, time = np.random.default_rng(seed), np.arange(round(seconds * CONTRACT.rate))
    hertz = 160.0 + 50.0 * np.sin(2.0 * np.pi * time / CONTRACT.rate + seed)
    phase = 2.0 * np.pi * np.cumsum(hertz) / CONTRACT.rate
    first = 500.0 + 300.0 * np.sin(3.0 * time / CONTRACT.rate + seed)
    wave = np.zeros(len(time))
    for k in range(1, 30):
        place = k * hertz
        height = np.exp(-(((place - first) / 250.0) ** 2)) + 0.3 * np.exp(
            -(((place - 2200.0) / 400.0) ** 2)
        )
        wave += np.where(place < 7800.0, (height + 0.01) * np.sin(k * phase), 0.0)
    hiss = np.diff(random.standard_normal(len(time) + 1))
    voiced = np.sin(2.0 * np.pi * 2.0 * time / CONTRACT.rate) > -0.5
    return (0.15 * np.where(voiced, wave, 0.1 * hiss) + 1e-4 * hiss).astype(np.float32)


def trainer(settings: SourceFilterParams, waves: int = 2) -> SourceFilterTrainer:
    torch.set_num_threads(1)
    train, validation = [spoken(n) for n in range(waves)], [spoken(77)]
    mel = LogMel(CONTRACT)
    mels = [mel(torch.from_numpy(wave)[None])[0].T.numpy() for wave in train]
    torch.manual_seed(settings.seed)
    shape = SourceFilterShape(
        CONTRACT.n_mels,
        settings.channels,
        settings.blocks,
        settings.fine_channels,
        settings.fine_blocks,
    )
    network = SourceFilter(shape, CONTRACT, mel_statistics(mels))
    found = dissect_all(train, CONTRACT.rate, network.hop, network.bins, FEATURES)
    anatomy = AnatomyStream.of(found.parts, network.hop, CPU)
    network.begin(anatomy.mean_log_f0())
    data = VocoderData(found.waves, validation, model())
    return SourceFilterTrainer(network, data, anatomy, settings)


def test_a_tiny_training_beats_griffin_lim_by_the_distance_of_spectra(tmp_path: Path) -> None:
    settings = params(
        channels=48, fine_channels=32, steps=400, batch=4, crop=24, decoded=0.0, validate_every=400
    )
    run = trainer(settings, waves=6)
    trained = run.run(CheckpointFolder(tmp_path, "key"), "test")
    run.model.load_state_dict(trained.weights)
    natural_BN = torch.from_numpy(spoken(101))[None]
    mel_CT = LogMel(CONTRACT)(natural_BN)[0]

    def distance(vocode: Callable[[Tensor], Audio]) -> float:
        made_BN = torch.from_numpy(vocode(mel_CT).samples)[None]
        return float(stft_loss(natural_BN[:, : made_BN.shape[1]], made_BN, (256, 512, 1024), 1e-3))

    ours, theirs = distance(run.model.synthesize), distance(GriffinLim(run.crops.mel))
    assert ours < 0.9 * theirs


def test_once_trained_its_formants_are_as_high_as_those_found(tmp_path: Path) -> None:
    settings = params(channels=32, fine_channels=16, steps=100, batch=4, crop=24, decoded=0.0)
    run = trainer(settings, waves=4)
    run.run(CheckpointFolder(tmp_path, "key"), "test")
    blurred = run.model.gain.clone()
    run.settle()
    assert torch.equal(blurred, torch.ones_like(blurred))
    assert float(run.model.gain.min()) >= 1.0
    assert float(run.model.gain.max()) > 1.05
    again = trainer(settings, waves=4)
    again.model.load_state_dict(run.model.state_dict())
    again.settle()
    assert torch.equal(again.model.gain, run.model.gain), "the same weights, the same formants"


def test_the_curve_tells_each_part_and_the_error_of_the_copies(tmp_path: Path) -> None:
    history = trainer(params()).run(CheckpointFolder(tmp_path, "key"), "test").history
    parts = {"train_envelope_db", "train_voicing", "train_pitch", "validation_mel_error_db"}
    assert all(parts <= set(point) for point in history)


def test_anatomy_stands_where_its_samples_do() -> None:
    """A crop of the stream is dissected as it is in the whole."""
    run = trainer(params())
    wave = run.crops.stream.crops(torch.tensor([0]), len(spoken(0)) // 64 * 64)[0].numpy()
    target = run.anatomy.crops(torch.tensor([4096 + 20]), 30)
    part = dissect(wave, CONTRACT.rate, 64, run.model.bins, 60.0, 500.0)
    assert part is not None
    log_f0_J = torch.from_numpy(part.log_f0_J[64:94])
    torch.testing.assert_close(target.log_f0_BJ[0], log_f0_J, atol=1e-3, rtol=0.0)
    envelope_FJ = torch.from_numpy(part.envelope_JF[64:94]).T
    # The stream has 16 bits: what lies below them differs.
    assert (target.envelope_BFJ[0] - envelope_FJ).abs().mean() < 0.01


def test_a_louder_crop_has_a_louder_target() -> None:
    """What is fed and what is to be learned are made louder alike."""
    run = trainer(params(decoded=0.0))
    drawn = run.crops.draw(torch.Generator().manual_seed(5))
    louder = float(drawn.gain_B1[0].log())
    middle = run.crops.contract.n_fft // 2
    plain_BN = run.crops.stream.crops(drawn.first_B - middle, run.crops.samples)
    plain_BCT = run.crops.mel.of_padded(plain_BN)
    torch.testing.assert_close(drawn.mel_BCT[0], plain_BCT[0] + louder, atol=0.05, rtol=0.0)


def test_what_is_found_costs_nothing_and_pitch_counts_where_there_is_one() -> None:
    run = trainer(params())
    with torch.no_grad():
        filters = run.model.filters(torch.zeros(1, CONTRACT.n_mels, 8))
    share_BFJ = torch.sigmoid(filters.voicing_BFJ)
    voiced_BJ = torch.zeros_like(filters.log_f0_BJ)
    target = Target(filters.log_f0_BJ + 1.0, voiced_BJ, filters.envelope_BFJ, share_BFJ)
    same = imitation(filters, target)
    assert float(same.envelope) == 0.0
    assert float(same.pitch) == 0.0
    sung = imitation(filters, target._replace(voiced_BJ=torch.ones_like(voiced_BJ)))
    assert float(sung.pitch) == pytest.approx(1.0)
    off = target._replace(periodic_BFJ=1.0 - share_BFJ)
    assert imitation(filters, off).voicing > same.voicing


def test_speech_without_any_voice_is_refused_with_what_to_do() -> None:
    hiss = np.random.default_rng(1).standard_normal(16000).astype(np.float32) * 0.1
    with pytest.raises(VoxloomError, match=r"no voice between 60 and 500 Hz .* griffinlim"):
        dissect_all([hiss], CONTRACT.rate, 64, 129, FEATURES)
    both = dissect_all([hiss, spoken(1)], CONTRACT.rate, 64, 129, FEATURES)
    assert len(both.waves) == len(both.parts) == 1
    assert len(both.waves[0]) == 64 * len(both.parts[0].log_f0_J)


def test_of_more_than_enough_speech_some_is_taken_from_everywhere() -> None:
    waves = [np.full(100, n, dtype=np.float32) for n in range(10)]
    assert [int(wave[0]) for wave in spread(waves, 300)] == [0, 3, 6]
    assert len(spread(waves, 1000)) == 10
    assert len(spread(waves, 1)) == 1


def test_statistics_of_another_contract_have_another_rate_of_filters() -> None:
    contract = replace(CONTRACT, rate=22050)
    network = SourceFilter(SourceFilterShape(CONTRACT.n_mels, 16, 1, 8, 1), contract, statistics())
    assert network.split * network.hop == contract.hop


@pytest.mark.gpu
def test_training_on_a_gpu_learns(tmp_path: Path) -> None:
    run = trainer(params(steps=60, validate_every=30))
    run.model.to("cuda")
    history = run.run(CheckpointFolder(tmp_path, "gpu"), "test").history
    assert history[-1]["validation_mel_error_db"] < history[0]["validation_mel_error_db"]
