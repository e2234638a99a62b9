from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest

from voxloom.metrics.robustness import canonical_words, count_edits
from voxloom.systems.voice.evaluate import sentences as judging
from voxloom.systems.voice.prior import sentences as choosing
from voxloom.text.letters.sentences import Sentence, read_sentences
from voxloom.text.reading.front_end import prepare, read
from voxloom.text.sounds.params import TextParams

KINDS = {
    "free": {"harvard": 50, "telephone": 50},
    "development": {"harvard": 20, "telephone": 20},
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
LENGTHS = {"harvard": (7, 10), "telephone": (6, 16), "one_word": (1, 1), "long": (55, 66)}


NAMES = tuple(KINDS)


def load(name: str) -> list[Sentence]:
    return read_sentences(choosing if name == "development" else judging, name)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


@pytest.mark.parametrize("name", NAMES)
def test_kinds_and_lengths(name: str) -> None:
    sentences = load(name)
    assert Counter(sentence.kind for sentence in sentences) == KINDS[name]
    for sentence in sentences:
        shortest, longest = LENGTHS.get(sentence.kind, (1, 20))
        assert shortest <= len(sentence.text.split()) <= longest, sentence


def test_no_sentence_stands_twice_or_in_the_offline_corpus() -> None:
    corpus = resources.files("voxloom.corpora").joinpath("sentences.txt").read_text("utf-8")
    texts = [plain(sentence.text) for name in NAMES for sentence in load(name)]
    assert len(set(texts)) == len(texts)
    assert not set(texts) & set(map(plain, corpus.splitlines()))


def test_numbers_in_free_are_few() -> None:
    assert sum(bool(re.search(r"\d", sentence.text)) for sentence in load("free")) <= 6


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_speakable(name: str) -> None:
    pytest.importorskip("espeakng_loader")
    params = TextParams(normalize=True, tokens="phonemes", lexicon=None)
    prepare("en", params)
    for sentence in load(name):
        assert read(sentence.text, "en", params).tokens, sentence


@pytest.mark.parametrize("name", NAMES)
def test_a_recogniser_that_writes_the_sentence_as_it_stands_is_without_edits(name: str) -> None:
    params = TextParams(normalize=True, tokens="characters", lexicon=None)
    prepare("en", params)
    for sentence in load(name):
        expected = canonical_words(read(sentence.text, "en", params).spoken, "en")
        assert expected
        assert not any(count_edits(expected, canonical_words(sentence.text, "en"))), sentence
