"""Augmentation of log-mel crops; every kind is off at 0.

What changes the speech itself (gain, pitch, tempo) changes input and target; what hides
something (noise, masks) changes the encoder's input alone, so that the VAE learns to repair.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.systems.speech.train.params import AugmentParams


def frames_needed(frames: int, params: AugmentParams) -> int:
    """How long a crop must be so that the fastest tempo still fills `frames`."""
    return int(frames * (1.0 + params.tempo)) + 1 if params.tempo else frames


def vary_speech(
    mel_BCT: Tensor, frames: int, floor: float, params: AugmentParams, random: torch.Generator
) -> Tensor:
    """Gain, pitch and tempo of a crop of `frames_needed` frames -> (B, C, frames), nats."""
    batch = mel_BCT.shape[0]
    if params.pitch_bins or params.tempo:
        shift = _uniform(batch, random, mel_BCT) * params.pitch_bins
        tempo = 1.0 + _uniform(batch, random, mel_BCT) * params.tempo
        mel_BCT = _warp(mel_BCT, frames, shift, tempo)
    if params.gain_db:
        gain = _uniform(batch, random, mel_BCT) * params.gain_db / DB_PER_NAT
        mel_BCT = mel_BCT + gain[:, None, None]
    return mel_BCT.clamp(min=floor)


def _warp(mel_BCT: Tensor, frames: int, shift: Tensor, tempo: Tensor) -> Tensor:
    """Resample bilinearly: `shift` bins up the mel axis, `tempo` times faster."""
    batch, mels, length = mel_BCT.shape
    bins = torch.arange(mels, device=mel_BCT.device)[None, :] - shift[:, None]
    times = torch.arange(frames, device=mel_BCT.device)[None, :] * tempo[:, None]
    grid = torch.stack(
        [
            (2.0 * times / (length - 1) - 1.0)[:, None, :].expand(batch, mels, frames),
            (2.0 * bins / (mels - 1) - 1.0)[:, :, None].expand(batch, mels, frames),
        ],
        dim=-1,
    )
    warped = nn.functional.grid_sample(
        mel_BCT[:, None], grid, padding_mode="border", align_corners=True
    )
    return warped[:, 0]


def hide(x_BCT: Tensor, params: AugmentParams, random: torch.Generator) -> Tensor:
    """Noise and SpecAugment's masks (Park et al., 2019) on the scaled encoder input."""
    if params.noise:
        noise = torch.randn(x_BCT.shape, generator=random).to(x_BCT.device)
        x_BCT = x_BCT + params.noise * noise
    if params.time_mask:
        x_BCT = x_BCT * _keep(x_BCT, 2, params.time_mask, random)
    if params.mel_mask:
        x_BCT = x_BCT * _keep(x_BCT, 1, params.mel_mask, random)
    return x_BCT


def _keep(x_BCT: Tensor, axis: int, widest: int, random: torch.Generator) -> Tensor:
    """0 on one random run of at most `widest` positions an example, 1 elsewhere."""
    batch, size = x_BCT.shape[0], x_BCT.shape[axis]
    width = torch.randint(0, min(widest, size) + 1, (batch, 1), generator=random)
    start = (torch.rand((batch, 1), generator=random) * (size - width + 1)).long()
    position = torch.arange(size)[None, :]
    keep = ((position < start) | (position >= start + width)).float().to(x_BCT.device)
    return keep[:, :, None] if axis == 1 else keep[:, None, :]


def _uniform(batch: int, random: torch.Generator, like: Tensor) -> Tensor:
    return (2.0 * torch.rand(batch, generator=random) - 1.0).to(like.device)
