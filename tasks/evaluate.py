"""evaluate: measure voice and speech VAE; metrics, plots, audio and the page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core import artifact, files
from voxloom.core.determinism import make_deterministic
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import (
    QUARANTINE,
    Quarantined,
    TextRow,
    Utterance,
    read_manifest,
    read_rows,
)
from voxloom.core.parallel import map_items
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.metrics.latent import kl_per_dimension
from voxloom.metrics.params import EvaluateParams
from voxloom.metrics.speed import real_time_factor, remembered
from voxloom.report.content import Report
from voxloom.report.folder import PAGE, write_report
from voxloom.systems.speech.evaluate.measure import (
    Metrics,
    Reasons,
    Task,
    UtteranceScores,
    evaluate_utterance,
    pool,
    training_metrics,
    versions,
)
from voxloom.systems.speech.evaluate.page import CorpusTables, Shown, page, parameters
from voxloom.systems.speech.model.figures import load_utterances
from voxloom.systems.speech.model.use import SYSTEM as SPEECH
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.align.alignment import ALIGNMENT, Aligned
from voxloom.systems.voice.evaluate.measure import (
    VoiceTask,
    examine,
    prompt_lines,
    real_time,
    sentence_lines,
    texts_digest,
)
from voxloom.systems.voice.evaluate.measure import pool as pool_lines
from voxloom.systems.voice.evaluate.page import Examined, transcripts, with_voice
from voxloom.systems.voice.model.use import SYSTEM as VOICE
from voxloom.systems.voice.model.use import Voice

CORPUS, CLEAN, TEXT = Path("data/corpus"), Path("data/clean"), Path("data/text")
FEATURES, ALIGN = Path("data/features"), Path("data/align")
MODELS = {SPEECH: Path("data/models/speech"), VOICE: Path("data/models/voice")}
REPORTS = Path("data/reports")
METRICS = REPORTS / "metrics"
SPEEDS = Path(".voxloom/speed")
SPEED_SECONDS = 10.0


@dataclass(frozen=True)
class Material:
    """What both systems are examined on."""

    rows: Sequence[Utterance]  # held out
    spoken: Mapping[str, str]  # their texts in words
    language: str
    tables: CorpusTables


@dataclass(frozen=True)
class SpeechExamined:
    """The speech VAE and its figures, without prefix."""

    speech: Speech
    scores: Sequence[UtteranceScores]
    metrics: Metrics
    absent: Reasons


def read_material(params: EvaluateParams) -> Material:
    rows, tables = held_out_rows(params.max_utterances), read_tables()
    texts = {row.id: row.spoken for row in tables.texts}
    spoken = {row.id: texts.get(row.id, row.text) for row in rows}
    return Material(rows, spoken, rows[0].language, tables)


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
        unaligned=read_rows(ALIGN / QUARANTINE, Quarantined),
        texts=read_rows(TEXT / "manifest.jsonl", TextRow),
    )


def examine_speech(material: Material, params: EvaluateParams) -> SpeechExamined:
    model = MODELS[SPEECH]
    task = Task(
        Path(),
        model,
        params,
        load_section(FeaturesParams, "features"),
        dict(material.spoken),
        material.language,
    )
    speech = Speech.load(model)
    scores = map_items(
        partial(evaluate_utterance, task=task), material.rows, "Evaluating the speech VAE"
    )
    metrics, absent = pool(scores, speech, task)
    train = load_utterances(FEATURES, "train", torch.device("cpu"))
    metrics |= training_metrics(speech, train)
    metrics["rtf_1thread"] = remembered(
        SPEEDS, artifact.digest(model), lambda: reconstruction_speed(speech, material.rows)
    )
    metrics["parameters"] = parameters(speech)
    return SpeechExamined(speech, scores, metrics, absent)


def reconstruction_speed(speech: Speech, rows: Sequence[Utterance]) -> float:
    """Real-time factor of `reconstruct` on one thread."""
    waves = [read_utterance(Path(), row) for row in rows]
    samples = np.concatenate([wave.samples for wave in waves])
    audio = Audio(samples[: round(SPEED_SECONDS * waves[0].rate)], waves[0].rate)
    return real_time_factor(lambda: speech.reconstruct(audio), audio.seconds)


def examine_voice(material: Material, params: EvaluateParams, known: SpeechExamined) -> Examined:
    """What the speech VAE's evaluation has already heard is not transcribed again."""
    model, language = MODELS[VOICE], material.language
    heard = {sound: text for item in known.scores for sound, text in item.transcripts.items()}
    task = VoiceTask(Path(), model, params, language, heard)
    lines = [
        *prompt_lines(material.rows, material.spoken, params.wer_min_words),
        *sentence_lines(params, language),
    ]
    voice = Voice.load(model)
    voice.prepare()
    results = map_items(partial(examine, task=task), lines, "Examining the voice")
    metrics, absent = pool_lines(results, task)
    if lines:
        metrics["rtf_1thread"] = remembered(
            SPEEDS, artifact.digest(model), lambda: real_time(voice, lines)
        )
    else:
        absent["rtf_1thread"] = "there is no sentence to say"
    metrics["parameters"] = voice.parameters
    return Examined(
        voice=voice,
        history=files.read_json(model / "history.json"),
        results=results,
        alignments={row.id: row for row in read_rows(ALIGN / ALIGNMENT, Aligned)},
        metrics=metrics,
        absent=absent,
    )


def speech_page(material: Material, examined: SpeechExamined, params: EvaluateParams) -> Report:
    speech = examined.speech
    shown = [
        Shown(row, versions(speech, read_utterance(Path(), row)))
        for row in choose_shown(material.rows, params)
    ]
    return page(
        speech,
        shown,
        files.read_json(MODELS[SPEECH] / "history.json"),
        kl_per_dimension(np.concatenate([item.kl_LD for item in examined.scores])),
        material.tables,
        examined.metrics,
        examined.absent,
        params.sample_seconds,
        params.active_unit_nats,
    )


def choose_shown(rows: Sequence[Utterance], params: EvaluateParams) -> list[Utterance]:
    """Utterances for the page: of a length to listen to, where there are any."""
    handy = [row for row in rows if 1.0 <= row.duration <= 8.0] or list(rows)
    return handy[: params.page_utterances]


def write_figures(report: Report) -> None:
    """A file a system under metrics/, rounded to what is worth reading."""
    for system in MODELS:
        figures = {
            key: round(value, 6)
            for key, value in report.metrics.items()
            if key.startswith(f"{system}.")
        }
        files.write_json(METRICS / f"{system}.json", figures)
    files.write_json(REPORTS / "absent.json", dict(report.absent))


def grounds(material: Material, voice: Examined, recogniser: str) -> dict[str, dict[str, Any]]:
    """What each system was measured on: figures compare only where these agree."""
    recordings = [[row.id, row.sha256] for row in material.rows]
    return {
        SPEECH: {
            "heldout_digest": files.digest(recordings),
            "mel_digest": voice.voice.speech.contract.digest,
            "recogniser": recogniser,
        },
        VOICE: {
            "heldout_digest": texts_digest([result.line for result in voice.results]),
            "mel_digest": voice.voice.contract.digest,
            "recogniser": recogniser,
        },
    }


@stage
def main() -> None:
    params = load_section(EvaluateParams, "evaluate")
    make_deterministic(threads=1)
    material = read_material(params)
    speech = examine_speech(material, params)
    voice = examine_voice(material, params, speech)
    report = with_voice(speech_page(material, speech, params), voice, params.page_utterances)
    for folder in (REPORTS / "plots", REPORTS / "audio", METRICS):
        fresh_folder(folder)
    write_report(report, REPORTS)
    write_figures(report)
    files.write_json(REPORTS / "training.json", files.read_json(MODELS[SPEECH] / "history.json"))
    files.write_json(REPORTS / "voice-training.json", list(voice.history))
    files.write_text(REPORTS / "sentences.jsonl", transcripts(voice.results))
    files.write_json(REPORTS / "evaluation.json", grounds(material, voice, params.recogniser))
    say(f"{REPORTS / PAGE}: open it to listen; figures in {METRICS}")


if __name__ == "__main__":
    main()
