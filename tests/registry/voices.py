"""A tiny untrained voice, with the artifacts it is put together from."""

from __future__ import annotations

from pathlib import Path

import torch

from tests.synthetic import CONTRACT
from voxloom.core import artifact
from voxloom.systems.speech.model.latents import LatentOrigin
from voxloom.systems.voice.model.params import OutputParams
from voxloom.systems.voice.model.use import save_voice
from voxloom.systems.voice.prior.model.network import PriorShape, VoiceNetworks
from voxloom.systems.voice.prior.model.prosody import ProsodyScale
from voxloom.systems.voice.prior.model.use import save_prior
from voxloom.systems.voice.vocoder.model.use import save_griffinlim
from voxloom.text.sounds.phones import PhoneSet

LETTERS = "abcdefghijklmnopqrstuvwxyz'-"
TRAINING = {"best_step": 30, "device": "cpu", "torch": torch.__version__}
PARAMS = OutputParams(pause=0.1, loudness=-23.0, peak=-1.0, denoise=0.0)


def write_voice(models: Path, seed: int) -> None:
    """`prior`, `vocoder` and `voice` beside the `speech` of a folder; reads English letters."""
    write_prior(models / "prior", models / "speech", seed)
    save_griffinlim(models / "vocoder", CONTRACT)
    save_voice(models / "voice", models / "speech", models / "prior", models / "vocoder", PARAMS)


def write_prior(folder: Path, speech: Path, seed: int) -> None:
    phones = PhoneSet.of([LETTERS], "en", "characters")
    vae = artifact.load_artifact(speech, "speech").config["shape"]
    torch.manual_seed(seed)
    shape = PriorShape(len(phones), vae["latent"], vae["stride"], 16, 1, 16, 2, 0.0)
    scale = ProsodyScale((1.6, 5.0, -4.0), (0.2, 0.2, 1.0))
    config = {
        "text": {"normalize": True, "tokens": "characters"},
        "temperature": 0.3,
        "pace": {"edges": 0.2, "phone": 0.08, "word": 0.1, "pause": 0.2},
        "training": TRAINING,
    }
    history = [
        {"step": 10, "train_nll": 1.5, "validation_nll": 1.4},
        {"step": 20, "train_nll": 1.2, "validation_nll": 1.3, "validation_wer": 0.9},
    ]
    origin = LatentOrigin(artifact.digest(speech), CONTRACT.digest)
    networks = VoiceNetworks(shape)
    save_prior(folder, networks, phones, scale, origin, config, {"history.json": history})
