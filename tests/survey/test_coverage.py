from __future__ import annotations

import pytest

from voxloom.core.manifest import Split, TextRow
from voxloom.survey.coverage import coverage, diphones, spoken_phones, words
from voxloom.survey.inventory import inventory
from voxloom.text.sounds.params import TextParams

LANGUAGES = ("en", "es", "fr", "it", "ru", "de")
COUNTING = {
    "en": "one two three four five six seven eight nine ten",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "it": "uno due tre quattro cinque sei sette otto nove dieci",
    "ru": "один два три четыре пять шесть семь восемь девять десять",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn",
}


def row(tokens: str, split: Split = "train") -> TextRow:
    return TextRow(id="x", text=tokens, spoken=tokens, tokens=tokens, split=split)


def test_stress_pauses_and_boundaries_are_no_phones() -> None:
    assert spoken_phones("ðæt ˈiːz, ɪt.") == ["ð", "æ", "t", "iː", "z", "ɪ", "t"]


def test_words_run_together_and_pauses_part() -> None:
    assert diphones("ab c, d.") == [
        ("_", "a"),
        ("a", "b"),
        ("b", "c"),
        ("c", "_"),
        ("_", "d"),
        ("d", "_"),
    ]


def test_coverage_counts_what_is_missing_and_what_is_rare() -> None:
    held = coverage([row("aab"), row("a", "test")], frozenset("abz"))
    assert held.phones == {"a": 3, "b": 1, "z": 0}
    assert held.rarer_than(2) == {"b": 1, "z": 0}
    assert held.heard == 2


def test_held_out_pairs_that_training_lacks() -> None:
    held = coverage([row("ab"), row("ba", "test"), row("ab", "validation")], frozenset())
    assert held.heldout == pytest.approx(0.5)  # of 6 pairs, those of `ba` are not in `ab`
    assert coverage([row("ab")], frozenset()).heldout is None


def test_words_of_every_script() -> None:
    assert words("Don't, X-ray… l’été") == ["don't", "x-ray", "l’été"]
    assert words("你好, OK") == ["你", "好", "ok"]
    assert words("Съешь ещё!") == ["съешь", "ещё"]
    assert words("4 & 7") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_of_a_language_are_in_its_inventory(language: str) -> None:
    assert set(COUNTING[language].replace(" ", "")) <= inventory(language, "characters")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_inventory_is_written_as_the_texts_are(language: str) -> None:
    pytest.importorskip("espeakng_loader", reason="phonemes need the extra espeak")
    from voxloom.text.reading.front_end import read

    params = TextParams.model_validate({"normalize": False, "tokens": "phonemes", "lexicon": None})
    spoken = {
        p
        for word in COUNTING[language].split()
        for p in spoken_phones(read(word, language, params).tokens)
    }
    assert spoken <= inventory(language, "phonemes")


def test_a_language_not_in_the_table_has_none() -> None:
    assert inventory("tlh", "phonemes") == frozenset()
