"""vae: train the speech VAE; a killed training goes on where its last checkpoint stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.feature_shards import read_features
from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.core import artifact, files
from voxloom.core.determinism import make_deterministic
from voxloom.core.device import pick_device
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.systems.speech.model.figures import load_utterances
from voxloom.systems.speech.model.latents import LatentOrigin, write_latents
from voxloom.systems.speech.model.use import latent_statistics, save_speech
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.speech.train.augment import frames_needed
from voxloom.systems.speech.train.data import load_stream
from voxloom.systems.speech.train.params import VaeParams
from voxloom.systems.speech.train.trainer import VaeTrainer, vae_shape
from voxloom.training.loop import Point
from voxloom.training.trial import resumable

CORPUS = Path("data/corpus")
FEATURES = Path("data/features")
MODEL = Path("data/models/speech")
LATENTS = Path("data/latents")


@dataclass(frozen=True)
class Training:
    """Everything that decides the weights."""

    params: VaeParams
    contract: MelContract
    statistics: MelStatistics
    device: torch.device

    def build(self) -> SpeechVae:
        torch.manual_seed(self.params.seed)
        shape = vae_shape(self.params, self.contract.n_mels)
        return SpeechVae(shape, self.contract, self.statistics).to(self.device)


def read_training(params: VaeParams) -> Training:
    return Training(
        params,
        MelContract.from_json(files.read_json(FEATURES / "mel.json")),
        MelStatistics.from_json(files.read_json(FEATURES / "statistics.json")),
        pick_device(params.device),
    )


def trainer(training: Training) -> VaeTrainer:
    params, device = training.params, training.device
    length = 2 * frames_needed(params.crop, params.augment)
    return VaeTrainer(
        training.build(),
        load_stream(FEATURES, "train", length, device),
        load_utterances(FEATURES, "validation", device),
        params,
    )


def export(
    training: Training, model: SpeechVae, history: list[Point], facts: dict[str, Any]
) -> None:
    """Write the artifact with what a model card needs, and the whole corpus in latents."""
    about = files.read_json(CORPUS / "corpus.json")
    config = {
        "statistics": training.statistics.to_json(),
        "corpus": about,
        "training": facts,
    }
    latents = latent_statistics(model, load_utterances(FEATURES, "train", training.device))
    fresh_folder(MODEL)
    save_speech(MODEL, model, latents, config, {"history.json": history})
    mels = {
        id_: torch.from_numpy(mel).T[None].to(training.device)
        for id_, mel in read_features(FEATURES, "log_mel")
    }
    fresh_folder(LATENTS)
    origin = LatentOrigin(artifact.digest(MODEL), training.contract.digest)
    write_latents(LATENTS, model, mels, origin)
    seal(LATENTS)


@stage
def main() -> None:
    params = load_section(VaeParams, "speech.vae")
    make_deterministic(params.threads)
    training = read_training(params)
    loop = trainer(training)
    with resumable("vae", params, training.device) as trial:
        trained = trial.run(loop, "the speech VAE")
        export(training, loop.model, trained.history, trial.facts(trained))
    say(f"{MODEL}: best on validation at step {trained.best_step}")


if __name__ == "__main__":
    main()
