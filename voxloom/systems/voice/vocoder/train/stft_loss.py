"""How far two waveforms' spectra are apart, at several resolutions."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from voxloom.systems.voice.vocoder.train.discriminators import magnitudes


def resolutions(n_fft: int) -> tuple[int, int, int]:
    """Window lengths in samples around the mel contract's own."""
    return n_fft // 2, n_fft, 2 * n_fft


def stft_loss(natural_BN: Tensor, made_BN: Tensor, n_ffts: Sequence[int], floor: float) -> Tensor:
    """Spectral convergence and log-magnitude distance in nats, mean over the resolutions.

    Arik, Jun and Diamos (2019); at several resolutions as Yamamoto, Song and Kim (2020).
    """
    losses = []
    for n_fft in n_ffts:
        window = torch.hann_window(n_fft, device=natural_BN.device)
        natural_BFT = magnitudes(natural_BN, n_fft, window)
        made_BFT = magnitudes(made_BN, n_fft, window)
        distance = torch.linalg.vector_norm(natural_BFT - made_BFT)
        convergence = distance / torch.linalg.vector_norm(natural_BFT).clamp(min=floor)
        logs = natural_BFT.clamp(min=floor).log() - made_BFT.clamp(min=floor).log()
        losses.append(convergence + logs.abs().mean())
    return torch.stack(losses).mean()
