"""vocoder: train the network that turns mels into sound, or say that Griffin-Lim does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Samples
from voxloom.core import files
from voxloom.core.determinism import make_deterministic
from voxloom.core.device import pick_device
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Split, read_manifest
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.vocoder.model.network import Vocoder
from voxloom.systems.voice.vocoder.model.use import save_griffinlim, save_vocos
from voxloom.systems.voice.vocoder.train.params import VocoderParams
from voxloom.systems.voice.vocoder.train.trainer import (
    VocoderData,
    VocoderTrainer,
    build_critics,
    vocoder_shape,
)
from voxloom.training.loop import Point
from voxloom.training.trial import resumable

CLEAN = Path("data/clean")
FEATURES = Path("data/features")
SPEECH = Path("data/models/speech")
MODEL = Path("data/models/vocoder")


@dataclass(frozen=True)
class Training:
    """Everything that decides the weights."""

    params: VocoderParams
    contract: MelContract
    statistics: MelStatistics
    speech: Speech
    device: torch.device

    def trainer(self) -> VocoderTrainer:
        data = VocoderData(waves("train"), waves("validation"), self.speech.model)
        torch.manual_seed(self.params.seed)
        shape = vocoder_shape(self.params, self.contract.n_mels)
        model = Vocoder(shape, self.contract, self.statistics).to(self.device)
        critics = build_critics(self.contract).to(self.device)
        return VocoderTrainer(model, critics, data, self.params)


def waves(split: Split) -> list[Samples]:
    """Every cleaned utterance of a split. Raises VoxloomError when there is none."""
    rows = [row for row in read_manifest(CLEAN) if row.split == split]
    if not rows:
        raise VoxloomError(f"{CLEAN}: the {split} split is empty; raise ingest.{split}")
    return [read_utterance(Path(), row).samples for row in rows]


def read_training(params: VocoderParams, contract: MelContract) -> Training:
    speech = Speech.load(SPEECH)
    contract.check_same(speech.contract, str(FEATURES), str(SPEECH))
    statistics = MelStatistics.from_json(files.read_json(FEATURES / "statistics.json"))
    return Training(params, contract, statistics, speech, pick_device(params.device))


def export(training: Training, model: Vocoder, history: list[Point], facts: dict[str, Any]) -> None:
    """Write the artifact with what a model card needs."""
    config = {"corpus": training.speech.config["corpus"], "training": facts}
    fresh_folder(MODEL)
    save_vocos(MODEL, model, training.statistics, config, {"history.json": history})


def train(params: VocoderParams, contract: MelContract) -> None:
    """Train, and write the best averaged weights."""
    make_deterministic(params.threads)
    training = read_training(params, contract)
    trainer = training.trainer()
    with resumable("vocoder", params, training.device) as trial:
        trained = trial.run(trainer, "the vocoder")
        export(training, trainer.model, trained.history, trial.facts(trained))
    say(f"{MODEL}: best on validation at step {trained.best_step}")


@stage
def main() -> None:
    params = load_section(VocoderParams, "voice.vocoder")
    contract = MelContract.from_json(files.read_json(FEATURES / "mel.json"))
    if params.form == "vocos":
        train(params, contract)
        return
    fresh_folder(MODEL)
    save_griffinlim(MODEL, contract)
    say(f"{MODEL}: Griffin-Lim, nothing to train")


if __name__ == "__main__":
    main()
