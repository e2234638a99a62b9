"""What the trained VAE rebuilds badly, to hear it first: a noise, a slip or another voice."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

import torch

from voxloom.audio.wave.sound import Audio
from voxloom.metrics.absent import Absent
from voxloom.metrics.spectral import mel_error_db
from voxloom.survey.order import Order
from voxloom.systems.speech.model.use import Speech


def by_reconstruction(model: Path) -> Order:
    """By the error of the round trip through the VAE in the folder `model`."""
    measure = partial(reconstruction_error_db, model=model)
    return Order("Reconstruction error", "dB", -1, measure)


def reconstruction_error_db(audio: Audio, model: Path) -> float:
    """Mean absolute log-mel difference of the VAE's round trip. Raises Absent without a VAE."""
    speech = _speech(model)
    mel_BCT = speech.analyse(audio)
    with torch.no_grad():
        decoded_BCT = speech.model.decode(speech.model.encode(mel_BCT).mean)
    decoded_CT = decoded_BCT[0, :, : mel_BCT.shape[2]]
    return mel_error_db(mel_BCT[0].T.numpy(), decoded_CT.T.numpy())


@lru_cache(maxsize=1)
def _speech(model: Path) -> Speech:
    """The trained VAE, once a worker process."""
    if not model.is_dir():
        raise Absent(f"reconstruction needs the trained VAE, and {model} is missing: voxloom run")
    torch.set_num_threads(1)
    return Speech.load(model)
