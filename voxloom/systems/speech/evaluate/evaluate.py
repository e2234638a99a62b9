"""The evaluation of a speech VAE: from its folder and the held-out recordings to what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch

from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core import artifact, files
from voxloom.core.manifest import Utterance
from voxloom.core.parallel import map_items
from voxloom.metrics.absent import Metrics
from voxloom.metrics.evaluated import Evaluated
from voxloom.metrics.heldout import HeldOut
from voxloom.metrics.latent import kl_per_dimension
from voxloom.metrics.params import EvaluateParams
from voxloom.metrics.recognition import prepare_recogniser, recognised_by
from voxloom.metrics.speed import real_time_factor, remembered
from voxloom.report.blocks.content import Part
from voxloom.systems.speech.evaluate.measure import (
    Task,
    UtteranceScores,
    evaluate_utterance,
    pool,
    training_metrics,
    versions,
)
from voxloom.systems.speech.evaluate.page import Findings, Shown, page, parameters
from voxloom.systems.speech.evaluate.params import SpeechEvaluateParams
from voxloom.systems.speech.model.figures import load_utterances
from voxloom.systems.speech.model.use import Speech

SPEED_SECONDS = 10.0


@dataclass(frozen=True)
class Subject:
    """A model, what it is measured on, and where things lie."""

    model: Path
    features: Path
    speeds: Path  # what was measured on this machine before
    held_out: HeldOut
    kept: Sequence[Utterance]  # the whole corpus
    root: Path = Path()  # of the recordings


@dataclass(frozen=True)
class Outcome:
    evaluated: Evaluated
    part: Part  # of the page
    heard: Mapping[str, str]  # in each sound, by `hearing`


def evaluate(
    subject: Subject, params: EvaluateParams, own: SpeechEvaluateParams, pitch: FeaturesParams
) -> Outcome:
    """Measure a model, and show it.

    Raises VoxloomError when the model or a recording is damaged.
    """
    speech, rows = Speech.load(subject.model), subject.held_out.rows
    task = Task(
        subject.root,
        subject.model,
        params,
        own,
        pitch,
        subject.held_out.spoken,
        subject.held_out.language,
    )
    prepare_recogniser(params.recogniser, subject.held_out.language)
    scores = map_items(partial(evaluate_utterance, task=task), rows, "Evaluating the speech VAE")
    metrics, absent = pool(scores, speech, task)
    metrics |= _of_the_model(speech, subject)
    history = files.read_json(subject.model / artifact.HISTORY)
    kl_D = kl_per_dimension(np.concatenate([item.kl_LD for item in scores]))
    heard_by = recognised_by(item.recognised_by for item in scores)
    findings = Findings(metrics, absent, kl_D, own.active_unit_nats, history, heard_by)
    grounds = _grounds(rows, speech, heard_by)
    evaluated = Evaluated(metrics, absent, grounds, history)
    shown = _shown(speech, subject, params.page_utterances)
    part = page(speech, shown, findings, subject.kept, own.sample_seconds)
    return Outcome(evaluated, part, _heard(scores))


def _of_the_model(speech: Speech, subject: Subject) -> Metrics:
    train = load_utterances(subject.features, "train", torch.device("cpu"))
    metrics = training_metrics(speech, train)
    metrics["rtf_1thread"] = remembered(
        subject.speeds, artifact.digest(subject.model), lambda: _speed(speech, subject)
    )
    metrics["parameters"] = parameters(speech)
    return metrics


def _speed(speech: Speech, subject: Subject) -> float:
    """Real-time factor of `reconstruct` on one thread."""
    waves = [read_utterance(subject.root, row) for row in subject.held_out.rows]
    samples = np.concatenate([wave.samples for wave in waves])
    audio = Audio(samples[: round(SPEED_SECONDS * waves[0].rate)], waves[0].rate)
    return real_time_factor(lambda: speech.reconstruct(audio), audio.seconds)


def _grounds(rows: Sequence[Utterance], speech: Speech, recogniser: str) -> dict[str, str]:
    return {
        "heldout_digest": files.digest([[row.id, row.sha256] for row in rows]),
        "mel_digest": speech.contract.digest,
        "recogniser": recogniser,
    }


def _shown(speech: Speech, subject: Subject, count: int) -> list[Shown]:
    return [
        Shown(row, versions(speech, read_utterance(subject.root, row)))
        for row in _choose_shown(subject.held_out.rows, count)
    ]


def _choose_shown(rows: Sequence[Utterance], count: int) -> list[Utterance]:
    """Utterances for the page: of a length to listen to, where there are any."""
    handy = [row for row in rows if 1.0 <= row.duration <= 8.0] or list(rows)
    return handy[:count]


def _heard(scores: Sequence[UtteranceScores]) -> dict[str, str]:
    return {sound: text for item in scores for sound, text in item.transcripts.items()}
