"""A training of the speech VAE from a corpus's features, and what is made of it: the artifact, and
the corpus in its latents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from voxloom.audio.mel.feature_shards import read_contract, read_features, read_statistics
from voxloom.core import artifact
from voxloom.systems.speech.model.figures import load_utterances
from voxloom.systems.speech.model.latents import LatentOrigin, write_latents
from voxloom.systems.speech.model.use import latent_statistics, save_speech
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.speech.train.augment import frames_needed
from voxloom.systems.speech.train.data import load_stream
from voxloom.systems.speech.train.params import VaeParams
from voxloom.systems.speech.train.trainer import VaeTrainer, vae_shape
from voxloom.training.loop import Point


def build_trainer(features: Path, params: VaeParams, device: torch.device) -> VaeTrainer:
    """Raises VoxloomError when the training split is empty."""
    contract, statistics = read_contract(features), read_statistics(features)
    torch.manual_seed(params.seed)
    model = SpeechVae(vae_shape(params, contract.n_mels), contract, statistics).to(device)
    length = 2 * frames_needed(params.crop, params.augment)
    return VaeTrainer(
        model,
        load_stream(features, "train", length, device),
        load_utterances(features, "validation", device),
        params,
    )


def export_speech(
    folder: Path,
    trainer: VaeTrainer,
    features: Path,
    about: dict[str, Any],
    history: list[Point],
    facts: dict[str, Any],
) -> None:
    """Write the artifact with what a model card needs; `about` is of the corpus."""
    config = {
        "statistics": read_statistics(features).to_json(),
        "corpus": about,
        "training": facts,
    }
    train = load_utterances(features, "train", trainer.device)
    latents = latent_statistics(trainer.model, train)
    save_speech(folder, trainer.model, latents, config, {artifact.HISTORY: history})


def export_latents(folder: Path, trainer: VaeTrainer, features: Path, model: Path) -> None:
    """Encode all of the corpus; `model` is where the artifact lies by now."""
    mels = {
        id_: torch.from_numpy(mel).T[None].to(trainer.device)
        for id_, mel in read_features(features, "log_mel")
    }
    origin = LatentOrigin(artifact.digest(model), trainer.model.contract.digest)
    write_latents(folder, trainer.model, mels, origin)
