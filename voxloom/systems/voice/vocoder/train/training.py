"""A training of the vocoder from cleaned speech and its VAE, and the artifact it ends in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from voxloom.audio.mel.feature_shards import read_contract, read_statistics
from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Samples
from voxloom.core import artifact
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Split, read_manifest
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.vocoder.model.network import Vocoder
from voxloom.systems.voice.vocoder.model.use import save_vocos
from voxloom.systems.voice.vocoder.train.params import VocoderParams
from voxloom.systems.voice.vocoder.train.trainer import (
    VocoderData,
    VocoderTrainer,
    build_critics,
    vocoder_shape,
)
from voxloom.training.loop import Point


@dataclass(frozen=True)
class VocoderSources:
    """What the earlier stages made, checked to belong together."""

    clean: Path  # the folder
    contract: MelContract
    statistics: MelStatistics
    speech: Speech

    @classmethod
    def read(cls, clean: Path, features: Path, speech: Path) -> VocoderSources:
        """Raises VoxloomError when the VAE is of other mels than the features."""
        vae, contract = Speech.load(speech), read_contract(features)
        contract.check_same(vae.contract, str(features), str(speech))
        return cls(clean, contract, read_statistics(features), vae)

    def waves(self, split: Split) -> list[Samples]:
        """Every cleaned utterance of a split. Raises VoxloomError when there is none."""
        rows = [row for row in read_manifest(self.clean) if row.split == split]
        if not rows:
            raise VoxloomError(f"{self.clean}: the {split} split is empty; raise ingest.{split}")
        return [read_utterance(Path(), row).samples for row in rows]


def build_trainer(
    sources: VocoderSources, params: VocoderParams, device: torch.device
) -> VocoderTrainer:
    """Raises VoxloomError when a split is empty, or `crop` too short."""
    waves = sources.waves("train"), sources.waves("validation")
    torch.manual_seed(params.seed)
    shape = vocoder_shape(params, sources.contract.n_mels)
    model = Vocoder(shape, sources.contract, sources.statistics).to(device)
    critics = build_critics(sources.contract).to(device)
    return VocoderTrainer(model, critics, VocoderData(*waves, sources.speech.model), params)


def export_vocoder(
    folder: Path,
    model: Vocoder,
    sources: VocoderSources,
    history: list[Point],
    facts: dict[str, Any],
) -> None:
    """Write the artifact with what a model card needs."""
    config = {"corpus": sources.speech.config["corpus"], "training": facts}
    save_vocos(folder, model, sources.statistics, config, {artifact.HISTORY: history})
