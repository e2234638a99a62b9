"""evaluate: measure the speech VAE on the held-out split; metrics, plots, audio and the page."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch

from tasks.stage import fresh_folder, stage
from voxloom import artifact, files
from voxloom.audio.clean import Cleaning
from voxloom.audio.decode import Audio, write_wav
from voxloom.audio.shards import read_utterance
from voxloom.determinism import make_deterministic
from voxloom.errors import VoxloomError
from voxloom.evaluation import (
    Metrics,
    Task,
    UtteranceScores,
    evaluate_utterance,
    pool,
    training_metrics,
    versions,
)
from voxloom.manifest import (
    QUARANTINE,
    Quarantined,
    TextRow,
    Utterance,
    read_manifest,
    read_rows,
)
from voxloom.metrics.latent import kl_per_dimension
from voxloom.metrics.speed import real_time_factor
from voxloom.parallel import map_items
from voxloom.params import EvaluateParams, load_params
from voxloom.progress import say
from voxloom.report.content import Report
from voxloom.report.page import render_page
from voxloom.speech import SYSTEM, Speech
from voxloom.speech_report import CorpusTables, Shown, page, parameters
from voxloom.training.data import load_utterances

CORPUS, CLEAN, TEXT = Path("data/corpus"), Path("data/clean"), Path("data/text")
FEATURES, MODEL = Path("data/features"), Path("data/models/speech")
REPORTS = Path("data/reports")
SPEEDS = Path(".voxloom/speed")
SPEED_SECONDS = 10.0


def held_out_rows(limit: int | None) -> list[Utterance]:
    """The test split, or a stable part of it. Raises VoxloomError when it is empty."""
    rows = [row for row in read_manifest(CLEAN) if row.split == "test"]
    if not rows:
        raise VoxloomError(f"{CLEAN}: no utterance is in the test split; raise ingest.test")
    by_hash = sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).digest())
    return sorted(by_hash[:limit], key=lambda row: row.id)


def read_tables() -> CorpusTables:
    return CorpusTables(
        about=files.read_json(CORPUS / "corpus.json"),
        kept=read_manifest(CLEAN),
        quarantined=[
            row
            for folder in (CORPUS, CLEAN, TEXT)
            for row in read_rows(folder / QUARANTINE, Quarantined)
        ],
        cleaning=read_rows(CLEAN / "cleaning.jsonl", Cleaning),
        texts=read_rows(TEXT / "manifest.jsonl", TextRow),
    )


def choose_shown(rows: Sequence[Utterance], params: EvaluateParams) -> list[Utterance]:
    """Utterances for the page: of a length to listen to, where there are any."""
    handy = [row for row in rows if 1.0 <= row.duration <= 8.0] or list(rows)
    return handy[: params.page_utterances]


def speed(speech: Speech, rows: Sequence[Utterance]) -> float:
    """Real-time factor of `reconstruct` on one thread.

    A speed belongs to a model and a machine: it is measured once for the pair and remembered
    outside the outputs, so that a second run gives the same metrics.json.
    """
    key = files.digest([artifact.digest(MODEL), platform.processor(), platform.node()])
    path = SPEEDS / f"{key}.json"
    if not path.is_file():
        waves = [read_utterance(Path(), row) for row in rows]
        samples = np.concatenate([wave.samples for wave in waves])
        audio = Audio(samples[: round(SPEED_SECONDS * waves[0].rate)], waves[0].rate)
        factor = real_time_factor(lambda: speech.reconstruct(audio), audio.seconds)
        files.write_json(path, {"rtf_1thread": round(factor, 4)})
    return float(files.read_json(path)["rtf_1thread"])


def measure(
    speech: Speech, rows: Sequence[Utterance], task: Task
) -> tuple[Metrics, dict[str, str], list[UtteranceScores]]:
    scores = map_items(
        partial(evaluate_utterance, task=task), rows, "Evaluating the held-out split"
    )
    metrics, absent = pool(scores, speech, task)
    metrics.update(
        training_metrics(speech, load_utterances(FEATURES, "train", torch.device("cpu")))
    )
    metrics["rtf_1thread"] = speed(speech, rows)
    metrics["parameters"] = parameters(speech)
    return metrics, absent, scores


def write_figures(metrics: Metrics, absent: dict[str, str], tables: CorpusTables) -> None:
    """metrics.json with the system's prefix, rounded to what is worth reading."""
    figures = {f"{SYSTEM}.{key}": round(value, 6) for key, value in metrics.items()}
    figures["corpus.hours"] = round(sum(row.duration for row in tables.kept) / 3600, 4)
    figures["corpus.utterances"] = len(tables.kept)
    figures["corpus.quarantined"] = len(tables.quarantined)
    files.write_json(REPORTS / "metrics.json", figures)
    files.write_json(REPORTS / "absent.json", {f"{SYSTEM}.{k}": v for k, v in absent.items()})


def write_pictures(report: Report) -> None:
    """The page's pictures as files, for DVC plots and MLflow."""
    pictures = {
        "training": report.training,
        "kl_per_dimension": report.kl_per_dimension,
        "traversals": report.traversals,
        "corpus": report.corpus.histograms if report.corpus else None,
        **{f"heldout-{number}": item.picture for number, item in enumerate(report.held_out, 1)},
        **{f"interpolation-{n}": item.picture for n, item in enumerate(report.interpolations, 1)},
        **{f"repair-{number}": item.picture for number, item in enumerate(report.repairs, 1)},
    }
    for name, picture in pictures.items():
        if picture is not None:
            files.write_bytes(REPORTS / "plots" / f"{name}.png", picture.png)


def write_audio(report: Report) -> None:
    for number, item in enumerate(report.held_out, 1):
        for player in item.players:
            write_wav(REPORTS / "audio" / f"heldout-{number}-{player.label}.wav", player.audio)
    for number, player in enumerate(report.samples, 1):
        write_wav(REPORTS / "audio" / f"sample-{number}.wav", player.audio)


@stage
def main() -> None:
    settings = load_params()
    params = settings.evaluate
    make_deterministic(threads=1)
    rows, tables = held_out_rows(params.max_utterances), read_tables()
    texts = {row.id: row.spoken for row in tables.texts}
    spoken = {row.id: texts.get(row.id, row.text) for row in rows}
    task = Task(Path(), MODEL, params, settings.features, spoken, rows[0].language)
    speech = Speech.load(MODEL)
    metrics, absent, scores = measure(speech, rows, task)
    shown = [
        Shown(row, versions(speech, read_utterance(Path(), row)))
        for row in choose_shown(rows, params)
    ]
    history = files.read_json(MODEL / "history.json")
    kl_D = kl_per_dimension(np.concatenate([item.kl_LD for item in scores]))
    report = page(
        speech,
        shown,
        history,
        kl_D,
        tables,
        metrics,
        absent,
        params.sample_seconds,
        params.active_unit_nats,
    )
    fresh_folder(REPORTS)
    write_figures(metrics, absent, tables)
    write_pictures(report)
    write_audio(report)
    files.write_json(REPORTS / "training.json", history)
    files.write_json(
        REPORTS / "evaluation.json",
        {
            "heldout_digest": files.digest([[row.id, row.sha256] for row in rows]),
            "mel_digest": speech.contract.digest,
            "recogniser": params.recogniser,
        },
    )
    files.write_text(REPORTS / "index.html", render_page(report))
    say(f"{REPORTS / 'index.html'}: open it to listen; figures in {REPORTS / 'metrics.json'}")


if __name__ == "__main__":
    main()
