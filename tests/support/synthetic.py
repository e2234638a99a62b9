"""Small, quick stand-ins made on the spot: mels that a VAE can learn, an untrained model."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics, mel_statistics
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.speech.train.data import MelStream
from voxloom.systems.speech.train.params import VaeParams
from voxloom.systems.speech.train.trainer import vae_shape

CONTRACT = MelContract(
    rate=16000,
    n_fft=512,
    hop=256,
    win=512,
    n_mels=20,
    fmin=0.0,
    fmax=8000.0,
    mel_scale="slaney",
    mel_norm="slaney",
    floor=1e-5,
)


def wavy_mels(frames: int, seed: int = 0) -> Tensor:
    """(frames, 20): two moving humps, so few numbers a frame say all; nats."""
    time = torch.arange(frames)[:, None] / 10.0 + seed
    bins = torch.arange(CONTRACT.n_mels)[None, :]
    low = torch.exp(-((bins - 6.0 - 4.0 * torch.sin(time)) ** 2) / 6.0)
    high = torch.exp(-((bins - 14.0 - 3.0 * torch.cos(0.7 * time)) ** 2) / 6.0)
    return -8.0 + 6.0 * low + 4.0 * high


def stream(frames: int = 400) -> MelStream:
    """Voiced where the low hump stands low."""
    mel_NC = wavy_mels(frames)
    return MelStream(mel_NC, (mel_NC[:, :6].sum(dim=1) > mel_NC[:, 6:12].sum(dim=1)).float())


def statistics() -> MelStatistics:
    return mel_statistics([wavy_mels(400).numpy()])


def vae_params(**changes: object) -> VaeParams:
    values: dict[str, object] = {
        "form": "conv",
        "latent": 4,
        "stride": 2,
        "channels": 16,
        "blocks": 1,
        "steps": 30,
        "batch": 4,
        "crop": 16,
        "learning_rate": 3e-3,
        "warmup_steps": 5,
        "beta": 0.1,
        "beta_warmup_steps": 5,
        "free_bits": 0.0,
        "auxiliary": 0.0,
        "clip": 1.0,
        "ema": 0.9,
        "validate_every": 10,
        "precision": "fp32",
        "device": "cpu",
        "threads": 1,
        "seed": 1,
        "augment": {
            "gain_db": 0.0,
            "pitch_bins": 0.0,
            "tempo": 0.0,
            "noise": 0.0,
            "time_mask": 0,
            "mel_mask": 0,
        },
    }
    return VaeParams.model_validate({**values, **changes})


def model(params: VaeParams | None = None, seed: int = 1) -> SpeechVae:
    torch.manual_seed(seed)
    shape = vae_shape(params or vae_params(), CONTRACT.n_mels)
    return SpeechVae(shape, CONTRACT, statistics())


def decibels(nats: float) -> float:
    return nats * 20.0 / math.log(10.0)
