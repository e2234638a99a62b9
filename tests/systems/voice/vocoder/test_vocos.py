from __future__ import annotations

import pytest
import torch

from tests.support.synthetic import CONTRACT, statistics, wavy_mels
from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel
from voxloom.systems.voice.vocoder.model.vocos import Vocos, VocosShape
from voxloom.systems.voice.vocoder.train.discriminators import (
    PERIODS,
    CriticScore,
    Discriminators,
    Verdicts,
    critics_loss,
    deception_loss,
    feature_loss,
)

N_FFTS = (256, 512, 1024)


@pytest.fixture
def vocoder() -> Vocos:
    torch.manual_seed(1)
    return Vocos(VocosShape(CONTRACT.n_mels, 16, 2), CONTRACT, statistics())


def verdicts(score: float, feature: float = 0.0) -> Verdicts:
    verdict = CriticScore(torch.full((2, 3), score), [torch.full((2, 5), feature)])
    return Verdicts([verdict], [verdict])


@pytest.mark.parametrize("frames", [3, 8, 17, 32])
def test_a_mel_gives_the_samples_that_griffin_lim_gives(vocoder: Vocos, frames: int) -> None:
    mel_CT = wavy_mels(frames).T
    audio = vocoder.synthesize(mel_CT)
    assert len(audio.samples) == (frames - 1) * CONTRACT.hop
    assert len(audio.samples) == len(GriffinLim(LogMel(CONTRACT))(mel_CT).samples)
    assert audio.rate == CONTRACT.rate


def test_a_batch_is_vocoded_one_by_one(vocoder: Vocos) -> None:
    mels = [wavy_mels(21, seed).T for seed in (0, 5)]
    wave_BN = vocoder.vocode(torch.stack(mels))
    assert wave_BN.shape == (2, 20 * CONTRACT.hop)
    for wave, mel in zip(wave_BN, mels, strict=True):
        torch.testing.assert_close(wave, vocoder.vocode(mel[None])[0])


def test_full_scale_is_kept_and_loud_mels_stay_finite(vocoder: Vocos) -> None:
    samples = vocoder.synthesize(wavy_mels(21).T + 200.0).samples
    assert 0.0 < abs(samples).max() <= 1.0


def test_statistics_travel_with_the_weights(vocoder: Vocos) -> None:
    assert {"mean", "std"} <= set(vocoder.state_dict())


def test_every_critic_passes_a_gradient() -> None:
    wave_BN = torch.randn(2, 4001, requires_grad=True)
    said = Discriminators(N_FFTS)(wave_BN)
    assert [len(said.period), len(said.spectrum)] == [len(PERIODS), len(N_FFTS)]
    for verdict in [*said.period, *said.spectrum]:
        (gradient,) = torch.autograd.grad(verdict.score.sum(), wave_BN)
        assert gradient.abs().max() > 0.0


def test_hinge_losses_end_where_the_margin_is_reached() -> None:
    sure, fooled = verdicts(1.0), verdicts(-1.0)
    assert float(critics_loss(natural=sure, made=fooled)) == 0.0
    assert float(deception_loss(sure)) == 0.0
    # Each family's mean, spectrum critics at a tenth.
    torch.testing.assert_close(critics_loss(fooled, sure), torch.tensor(4.0 * 1.1))
    torch.testing.assert_close(deception_loss(fooled), torch.tensor(2.0 * 1.1))


def test_features_that_match_cost_nothing() -> None:
    assert float(feature_loss(verdicts(0.0, 2.0), verdicts(0.0, 2.0))) == 0.0
    torch.testing.assert_close(
        feature_loss(verdicts(0.0, 2.0), verdicts(0.0, 5.0)), torch.tensor(3.0 * 1.1)
    )
