"""Small projects made on the spot: an untrained model, its reports, and the dvc.lock between."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml

from tests.dependencies import ROOT
from tests.support.rows import utterance
from tests.support.synthetic import CONTRACT, model, statistics, wavy_mels
from tests.support.tiny_voice import assemble, write_prior
from voxloom.audio.mel.feature_shards import INDEX, FeatureRow, write_feature_shard
from voxloom.audio.mel.features import Features
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav
from voxloom.core import files
from voxloom.core.manifest import write_rows
from voxloom.metrics.evaluated import ABSENT, GROUNDS
from voxloom.registry.lineage import dvc_md5
from voxloom.systems.names import NAMES
from voxloom.systems.speech.model.use import latent_statistics, save_speech
from voxloom.systems.voice.vocoder.model.use import save_griffinlim

GATE = "speech.heldout.mel_error_db"
VOICE_GATE = "voice.free.wer"
RECOGNISER = "whisper-base"
CORPUS = {
    "name": "hums",
    "language": "en",
    "speaker": "nobody",
    "license": "CC0-1.0",
    "attribution": "made by the tests",
    "source": "tests/registry/projects.py",
}
STAGES: dict[str, tuple[Any, ...]] = {
    "ingest": ((), "data/corpus"),
    "features": (("data/corpus",), "data/features"),
    "vae": (("data/features", "voxloom/systems/speech/model/use.py"), "data/models/speech"),
    "vocoder": (("data/features",), "data/models/vocoder"),
    "prior": (("data/features", "data/models/speech"), "data/models/prior"),
    "voice": (
        ("data/models/speech", "data/models/prior", "data/models/vocoder"),
        "data/models/voice",
    ),
    "speech_evaluate": (
        ("data/features", "data/models/speech"),
        "data/evaluation/speech",
        "data/reports/metrics/speech.json",
    ),
    "voice_evaluate": (
        ("data/models/voice",),
        "data/evaluation/voice",
        "data/reports/metrics/voice.json",
    ),
    "page": (("data/evaluation",), "data/reports/index.html"),
    "writer": ((), "data/models/writer"),
}


# What these stages read of params.yaml.
SETTINGS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "ingest": lambda known: {"ingest": known["ingest"]},
    "vae": lambda known: {"speech.vae": known["speech"]["vae"]},
    "prior": lambda known: {"voice.prior": known["voice"]["prior"]},
}


def write_project(folder: Path, seed: int = 1, heldout: str = "h1", error_db: float = 5.0) -> None:
    """A whole project; `seed` makes the model, `heldout` names the recordings measured on."""
    (folder / "params.yaml").write_text((ROOT / "params.yaml").read_text())
    write_corpus(folder / "data/corpus")
    write_features(folder / "data/features")
    write_model(folder / "data/models/speech", seed)
    write_voice(folder / "data/models", seed)
    (folder / "data/models/writer").mkdir(exist_ok=True)
    write_reports(folder / "data", heldout, {GATE: error_db, VOICE_GATE: 0.25})
    write_lock(folder)


def write_corpus(folder: Path) -> None:
    row = utterance(
        "hum", text="hm", speaker="nobody", attribution="made by the tests", split="test"
    )
    write_rows(folder / "manifest.jsonl", [row])
    files.write_json(folder / "corpus.json", CORPUS)


def write_features(folder: Path) -> None:
    mel = wavy_mels(60).numpy().astype(np.float32)
    rest = np.zeros((60, 3), np.float32)
    features = Features(mel, rest, rest[:, 0], rest[:, 0])
    write_feature_shard(folder / "features-00000.safetensors", {"hum": features})
    row = FeatureRow(id="hum", shard="features-00000.safetensors", frames=60, split="test")
    write_rows(folder / INDEX, [row])


def write_model(folder: Path, seed: int, corpus: dict[str, str] = CORPUS) -> None:
    vae = model(seed=seed)
    training = {"best_step": 20, "device": "cpu", "torch": torch.__version__}
    config = {"statistics": statistics().to_json(), "corpus": corpus, "training": training}
    history = [{"step": 10.0, "validation_mel_error_db": 9.0}, {"step": 20.0, "beta": 0.1}]
    latents = latent_statistics(vae, [wavy_mels(40).T[None]])
    save_speech(folder, vae, latents, config, {"history.json": history})


def write_voice(models: Path, seed: int) -> None:
    """`prior`, `vocoder` and `voice` beside the `speech` of a folder; reads English letters."""
    history = [
        {"step": 10, "train_nll": 1.5, "validation_nll": 1.4},
        {"step": 20, "train_nll": 1.2, "validation_nll": 1.3, "validation_wer": 0.9},
    ]
    training = {"best_step": 30, "device": "cpu", "torch": torch.__version__}
    prior, speech = models / "prior", models / "speech"
    write_prior(prior, speech, True, seed, history, temperature=0.3, training=training)
    save_griffinlim(models / "vocoder", CONTRACT)
    assemble(models)


def write_reports(data: Path, heldout: str, metrics: dict[str, float]) -> None:
    for system in NAMES:
        own = {name: value for name, value in metrics.items() if name.startswith(f"{system}.")}
        files.write_text(data / f"reports/metrics/{system}.json", json.dumps(own))
        folder = data / "evaluation" / system
        files.write_json(folder / ABSENT, {f"{system}.heldout.wer": "no recogniser"})
        grounds = {
            "heldout_digest": heldout,
            "mel_digest": CONTRACT.digest,
            "recogniser": RECOGNISER,
        }
        files.write_json(folder / GROUNDS, grounds)
        write_wav(folder / "audio/hum.wav", hum(0.1))
    files.write_text(data / "reports/index.html", "<h1>report</h1>")


def write_lock(folder: Path) -> None:
    """dvc.lock as `dvc repro register` leaves it before register runs."""
    stages: dict[str, Any] = {}
    known = yaml.safe_load((folder / "params.yaml").read_text(encoding="utf-8"))
    for name, (deps, *outs) in STAGES.items():
        stages[name] = {
            "cmd": f"python -m tasks.{name}",
            "deps": [{"path": dep, "hash": "md5", "md5": "0" * 32} for dep in deps],
            "outs": [{"path": o, "hash": "md5", "md5": dvc_md5(folder / o)} for o in outs],
            "params": {"params.yaml": SETTINGS[name](known) if name in SETTINGS else {}},
        }
    lock = {"schema": "2.0", "stages": stages}
    (folder / "dvc.lock").write_text(yaml.safe_dump(lock), encoding="utf-8")


def hum(seconds: float, rate: int = 16000, hertz: float = 220.0) -> Audio:
    time = np.arange(int(seconds * rate)) / rate
    return Audio((0.3 * np.sin(2 * np.pi * hertz * time)).astype(np.float32), rate)
