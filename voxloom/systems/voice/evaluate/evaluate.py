"""The evaluation of a voice: from its folder and the held-out recordings to what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from voxloom.core import artifact, files
from voxloom.core.manifest import QUARANTINE, Quarantined, Utterance, read_rows
from voxloom.core.parallel import map_items
from voxloom.metrics.evaluated import Evaluated
from voxloom.metrics.heldout import HeldOut
from voxloom.metrics.params import EvaluateParams
from voxloom.metrics.recognition import prepare_recogniser
from voxloom.metrics.speed import real_time_factor, remembered
from voxloom.report.blocks.content import Part
from voxloom.systems.voice.align.alignment import ALIGNMENT, Aligned
from voxloom.systems.voice.evaluate.evaluated import EvaluatedVoice, transcripts
from voxloom.systems.voice.evaluate.lines import (
    FREE,
    EvaluatedSentence,
    prompt_lines,
    sentence_lines,
    texts_digest,
)
from voxloom.systems.voice.evaluate.measure import SentenceScores, VoiceTask, evaluate_sentence
from voxloom.systems.voice.evaluate.page import page
from voxloom.systems.voice.evaluate.params import VoiceEvaluateParams
from voxloom.systems.voice.evaluate.pool import pool
from voxloom.systems.voice.model.use import VOCODER_HISTORY, Voice

SPEED_LINES = 4


@dataclass(frozen=True)
class Subject:
    """A voice, what it is evaluated on, and where things lie."""

    model: Path
    align: Path
    speeds: Path  # what was measured on this machine before
    held_out: HeldOut
    kept: Sequence[Utterance]  # the whole corpus
    heard: Mapping[str, str]  # before, by `hearing`: not transcribed again
    root: Path = Path()  # of the recordings


@dataclass(frozen=True)
class Outcome:
    evaluated: Evaluated
    part: Part  # of the page
    sentences: str  # and what was heard in them, as JSON lines


def evaluate(subject: Subject, params: EvaluateParams, own: VoiceEvaluateParams) -> Outcome:
    """Have a voice speak, measure what is heard, and show it.

    Raises VoxloomError when the voice or a recording is damaged.
    """
    held_out = subject.held_out
    lines = [
        *prompt_lines(held_out.rows, held_out.spoken, params.wer_min_words),
        *sentence_lines(own, held_out.language),
    ]
    voice = Voice.load(subject.model)
    voice.prepare()
    prepare_recogniser(params.recogniser, held_out.language)
    task = VoiceTask(subject.root, subject.model, params, held_out.language, subject.heard)
    results = map_items(partial(evaluate_sentence, task=task), lines, "Evaluating the voice")
    known = _evaluated(voice, results, task, subject)
    evaluated = Evaluated(
        known.metrics,
        known.absent,
        _grounds(lines, voice, known.recogniser),
        known.history,
    )
    return Outcome(evaluated, page(known, params.page_utterances), transcripts(results))


def _evaluated(
    voice: Voice, results: Sequence[SentenceScores], task: VoiceTask, subject: Subject
) -> EvaluatedVoice:
    metrics, absent = pool(results, task)
    lines = [result.line for result in results]
    if lines:
        metrics["rtf_1thread"] = remembered(
            subject.speeds, artifact.digest(subject.model), lambda: real_time(voice, lines)
        )
    else:
        absent["rtf_1thread"] = "there is no sentence to say"
    metrics["parameters"] = voice.parameters
    return EvaluatedVoice(
        voice=voice,
        history=files.read_json(subject.model / artifact.HISTORY),
        vocoder_history=_vocoder_history(subject.model),
        results=results,
        alignments={row.id: row for row in read_rows(subject.align / ALIGNMENT, Aligned)},
        metrics=metrics,
        absent=absent,
        kept=subject.kept,
        unaligned=read_rows(subject.align / QUARANTINE, Quarantined),
        root=subject.root,
    )


def _vocoder_history(model: Path) -> Sequence[Mapping[str, Any]]:
    """Empty where the vocoder was not trained."""
    curve = model / VOCODER_HISTORY
    return files.read_json(curve) if curve.is_file() else []


def _grounds(lines: Sequence[EvaluatedSentence], voice: Voice, recogniser: str) -> dict[str, str]:
    return {
        "heldout_digest": texts_digest(lines),
        "mel_digest": voice.contract.digest,
        "recogniser": recogniser,
    }


def real_time(voice: Voice, lines: Sequence[EvaluatedSentence]) -> float:
    """Real-time factor of `synthesize`, text to polished audio, on one thread."""
    texts = [line.text for line in lines if line.set == FREE] or [line.text for line in lines]
    texts = texts[:SPEED_LINES]
    seconds = sum(voice.synthesize(text).audio.seconds for text in texts)
    return real_time_factor(lambda: [voice.synthesize(text) for text in texts], seconds)
