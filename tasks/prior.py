"""prior: train the networks that say a text in the speech VAE's latents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.feature_shards import read_features
from voxloom.core import artifact, files
from voxloom.core.determinism import make_deterministic
from voxloom.core.device import pick_device
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import TextRow, read_rows
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.metrics.absent import Absent
from voxloom.metrics.recognition import load_recogniser
from voxloom.systems.speech.model.latents import LatentOrigin, read_latents
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.align.alignment import ALIGNMENT, Aligned
from voxloom.systems.voice.prior.model.network import VoiceNetworks
from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.systems.voice.prior.model.prosody import ProsodyScale, fill, measure
from voxloom.systems.voice.prior.model.use import save_prior
from voxloom.systems.voice.prior.train.data import Passage
from voxloom.systems.voice.prior.train.listening import Listening, choose
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.systems.voice.prior.train.trainer import Listener, PriorTrainer, prior_shape
from voxloom.text.sounds.params import TextParams
from voxloom.text.sounds.phones import PhoneSet
from voxloom.training.loop import Point
from voxloom.training.trial import resumable

TEXT, FEATURES = Path("data/text"), Path("data/features")
ALIGN, LATENTS = Path("data/align"), Path("data/latents")
SPEECH, MODEL = Path("data/models/speech"), Path("data/models/prior")


@dataclass(frozen=True)
class Material:
    """What the earlier stages made, checked to belong together."""

    aligned: list[Aligned]
    phones: PhoneSet
    prosody: dict[str, Tensor]  # raw values (P, U)
    scale: ProsodyScale
    latents: dict[str, tuple[Tensor, Tensor]]
    origin: LatentOrigin
    speech: Speech

    def split(self, name: str) -> list[Passage]:
        """Raises VoxloomError when the split is empty."""
        passages = [self._passage(row) for row in self.aligned if row.split == name]
        if not passages:
            raise VoxloomError(f"{ALIGN}: the {name} split is empty; raise ingest.{name}")
        return passages

    def _passage(self, row: Aligned) -> Passage:
        units = row.phones
        prosody_PU = fill(self.scale.scale(self.prosody[row.id]))
        numbers = self.phones.numbers(units)
        return Passage.of(units, numbers, row.durations, prosody_PU, *self.latents[row.id])

    def pace(self) -> Pace:
        """Of the natural speaker on the training split."""
        rows = [row for row in self.aligned if row.split == "train"]
        rate = self.speech.contract.frames_per_second
        return Pace.fit([row.phones for row in rows], [sum(row.durations) / rate for row in rows])


def read_origin() -> LatentOrigin:
    """Raises VoxloomError when latents, VAE and features do not belong together."""
    origin = LatentOrigin.read(LATENTS)
    mel = files.digest(files.read_json(FEATURES / "mel.json"))
    aligned_mel = files.read_json(ALIGN / "phones.json")["mel_digest"]
    origin.check_same(LatentOrigin(artifact.digest(SPEECH), mel), str(LATENTS), str(SPEECH))
    origin.check_same(LatentOrigin(origin.speech, aligned_mel), str(LATENTS), str(ALIGN))
    return origin


def read_material() -> Material:
    aligned = read_rows(ALIGN / ALIGNMENT, Aligned)
    pitch, energy = dict(read_features(FEATURES, "log_f0")), dict(read_features(FEATURES, "energy"))
    prosody = {row.id: measure(row.durations, pitch[row.id], energy[row.id]) for row in aligned}
    return Material(
        aligned,
        PhoneSet.from_json(files.read_json(ALIGN / "phones.json")),
        prosody,
        ProsodyScale.of([prosody[row.id] for row in aligned if row.split == "train"]),
        {id_: (mean_LD, std_LD) for id_, mean_LD, std_LD in read_latents(LATENTS)},
        read_origin(),
        Speech.load(SPEECH),
    )


def listener(networks: VoiceNetworks, material: Material, params: PriorParams) -> Listener | None:
    """What chooses the checkpoint; None, said aloud, where nothing can listen."""
    rows = choose(
        [row for row in read_rows(TEXT / "manifest.jsonl", TextRow) if row.split == "validation"],
        read_rows(TEXT / "development.jsonl", TextRow),
        material.phones,
        params.listen,
    )
    try:
        recogniser = load_recogniser(params.recogniser, material.phones.language)
    except Absent as reason:
        say(f"likelihood chooses the checkpoint: {reason}")
        return None
    if not rows:
        say("likelihood chooses the checkpoint: no validation sentence is long enough")
        return None
    listening = Listening(
        networks,
        material.phones,
        material.scale,
        material.speech,
        rows,
        recogniser,
        params.temperature,
    )
    return listening.word_error_rate


def trainer(material: Material, params: PriorParams, device: torch.device) -> PriorTrainer:
    torch.manual_seed(params.seed)
    vae = material.speech.model.shape
    shape = prior_shape(params, len(material.phones), vae.latent, vae.stride)
    networks = VoiceNetworks(shape).to(device)
    return PriorTrainer(
        networks,
        material.split("train"),
        material.split("validation"),
        params,
        listener(networks, material, params),
    )


def export(
    material: Material,
    networks: VoiceNetworks,
    temperature: float,
    history: list[Point],
    facts: dict[str, Any],
) -> None:
    config = {
        "pace": material.pace().to_json(),
        "text": load_section(TextParams, "text").model_dump(),
        "lexicon": files.read_json(TEXT / "lexicon.json"),
        "temperature": temperature,
        "training": facts,
    }
    fresh_folder(MODEL)
    save_prior(
        MODEL,
        networks,
        material.phones,
        material.scale,
        material.origin,
        config,
        {"history.json": history},
    )


@stage
def main() -> None:
    params = load_section(PriorParams, "voice.prior")
    make_deterministic(params.threads)
    material, device = read_material(), pick_device(params.device)
    loop = trainer(material, params, device)
    with resumable("prior", params, device) as trial:
        trained = trial.run(loop, "the prior")
        networks = loop.networks.cpu()
        export(material, networks, params.temperature, trained.history, trial.facts(trained))
    how = "understood best" if any("validation_wer" in p for p in trained.history) else "likeliest"
    say(f"{MODEL}: step {trained.best_step} is {how}")


if __name__ == "__main__":
    main()
