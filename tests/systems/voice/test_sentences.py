from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest

from voxloom.metrics.robustness import canonical_words, count_edits
from voxloom.systems.voice.evaluate import sentences as judging
from voxloom.systems.voice.prior import sentences as choosing
from voxloom.text.letters.sentences import Sentence, languages_of, read_sentences
from voxloom.text.letters.words import count_words
from voxloom.text.reading.front_end import prepare, read
from voxloom.text.reading.preview import Preview
from voxloom.text.sounds.params import TextParams

LANGUAGES = ("de", "en", "es", "fr", "it", "ru", "zh")
KINDS = {
    "free": {"harvard": 50, "telephone": 50},
    "development": {"harvard": 30, "telephone": 30},
    "robustness": {
        "repeated": 45,
        "digits": 50,
        "one_word": 45,
        "long": 25,
        "punctuation": 45,
        "letters": 40,
        "ordinary": 50,
    },
}
ENGLISH_KINDS = {**KINDS, "development": {"harvard": 20, "telephone": 20}}
LENGTHS = {"harvard": (4, 10), "telephone": (4, 16), "one_word": (1, 1), "long": (55, 66)}
CHARACTERS = {"harvard": (8, 16), "telephone": (7, 18)}  # in Chinese
FEW_NUMBERS = 6

SETS = [
    *((name, language) for name in ("free", "development") for language in LANGUAGES),
    ("robustness", "en"),
]


def load(name: str, language: str) -> list[Sentence]:
    return read_sentences(choosing if name == "development" else judging, name, language)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


def test_every_language_has_them_but_for_those_made_to_break_a_voice() -> None:
    assert languages_of(judging, "free") == languages_of(choosing, "development") == [*LANGUAGES]
    assert languages_of(judging, "robustness") == ["en"]


@pytest.mark.parametrize(("name", "language"), SETS)
def test_kinds_and_lengths(name: str, language: str) -> None:
    sentences = load(name, language)
    kinds = ENGLISH_KINDS if language == "en" else KINDS
    assert Counter(sentence.kind for sentence in sentences) == kinds[name]
    lengths = CHARACTERS if language == "zh" else LENGTHS
    for sentence in sentences:
        shortest, longest = lengths.get(sentence.kind, (1, 20))
        assert shortest <= count_words(sentence.text, language) <= longest, sentence


def test_no_sentence_stands_twice_or_in_the_offline_corpus() -> None:
    corpus = resources.files("voxloom.corpora").joinpath("sentences.txt").read_text("utf-8")
    texts = [plain(sentence.text) for name, language in SETS for sentence in load(name, language)]
    assert len(set(texts)) == len(texts)
    assert not set(texts) & set(map(plain, corpus.splitlines()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_in_free_are_few(language: str) -> None:
    with_numbers = [each for each in load("free", language) if re.search(r"\d", each.text)]
    assert len(with_numbers) <= FEW_NUMBERS


@pytest.mark.parametrize(("name", "language"), SETS)
def test_every_sentence_is_spoken_whole(name: str, language: str) -> None:
    pytest.importorskip("pypinyin" if language == "zh" else "espeakng_loader")
    preview = Preview.in_language(language, phones=True)
    preview.prepare()
    for sentence in load(name, language):
        seen = preview.of(sentence.text, phones=True, why=False)
        assert len(seen.lines) == 2
        assert seen.left_out == (), sentence


@pytest.mark.parametrize("name", KINDS)
def test_a_recogniser_that_writes_the_sentence_as_it_stands_is_without_edits(name: str) -> None:
    params = TextParams(normalize=True, tokens="characters", lexicon=None)
    prepare("en", params)
    for sentence in load(name, "en"):
        expected = canonical_words(read(sentence.text, "en", params).spoken, "en")
        assert expected
        assert not any(count_edits(expected, canonical_words(sentence.text, "en"))), sentence
