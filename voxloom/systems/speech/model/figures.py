"""What the VAE does with whole utterances."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor

from voxloom.audio.mel.feature_shards import read_features
from voxloom.core.manifest import Split
from voxloom.nets.gaussian import DiagonalGaussian
from voxloom.systems.speech.model.vae import SpeechVae

BITS_PER_NAT = 1.0 / math.log(2.0)


@torch.no_grad()
def measure_utterances(model: SpeechVae, mels: list[Tensor]) -> tuple[float, float]:
    """(mean absolute error in nats, mean KL in nats a latent frame) of posterior means.

    Means over all frames, as `reconstruct` decodes them.
    """
    model.eval()
    error = kl = 0.0
    frames = latent_frames = 0
    for mel_BCT in mels:
        posterior: DiagonalGaussian = model.encode(mel_BCT)
        length = mel_BCT.shape[2]
        decoded = model.decode(posterior.mean)[:, :, :length]
        error += float((decoded - mel_BCT).abs().mean(dim=1).sum())
        kl += float(posterior.kl().sum())
        frames, latent_frames = frames + length, latent_frames + posterior.mean.shape[2]
    return error / frames, kl / latent_frames


def load_utterances(features: Path, split: Split, device: torch.device) -> list[Tensor]:
    """Every utterance of a split as (1, mels, frames)."""
    return [
        torch.from_numpy(mel).T[None].to(device)
        for _, mel in read_features(features, "log_mel", split)
    ]
