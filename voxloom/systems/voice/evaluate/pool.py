"""The figures of an evaluation: those of its sentences, taken together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from voxloom.metrics import robustness
from voxloom.metrics.absent import Metrics, Reasons
from voxloom.metrics.reading import as_read
from voxloom.metrics.recognition import WER_CER, ErrorRates, error_rates
from voxloom.metrics.speaker import self_similarity, similarity
from voxloom.systems.voice.evaluate import sentences as judging
from voxloom.systems.voice.evaluate.lines import (
    COPY,
    COUNTED,
    FREE,
    HELDOUT,
    NATURAL,
    RECORDED,
    ROBUSTNESS,
    SETS,
)
from voxloom.systems.voice.evaluate.measure import DNSMOS, SIMILARITY, SentenceScores, VoiceTask
from voxloom.text.letters.sentences import languages_of


def pool(results: Sequence[SentenceScores], task: VoiceTask) -> tuple[Metrics, Reasons]:
    """Metrics over the whole evaluation: (`set.metric` -> figure, `set.metric` -> why absent).

    Error rates are pooled over words, the others means over sentences.
    """
    metrics: Metrics = {}
    absent: Reasons = _left_out(results, task)
    for result in results:
        absent |= result.absent
    for key in sorted({key for result in results for key in result.scores}):
        metrics[key] = float(np.mean([r.scores[key] for r in results if key in r.scores]))
    for name in SETS:
        metrics |= _error_rates(name, results, task.language)
    if f"{HELDOUT}.wer" in metrics:
        difference = metrics[f"{HELDOUT}.wer"] - metrics[f"{COPY}.wer"]
        metrics[f"{HELDOUT}.wer_over_copy"] = difference
    metrics |= _robustness(results) | _counts(results) | _similarities(results)
    return metrics, {key: reason for key, reason in absent.items() if key not in metrics}


def _left_out(results: Sequence[SentenceScores], task: VoiceTask) -> Reasons:
    """Sets that no sentence was in."""
    reasons: Reasons = {}
    there = {result.line.set for result in results}
    if HELDOUT not in there:
        few = f"no held-out prompt has {task.evaluate.wer_min_words} words or more"
        keys = [*(f"{name}.{rate}" for name in RECORDED for rate in WER_CER), "heldout.mcd_db"]
        reasons |= dict.fromkeys(keys, few)
    if FREE not in there:
        keys = [f"{FREE}.wer", f"{FREE}.cer", f"{FREE}.distillmos", SIMILARITY, *DNSMOS.values()]
        reasons |= dict.fromkeys(keys, _not_written(FREE, task.language))
    if ROBUSTNESS not in there:
        keys = [f"{ROBUSTNESS}.{robustness.OVERALL}.{name}" for name in ("skipped", "repeated")]
        reasons |= dict.fromkeys(keys, _not_written(ROBUSTNESS, task.language))
    return reasons


def _not_written(name: str, language: str) -> str:
    """Why there are no sentences of a set."""
    known = languages_of(judging, name)
    if language in known:
        return f"switched off: voice.evaluate.{name} is false"
    return f"there are no {name} sentences in {language}, only in {', '.join(known)}"


def _error_rates(name: str, results: Sequence[SentenceScores], language: str) -> Metrics:
    """WER and CER of a set; of the free sentences also the WER by kind."""
    heard = [result for result in results if name in result.heard]
    if not heard or name == ROBUSTNESS:
        return {}
    metrics = dict(zip((f"{name}.wer", f"{name}.cer"), _rates(name, heard, language), strict=True))
    for kind in dict.fromkeys(result.line.kind for result in heard if result.line.kind):
        of_kind = [result for result in heard if result.line.kind == kind]
        metrics[f"{name}.wer_{kind}"] = _rates(name, of_kind, language).wer
    return metrics


def _rates(name: str, heard: Sequence[SentenceScores], language: str) -> ErrorRates:
    references = [result.reference for result in heard]
    return error_rates(references, [result.heard[name] for result in heard], as_read(language))


def _robustness(results: Sequence[SentenceScores]) -> Metrics:
    """Everything of the robustness set; skips and repeats of copy-synthesis beside them."""
    pooled = {
        name: robustness.pool([r.robustness[name] for r in results if name in r.robustness])
        for name in COUNTED
    }
    metrics = {f"{ROBUSTNESS}.{key}": figure for key, figure in pooled[ROBUSTNESS].items()}
    for name in ("skipped", "repeated"):
        key = f"{robustness.OVERALL}.{name}"
        if key in pooled[COPY]:
            metrics[f"{COPY}.{name}"] = pooled[COPY][key]
    return metrics


def _counts(results: Sequence[SentenceScores]) -> Metrics:
    metrics: Metrics = {}
    for name, count in ((HELDOUT, "utterances"), (FREE, "sentences")):
        of_set = [result for result in results if result.line.set == name]
        if of_set:
            metrics[f"{name}.{count}"] = len(of_set)
            metrics[f"{name}.refused"] = sum(result.refusal is not None for result in of_set)
    return metrics


def _similarities(results: Sequence[SentenceScores]) -> Metrics:
    """The free sentences against the held-out recordings, and these among themselves."""
    natural, free = (
        [result.voices[name] for result in results if name in result.voices]
        for name in (NATURAL, FREE)
    )
    metrics = {SIMILARITY: similarity(free, natural)} if natural and free else {}
    if len(natural) > 1:
        metrics[f"{NATURAL}.speaker_similarity"] = self_similarity(natural)
    return metrics
