"""The vocoder's critics: networks that learn to tell made waveforms from natural ones.

Multi-period (HiFi-GAN: Kong, Kim and Bae, 2020) and multi-resolution spectrogram discriminators
(UnivNet: Jang et al., 2021), with fewer channels. Waveforms are (B, N).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.parametrizations import weight_norm

PERIODS = (2, 3, 5, 7, 11)
PERIOD_CHANNELS = (32, 64, 128, 256, 256)
SPECTRUM_CHANNELS = 32
SPECTRUM_WEIGHT = 0.1  # of the spectrogram critics beside the period critics, as in Vocos
SLOPE = 0.1  # of the leaky ReLU


@dataclass(frozen=True)
class CriticScore:
    """What one critic says: a score a patch, above 0 for natural; its layers' outputs."""

    score: Tensor
    features: list[Tensor]


@dataclass(frozen=True)
class Verdicts:
    """Of all critics, by family."""

    period: list[CriticScore]
    spectrum: list[CriticScore]


class _Critic(nn.Module):
    """A stack of convolutions over a picture (B, 1, height, width)."""

    layers: nn.ModuleList
    last: nn.Module

    def judge(self, x: Tensor) -> CriticScore:
        features = []
        for layer in self.layers:
            x = nn.functional.leaky_relu(layer(x), SLOPE)
            features.append(x.float())
        score = self.last(x).float()
        return CriticScore(score, [*features, score])


class PeriodCritic(_Critic):
    """Sees the samples that stand `period` apart as columns of a picture."""

    def __init__(self, period: int) -> None:
        super().__init__()
        self.period = period
        inputs = (1, *PERIOD_CHANNELS[:-1])
        strides = (3,) * (len(inputs) - 1) + (1,)
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(before, after, (5, 1), (stride, 1), padding=(2, 0)))
            for before, after, stride in zip(inputs, PERIOD_CHANNELS, strides, strict=True)
        )
        self.last = weight_norm(nn.Conv2d(PERIOD_CHANNELS[-1], 1, (3, 1), padding=(1, 0)))

    def forward(self, wave_BN: Tensor) -> CriticScore:
        whole = wave_BN.shape[1] // self.period * self.period
        return self.judge(wave_BN[:, :whole].reshape(len(wave_BN), 1, -1, self.period))


class SpectrumCritic(_Critic):
    """Sees linear magnitudes (B, 1, frequency, time) at one resolution."""

    window: Tensor

    def __init__(self, n_fft: int) -> None:
        super().__init__()
        self.n_fft = n_fft
        self.register_buffer("window", torch.hann_window(n_fft), persistent=False)
        channels = SPECTRUM_CHANNELS
        self.layers = nn.ModuleList(
            [
                weight_norm(nn.Conv2d(1, channels, (9, 3), padding=(4, 1))),
                *[
                    weight_norm(nn.Conv2d(channels, channels, (9, 3), (2, 1), padding=(4, 1)))
                    for _ in range(3)
                ],
                weight_norm(nn.Conv2d(channels, channels, 3, padding=1)),
            ]
        )
        self.last = weight_norm(nn.Conv2d(channels, 1, 3, padding=1))

    def forward(self, wave_BN: Tensor) -> CriticScore:
        return self.judge(magnitudes(wave_BN, self.n_fft, self.window)[:, None])


class Discriminators(nn.Module):
    """Every period and every resolution; `n_ffts` are window lengths in samples."""

    def __init__(self, n_ffts: Sequence[int]) -> None:
        super().__init__()
        self.period = nn.ModuleList(PeriodCritic(period) for period in PERIODS)
        self.spectrum = nn.ModuleList(SpectrumCritic(n_fft) for n_fft in n_ffts)

    def forward(self, wave_BN: Tensor) -> Verdicts:
        return Verdicts(
            [critic(wave_BN) for critic in self.period],
            [critic(wave_BN) for critic in self.spectrum],
        )


def magnitudes(wave_BN: Tensor, n_fft: int, window: Tensor) -> Tensor:
    """STFT magnitudes (B, F, T) with 75 % overlap, of frames that lie wholly in the waveform."""
    return torch.stft(
        wave_BN, n_fft, n_fft // 4, window=window, center=False, return_complex=True
    ).abs()


def critics_loss(natural: Verdicts, made: Verdicts) -> Tensor:
    """Hinge loss of the critics (Lim and Ye, 2017): natural above 1, made below -1."""
    return _over_critics(
        lambda a, b: (1.0 - a.score).clamp(min=0.0).mean() + (1.0 + b.score).clamp(min=0.0).mean(),
        natural,
        made,
    )


def deception_loss(made: Verdicts) -> Tensor:
    """Hinge loss of the vocoder: what it makes shall score above 1."""
    return _over_critics(lambda _, b: (1.0 - b.score).clamp(min=0.0).mean(), made, made)


def feature_loss(natural: Verdicts, made: Verdicts) -> Tensor:
    """Feature matching (Larsen et al., 2016): the critics' layers shall see the same."""
    return _over_critics(_feature_distance, natural, made)


def _feature_distance(a: CriticScore, b: CriticScore) -> Tensor:
    """Mean absolute difference a layer, summed over the layers."""
    pairs = zip(a.features, b.features, strict=True)
    return torch.stack([(x - y).abs().mean() for x, y in pairs]).sum()


def _over_critics(
    loss: Callable[[CriticScore, CriticScore], Tensor], natural: Verdicts, made: Verdicts
) -> Tensor:
    """Mean over the critics of a family, weighted sum of the families."""
    period = list(map(loss, natural.period, made.period))
    spectrum = list(map(loss, natural.spectrum, made.spectrum))
    return torch.stack(period).mean() + SPECTRUM_WEIGHT * torch.stack(spectrum).mean()
