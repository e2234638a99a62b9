"""The source-filter network's parts against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.support.synthetic import CONTRACT, statistics, wavy_mels
from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel
from voxloom.core.errors import VoxloomError
from voxloom.nets.spread import Spread
from voxloom.systems.voice.vocoder.model.fine_hop import fine_hop
from voxloom.systems.voice.vocoder.model.sourcefilter import (
    Filters,
    SourceFilter,
    SourceFilterShape,
)

FRAMES = 21  # mel frames
SURE = 60.0  # logit of a band that is all pulses


@pytest.fixture
def vocoder() -> SourceFilter:
    torch.manual_seed(1)
    return SourceFilter(SourceFilterShape(CONTRACT.n_mels, 16, 2, 8, 1), CONTRACT, statistics())


def filters(
    vocoder: SourceFilter, envelope: float | Tensor = 0.0, voicing: float = SURE
) -> Filters:
    """The same at every frame; an envelope may be given a bin (F,)."""
    count = vocoder.frames(FRAMES)
    flat_BFJ = torch.zeros(1, vocoder.bins, count)
    log_f0_BJ = torch.full((1, count), math.log(200.0))
    return Filters(log_f0_BJ, flat_BFJ + envelope, torch.full_like(flat_BFJ, voicing))


def sources(vocoder: SourceFilter, made: Filters) -> tuple[Tensor, Tensor]:
    pulses_BN = vocoder.pulses(made.log_f0_BJ)
    return pulses_BN, torch.randn(pulses_BN.shape, generator=torch.Generator().manual_seed(3))


def test_a_flat_filter_gives_the_pulses_back(vocoder: SourceFilter) -> None:
    flat = filters(vocoder)
    pulses_BN, noise_BN = sources(vocoder, flat)
    torch.testing.assert_close(
        vocoder.sound(flat, pulses_BN, noise_BN), pulses_BN, atol=1e-4, rtol=1e-4
    )


def test_without_voicing_there_is_noise_only(vocoder: SourceFilter) -> None:
    flat = filters(vocoder, voicing=-SURE)
    pulses_BN, noise_BN = sources(vocoder, flat)
    made_BN = vocoder.sound(flat, pulses_BN, noise_BN)
    torch.testing.assert_close(made_BN, noise_BN, atol=1e-4, rtol=1e-4)
    assert torch.equal(made_BN, vocoder.sound(flat, torch.zeros_like(pulses_BN), noise_BN))


def test_half_voiced_both_have_half_the_power(vocoder: SourceFilter) -> None:
    half = filters(vocoder, envelope=math.log(3.0), voicing=0.0)
    pulses_BN, noise_BN = sources(vocoder, half)
    silent_BN = torch.zeros_like(pulses_BN)
    for source in ((pulses_BN, silent_BN), (silent_BN, noise_BN)):
        power = float(vocoder.sound(half, *source).square().mean())
        assert power / float((source[0] + source[1]).square().mean()) == pytest.approx(
            4.5, rel=0.01
        )


def test_a_resonance_rings_after_its_pulse_and_not_before(vocoder: SourceFilter) -> None:
    """The impulse response of the minimum phase of a pole is the pole's own."""
    radius, angle = 0.9, 0.25 * math.pi
    turn = torch.exp(-1j * torch.linspace(0.0, math.pi, vocoder.bins))
    pole = 1.0 - 2.0 * radius * math.cos(angle) * turn + radius**2 * turn**2
    log_magnitude_BFJ = -pole.abs().log().float()[None, :, None]
    phase_BFJ = vocoder.minimum_phase(log_magnitude_BFJ)
    response = torch.fft.irfft(torch.polar(log_magnitude_BFJ.exp(), phase_BFJ)[0, :, 0])
    n = np.arange(40)
    own = radius**n * np.sin((n + 1) * angle) / math.sin(angle)
    np.testing.assert_allclose(response[:40].numpy(), own, atol=2e-3)
    assert response[-40:].abs().max() < 2e-3


def test_a_mel_gives_the_samples_that_griffin_lim_gives(vocoder: SourceFilter) -> None:
    mel_CT = wavy_mels(17).T
    audio = vocoder.synthesize(mel_CT)
    assert len(audio.samples) == len(GriffinLim(LogMel(CONTRACT))(mel_CT).samples)
    assert audio.rate == CONTRACT.rate


def test_the_same_mel_gives_the_same_bytes(vocoder: SourceFilter) -> None:
    mel_CT = wavy_mels(FRAMES).T
    first = vocoder.synthesize(mel_CT).samples
    torch.manual_seed(77)
    assert first.tobytes() == vocoder.synthesize(mel_CT).samples.tobytes()


def test_full_scale_is_kept_and_loud_mels_stay_finite(vocoder: SourceFilter) -> None:
    samples = vocoder.synthesize(wavy_mels(FRAMES).T + 200.0).samples
    assert 0.0 < abs(samples).max() <= 1.0


def test_a_pitch_out_of_hand_stays_in_the_range_of_voices(vocoder: SourceFilter) -> None:
    for log_f0 in (-50.0, 50.0):
        pulses_BN = vocoder.pulses(torch.full((1, 9), log_f0))
        assert pulses_BN.isfinite().all()
        assert float(pulses_BN.square().mean()) == pytest.approx(1.0, abs=0.5)


@pytest.mark.parametrize(
    ("rate", "hop", "fine"),
    [
        (8000, 128, 32),
        (16000, 256, 64),
        (16000, 128, 64),
        (16000, 200, 50),
        (22050, 256, 64),
        (24000, 300, 100),
        (48000, 512, 128),
    ],
)
def test_filters_come_every_few_milliseconds(rate: int, hop: int, fine: int) -> None:
    assert fine_hop(rate, hop) == fine


def test_a_hop_without_even_parts_is_refused_with_one_that_has() -> None:
    with pytest.raises(VoxloomError, match=r"audio.hop: 251 .* use a multiple of 64"):
        fine_hop(16000, 251)


def test_sharpened_filters_depart_further_from_the_usual_shape(vocoder: SourceFilter) -> None:
    """In every quefrency of the shape by its own gain; their level and their ripple stay."""
    random = torch.Generator().manual_seed(5)
    quefrencies = len(vocoder.gain)
    mean_Q, gain_Q = torch.rand(2, quefrencies, generator=random)
    spread = Spread(tuple(mean_Q.tolist()), tuple((1.0 + gain_Q).square().tolist()))
    envelope_BFJ = torch.randn(1, vocoder.bins, 7, generator=random)
    whole_BNJ = torch.fft.irfft(envelope_BFJ, dim=1)
    vocoder.sharpen(spread)
    made_BNJ = torch.fft.irfft(vocoder.sharpened(envelope_BFJ), dim=1)
    wanted_BNJ = whole_BNJ.clone()
    shape = slice(1, 1 + quefrencies)
    wanted_BNJ[:, shape] += gain_Q[:, None] * (whole_BNJ[:, shape] - mean_Q[:, None])
    half = vocoder.bins
    torch.testing.assert_close(made_BNJ[:, :half], wanted_BNJ[:, :half], atol=1e-5, rtol=1e-4)


def test_untrained_filters_are_not_sharpened(vocoder: SourceFilter) -> None:
    envelope_BFJ = torch.randn(1, vocoder.bins, 7)
    assert torch.equal(vocoder.sharpened(envelope_BFJ), envelope_BFJ)
