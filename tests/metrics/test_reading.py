from __future__ import annotations

import pytest

from voxloom.metrics.reading import as_read
from voxloom.metrics.spelling import as_written

# What was said, and what a recogniser writes that heard every word.
SAME = {
    "es": [
        ("La temperatura es de veinticinco grados.", "la temperatura es de 25 grados"),
        ("Quedan cinco minutos.", "Quedan 5 minutos"),
        ("El precio es de tres euros.", "El precio es de 3 €."),
        ("¿Qué hora es?", "Qué hora es."),
    ],
    "fr": [
        ("Il fait vingt-cinq degrés.", "Il fait 25 degrés."),
        ("Le train part à vingt heures trente.", "le train part à 20h30"),
        ("Ma sœur n'est pas là.", "Ma soeur n’est pas là"),
    ],
    "it": [
        ("Restano dodici minuti.", "Restano 12 minuti."),
        ("Il tavolo è prenotato alle venti e trenta.", "il tavolo è prenotato alle 20:30"),
    ],
    "de": [
        (
            "Der Tisch ist für neunzehn Uhr dreißig bestellt.",
            "Der Tisch ist für 19:30 Uhr bestellt",
        ),
        ("Das macht vierzig Euro.", "Das macht 40 Euro."),
        ("Die Straße ist lang.", "die Strasse ist lang"),
    ],
    "ru": [
        ("Осталось пять минут.", "Осталось 5 минут."),
        ("Ещё раз через двадцать один день.", "Еще раз через 21 день"),
    ],
    "zh": [
        ("价格是二十五元。", "价格是25元"),
        ("請按三，然後等候。", "请按3然后等候"),
    ],
}
PAIRS = [(language, *pair) for language, pairs in SAME.items() for pair in pairs]


@pytest.mark.parametrize(("language", "said", "heard"), PAIRS)
def test_ways_of_writing_are_the_same_words(language: str, said: str, heard: str) -> None:
    spelling = as_read(language)
    assert spelling.words(said) == spelling.words(heard)


def test_other_words_stay_other_words() -> None:
    assert as_read("es").words("pulse cinco") != as_read("es").words("pulse 6")
    assert as_read("de").words("schon") != as_read("de").words("schön")


def test_chinese_words_are_characters_without_the_gaps_between_them() -> None:
    assert as_read("zh").words("请 按3。") == ["请", "按", "三"]
    assert (as_read("zh").gap, as_read("es").gap) == ("", " ")


def test_english_is_left_to_whispers_own_normalisation() -> None:
    assert as_read("en").words("It's 25 degrees!") == ["it", "is", "25", "degrees"]
    assert as_read("en") == as_written("en")


def test_what_cannot_be_read_is_compared_as_it_stands() -> None:
    """A recogniser that loops writes what no person would."""
    assert as_read("es").words("ja" * 2000) == ["ja" * 2000]


def test_what_was_read_is_read_the_same_again() -> None:
    """A reference is in words, or not where a corpus is not normalised."""
    for language, said, _ in PAIRS:
        spelling = as_read(language)
        assert spelling.words(" ".join(spelling.words(said))) == spelling.words(said)
