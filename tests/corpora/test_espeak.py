from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from voxloom.audio.read.decode import decode
from voxloom.core.errors import VoxloomError
from voxloom.corpora import espeak as corpus
from voxloom.text.sounds.espeak_library import Espeak, espeak

needs_espeak = pytest.mark.skipif(
    importlib.util.find_spec("espeakng_loader") is None,
    reason="the extra `espeak` is not installed",
)


@needs_espeak
def test_it_speaks() -> None:
    audio = espeak("en").synthesize("Please hold the line.")
    assert audio.rate == 22050
    assert 0.8 < audio.seconds < 3.0
    assert 0.05 < np.abs(audio.samples).max() <= 1.0


@needs_espeak
def test_the_same_words_give_the_same_samples_whatever_was_said_before() -> None:
    first = espeak("en").synthesize("One.")
    espeak("en").synthesize("Please hold the line.")
    espeak("de").synthesize("Eins.")
    np.testing.assert_array_equal(espeak("en").synthesize("One.").samples, first.samples)


@needs_espeak
def test_two_voices_do_not_disturb_each_other() -> None:
    english, german = Espeak("en"), Espeak("de")
    before = english.phonemes("hand"), german.phonemes("hand")
    assert before[0] != before[1]
    with pytest.raises(VoxloomError):
        Espeak("tlh-none")
    assert (english.phonemes("hand"), german.phonemes("hand")) == before
    assert english.synthesize("Hello.").seconds > 0.2


@needs_espeak
def test_faster_is_shorter() -> None:
    text = "Please hold the line, somebody will be with you in a moment."
    assert (
        espeak("en").synthesize(text, 250).seconds
        < 0.8 * espeak("en").synthesize(text, 130).seconds
    )


@needs_espeak
@pytest.mark.parametrize(
    ("language", "text", "phonemes"),
    [
        ("en", "hello world", "həlˈoʊ wˈɜːld"),
        ("de", "eins", "ˈaɪns"),
        ("es", "hola", "ˈola"),
        ("zh", "您好", "niɜnχˈɑu"),
    ],
)
def test_phonemes_are_ipa(language: str, text: str, phonemes: str) -> None:
    assert espeak(language).phonemes(text).startswith(phonemes)


@needs_espeak
def test_phonemes_of_several_clauses_are_all_there() -> None:
    assert espeak("en").phonemes("One. Two, three!") == "wˌʌn tˈuː θɹˈiː"
    assert espeak("en").phonemes("") == ""


@needs_espeak
def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(VoxloomError, match="no voice 'tlh-none'"):
        Espeak("tlh-none")


def test_without_the_extra_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(VoxloomError, match=r"voxloom\[espeak\]"):
        Espeak("en")


@needs_espeak
def test_the_offline_corpus_has_a_recording_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    spoken = corpus.load("en", tmp_path)
    assert len(spoken.recordings) > 50
    assert len({recording.id for recording in spoken.recordings}) == len(spoken.recordings)
    assert all(recording.text for recording in spoken.recordings)
    for recording in spoken.recordings[::25]:
        assert decode(recording.path).seconds > 0.3
    assert spoken.license == "CC0-1.0"


def test_the_offline_corpus_is_english_only(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match=r"ingest\.language"):
        corpus.load("fr", tmp_path)
