"""A training of the prior from what earlier stages made, and the artifact it ends in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from voxloom.core import artifact, files
from voxloom.core.determinism import generator
from voxloom.nets.spread import Spread
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.network import VoiceNetworks
from voxloom.systems.voice.prior.model.use import TrainedPrior, save_prior
from voxloom.systems.voice.prior.train.intelligibility import intelligibility
from voxloom.systems.voice.prior.train.material import PriorData
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.systems.voice.prior.train.trainer import PriorTrainer, prior_shape
from voxloom.text.sounds.articulation import articulations
from voxloom.text.sounds.folder import LEXICON
from voxloom.text.sounds.params import TextParams
from voxloom.training.loop import Point

COMPARED = 200  # utterances whose spread is measured
MOST = 4.0  # a prior that has learnt nothing moves hardly at all


def build_trainer(
    data: PriorData, text: Path, params: PriorParams, device: torch.device
) -> PriorTrainer:
    """Raises VoxloomError when a split is empty."""
    torch.manual_seed(params.seed)
    vae = data.speech.model.shape
    shape = prior_shape(params, data.phones, vae.latent, vae.stride)
    networks = VoiceNetworks(shape)
    if shape.features:
        networks.describe(torch.from_numpy(articulations(data.phones.symbols)))
    networks.to(device)
    train, validation = data.split("train"), data.split("validation")
    recognised = intelligibility(networks, data, text, params)
    return PriorTrainer(
        networks,
        train,
        validation,
        params,
        data.join,
        recognised.word_error_rate if recognised else None,
    )


@torch.no_grad()
def measure_spread(networks: VoiceNetworks, data: PriorData) -> Spread:
    """Of training utterances beside the same texts as the prior says them."""
    prior = TrainedPrior(networks, data.phones, data.scale)
    rows = [row for row in data.aligned if row.split == "train"]
    compared = rows[:: -(-len(rows) // COMPARED)]
    natural = [data.latents[row.id][0].T for row in compared]
    drawn = [prior.draw(row.phones, Manner(), 0.0, generator(0)).latents_DL for row in compared]
    return Spread.of(natural, drawn, MOST)


def export_prior(
    folder: Path,
    networks: VoiceNetworks,
    data: PriorData,
    text: Path,
    reading: TextParams,
    params: PriorParams,
    history: list[Point],
    facts: dict[str, Any],
) -> None:
    """Write the artifact, with how its texts are read."""
    config = {
        "pace": data.pace().to_json(),
        "text": reading.model_dump(),
        "lexicon": files.read_json(text / LEXICON),
        "temperature": params.temperature,
        "training": facts,
    }
    save_prior(
        folder,
        networks,
        data.phones,
        data.scale,
        measure_spread(networks, data),
        data.origin,
        config,
        {artifact.HISTORY: history},
    )
