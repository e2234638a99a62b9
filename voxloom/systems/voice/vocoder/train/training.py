"""A training of the vocoder from cleaned speech and its VAE, and the artifact it ends in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from voxloom.audio.mel.feature_shards import read_contract, read_statistics
from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Samples
from voxloom.core import artifact
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Split, read_manifest
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.vocoder.model.base import VocoderNetwork
from voxloom.systems.voice.vocoder.model.sourcefilter import SourceFilter, SourceFilterShape
from voxloom.systems.voice.vocoder.model.use import save_network
from voxloom.systems.voice.vocoder.model.vocos import Vocos, VocosShape
from voxloom.systems.voice.vocoder.train.anatomy import AnatomyStream, dissect_all
from voxloom.systems.voice.vocoder.train.crops import VocoderData
from voxloom.systems.voice.vocoder.train.params import SourceFilterParams, VocosParams
from voxloom.systems.voice.vocoder.train.sourcefilter import SourceFilterTrainer
from voxloom.systems.voice.vocoder.train.vocos import VocosTrainer, build_critics
from voxloom.systems.voice.vocoder.train.waves import spread
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

    @property
    def mels(self) -> tuple[MelContract, MelStatistics]:
        return self.contract, self.statistics

    def waves(self, split: Split) -> list[Samples]:
        """Every cleaned utterance of a split. Raises VoxloomError when there is none."""
        rows = [row for row in read_manifest(self.clean) if row.split == split]
        if not rows:
            raise VoxloomError(f"{self.clean}: the {split} split is empty; raise ingest.{split}")
        return [read_utterance(Path(), row).samples for row in rows]


Trainer = SourceFilterTrainer | VocosTrainer


def build_trainer(
    sources: VocoderSources,
    params: SourceFilterParams | VocosParams,
    features: FeaturesParams,
    device: torch.device,
) -> Trainer:
    """Raises VoxloomError when a split is empty, `crop` too short, or no voice in the speech."""
    data = VocoderData(sources.waves("train"), sources.waves("validation"), sources.speech.model)
    torch.manual_seed(params.seed)
    if isinstance(params, VocosParams):
        vocos = _vocos(params, *sources.mels).to(device)
        return VocosTrainer(vocos, build_critics(sources.contract).to(device), data, params)
    model = _sourcefilter(params, *sources.mels).to(device)
    rate = sources.contract.rate
    found = dissect_all(
        spread(data.train, round(params.hours * 3600 * rate)), rate, model.hop, model.bins, features
    )
    anatomy = AnatomyStream.of(found.parts, model.hop, device)
    model.begin(anatomy.mean_log_f0())
    return SourceFilterTrainer(model, replace(data, train=found.waves), anatomy, params)


def settle(trainer: Trainer) -> None:
    """What is measured of a network once it is trained."""
    if isinstance(trainer, SourceFilterTrainer):
        trainer.settle()


def untrained(
    params: SourceFilterParams | VocosParams, contract: MelContract, statistics: MelStatistics
) -> VocoderNetwork:
    """A network of the size that these parameters ask for."""
    if isinstance(params, VocosParams):
        return _vocos(params, contract, statistics)
    return _sourcefilter(params, contract, statistics)


def _vocos(params: VocosParams, contract: MelContract, statistics: MelStatistics) -> Vocos:
    shape = VocosShape(contract.n_mels, params.channels, params.blocks)
    return Vocos(shape, contract, statistics)


def _sourcefilter(
    params: SourceFilterParams, contract: MelContract, statistics: MelStatistics
) -> SourceFilter:
    shape = SourceFilterShape(
        contract.n_mels, params.channels, params.blocks, params.fine_channels, params.fine_blocks
    )
    return SourceFilter(shape, contract, statistics)


def export_vocoder(
    folder: Path,
    form: str,
    model: VocoderNetwork,
    sources: VocoderSources,
    history: list[Point],
    facts: dict[str, Any],
) -> None:
    """Write the artifact with what a model card needs."""
    config = {"corpus": sources.speech.config["corpus"], "training": facts}
    extra = {artifact.HISTORY: history}
    save_network(folder, form, model, sources.statistics, config, extra)
