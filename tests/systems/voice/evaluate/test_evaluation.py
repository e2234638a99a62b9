from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support import evaluation
from tests.support.voices import FRAMES, PROMPT, StandInRecogniser, StandInVoice, record
from voxloom.audio.wave.shards import read_utterance
from voxloom.core.manifest import Utterance
from voxloom.metrics.absent import Absent
from voxloom.metrics.recognition import hearing
from voxloom.systems.voice.evaluate import measure
from voxloom.systems.voice.evaluate.evaluate import real_time
from voxloom.systems.voice.evaluate.lines import (
    EvaluatedSentence,
    prompt_lines,
    sentence_lines,
    texts_digest,
)
from voxloom.systems.voice.evaluate.measure import SentenceScores, VoiceTask, evaluate_sentence
from voxloom.systems.voice.evaluate.pool import pool


@pytest.fixture
def voice() -> StandInVoice:
    return StandInVoice()


@pytest.fixture
def rows(voice: StandInVoice, tmp_path: Path) -> list[Utterance]:
    texts = {"a": PROMPT, "b": "thank you", "c": "press one for more #"}
    return [record(voice, tmp_path, name, text) for name, text in texts.items()]


@pytest.fixture
def task(tmp_path: Path) -> VoiceTask:
    return VoiceTask(tmp_path, tmp_path / "voice", evaluation.shared(), "en")


@pytest.fixture(autouse=True)
def ear(voice: StandInVoice, monkeypatch: pytest.MonkeyPatch) -> StandInRecogniser:
    """Hears what the stand-in says, which is evaluated without an estimator of quality."""
    recogniser = StandInRecogniser(voice, {})

    def absent(*_: object) -> float:
        raise Absent("not here")

    monkeypatch.setattr(measure, "load_voice", lambda folder: voice)
    monkeypatch.setattr(measure, "recogniser", lambda name, language: recogniser)
    for name in ("distillmos", "dnsmos", "speaker_embedding"):
        monkeypatch.setattr(measure, name, absent)
    return recogniser


def run(lines: Sequence[EvaluatedSentence], task: VoiceTask) -> list[SentenceScores]:
    return [evaluate_sentence(line, task) for line in lines]


def spoken(rows: list[Utterance]) -> dict[str, str]:
    return {row.id: row.text for row in rows}


def breaking(count: int) -> list[EvaluatedSentence]:
    """The first of the robustness set."""
    lines = sentence_lines(evaluation.of_voices(), "en")
    return [line for line in lines if line.set == "robustness"][:count]


def test_prompts_are_those_with_enough_words_each_with_its_seed(rows: list[Utterance]) -> None:
    lines = prompt_lines(rows, spoken(rows), min_words=4)
    assert [line.recording for line in lines] == [rows[0], rows[2]]
    assert [(line.seed, line.manner.seed) for line in lines] == [(0, 0), (1, 1)]


@pytest.mark.parametrize(("limit", "kinds"), [(2, 2), (5, 2), (1, 1)])
def test_fewer_sentences_are_still_of_all_kinds(limit: int, kinds: int) -> None:
    lines = sentence_lines(evaluation.of_voices(free_sentences=limit, robustness=False), "en")
    assert len(lines) == limit
    assert len({line.kind for line in lines}) == kinds
    assert [line.seed for line in lines] == list(range(limit))


@pytest.mark.parametrize(
    ("language", "sets"), [("en", {"free", "robustness"}), ("es", {"free"}), ("pt", set())]
)
def test_all_sentences_that_are_in_the_language(language: str, sets: set[str]) -> None:
    lines = sentence_lines(evaluation.of_voices(), language)
    assert {line.set for line in lines} == sets
    assert len({(line.set, line.text) for line in lines}) == len(lines)


def test_a_chinese_prompt_has_as_many_words_as_characters(rows: list[Utterance]) -> None:
    texts = {"a": "请稍等。", "b": "请您稍等。", "c": "您有三条新留言。"}
    chinese = [row.model_copy(update={"language": "zh", "text": texts[row.id]}) for row in rows]
    chosen = prompt_lines(chinese, texts, min_words=4)
    assert [line.text for line in chosen] == [texts["b"], texts["c"]]


def test_the_digest_is_that_of_texts_and_not_of_the_robustness_set(rows: list[Utterance]) -> None:
    free = sentence_lines(evaluation.of_voices(robustness=False), "en")
    assert texts_digest(free) == texts_digest(sentence_lines(evaluation.of_voices(), "en"))
    assert texts_digest(free[:-1]) != texts_digest(free)


def test_a_voice_that_says_every_word_has_no_errors(rows: list[Utterance], task: VoiceTask) -> None:
    lines = prompt_lines(rows[:1], spoken(rows), 4)
    lines += sentence_lines(evaluation.of_voices(free_sentences=2, robustness=False), "en")
    metrics, absent = pool(run(lines, task), task)
    for key in ("heldout.wer", "copy.wer", "natural.wer", "heldout.wer_over_copy", "free.cer"):
        assert metrics[key] == 0.0, key
    assert metrics["free.wer_harvard"] == metrics["free.wer_telephone"] == 0.0
    assert metrics["heldout.utterances"] == 1
    assert metrics["free.sentences"] == 2
    assert metrics["copy.skipped"] == metrics["copy.repeated"] == 0.0
    assert metrics["heldout.mcd_db"] > 0.0
    silent = PROMPT.count(" ") + 2
    voiced = len(PROMPT) - PROMPT.count(" ")
    assert metrics["heldout.duration_ratio"] == pytest.approx(1.0 + silent / (FRAMES * voiced))
    assert absent["free.dnsmos_ovrl"] == absent["natural.distillmos"] == "not here"
    assert "switched off" in absent["robustness.overall.skipped"]


def test_errors_are_counted_above_copy_synthesis(rows: list[Utterance], task: VoiceTask) -> None:
    lines = prompt_lines(rows[:1], spoken(rows), 4)
    results = run(lines, task)
    results[0].heard["heldout"] = "please hold hold line"
    metrics, _ = pool(results, task)
    assert metrics["heldout.wer"] == metrics["heldout.wer_over_copy"] == 0.25
    assert metrics["copy.wer"] == 0.0


def test_a_text_the_voice_refuses_counts_as_if_it_had_said_nothing(
    rows: list[Utterance], task: VoiceTask
) -> None:
    metrics, _ = pool(run(prompt_lines(rows, spoken(rows), 4), task), task)
    assert metrics["heldout.refused"] == 1
    assert metrics["heldout.wer"] == 0.5
    assert metrics["natural.wer"] == 0.0


def test_what_was_heard_before_is_not_transcribed_again(
    rows: list[Utterance], ear: StandInRecogniser, task: VoiceTask
) -> None:
    lines = prompt_lines(rows[:1], spoken(rows), 4)
    natural = read_utterance(task.root, rows[0])
    known = {hearing("stand-in", natural): "police hold the line"}
    results = run(lines, replace(task, transcripts=known))
    assert results[0].heard["natural"] == "police hold the line"
    assert ear.calls == 2


def test_what_another_recogniser_heard_is_transcribed_again(
    rows: list[Utterance], ear: StandInRecogniser, task: VoiceTask
) -> None:
    natural = read_utterance(task.root, rows[0])
    known = {hearing("another", natural): "police hold the line"}
    results = run(prompt_lines(rows[:1], spoken(rows), 4), replace(task, transcripts=known))
    assert results[0].heard["natural"] == PROMPT
    assert results[0].recognised_by == "stand-in"
    assert ear.calls == 3


def test_skips_and_repeats_by_kind(ear: StandInRecogniser, task: VoiceTask) -> None:
    lines = breaking(3)
    ear.mishearings[lines[0].text] = "No no no no, not that"
    ear.mishearings[lines[1].text] = f"{lines[1].text} first time"
    metrics, absent = pool(run(lines, task), task)
    assert metrics["robustness.overall.sentences"] == 3
    assert metrics["robustness.repeated.sentences_with_skips"] == 1
    assert metrics["robustness.overall.skipped"] > 0.0
    assert metrics["robustness.overall.runaway"] == 0
    assert 1.0 < metrics["robustness.overall.longest"] < 1.5
    assert absent["heldout.wer"] == "no held-out prompt has 4 words or more"
    assert "free.wer" in absent


def test_without_a_recogniser_word_errors_are_absent_and_lengths_are_not(
    rows: list[Utterance], task: VoiceTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = prompt_lines(rows[:1], spoken(rows), 4)
    lines += breaking(1)

    def none(name: str, language: str) -> None:
        raise Absent("no recogniser")

    monkeypatch.setattr(measure, "recogniser", none)
    metrics, absent = pool(run(lines, task), task)
    assert absent["heldout.wer"] == absent["copy.cer"] == "no recogniser"
    assert metrics["robustness.overall.longest"] > 1.0
    assert not any(key.endswith((".wer", ".skipped")) for key in metrics)


def test_a_spanish_voice_is_judged_by_spanish_sentences(
    voice: StandInVoice, ear: StandInRecogniser, task: VoiceTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that the recogniser writes in digits is the one that was said in words."""
    monkeypatch.setattr(voice, "language", "es")
    spanish = replace(task, language="es")
    line = EvaluatedSentence("free", "telephone", "Quedan cinco minutos de espera.", 0)
    ear.mishearings[line.text] = "Quedan 5 minutos de espera"
    metrics, absent = pool(run([line], spanish), spanish)
    assert metrics["free.wer"] == metrics["free.cer"] == metrics["free.wer_telephone"] == 0.0
    assert "free.wer" not in absent
    assert (
        absent["robustness.overall.skipped"]
        == "there are no robustness sentences in es, only in en"
    )


def test_a_language_without_sentences_says_so(task: VoiceTask) -> None:
    _, absent = pool([], replace(task, language="pt"))
    known = "de, en, es, fr, it, ru, zh"
    assert absent["free.wer"] == f"there are no free sentences in pt, only in {known}"


def test_similarity_is_measured_against_the_recordings(
    rows: list[Utterance], task: VoiceTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = prompt_lines(rows, spoken(rows), 2)
    lines += sentence_lines(evaluation.of_voices(free_sentences=2, robustness=False), "en")
    vectors = iter(np.eye(4, dtype=np.float32)[[0, 0, 1, 0, 1]])
    monkeypatch.setattr(measure, "speaker_embedding", lambda audio: next(vectors))
    metrics, _ = pool(run(lines, task), task)
    # Recordings: two alike and one across; sentences: one like each.
    assert metrics["free.speaker_similarity"] == pytest.approx(1.5 / np.sqrt(5.0))
    assert 0.0 < metrics["natural.speaker_similarity"] < 1.0


def test_the_speed_is_that_of_say(voice: StandInVoice) -> None:
    lines = sentence_lines(evaluation.of_voices(free_sentences=2, robustness=False), "en")
    assert 0.0 < real_time(voice, lines) < 10.0
