"""What the normalizer reads, rule by rule: `cases/LANGUAGE.tsv`."""

from __future__ import annotations

from pathlib import Path

import pytest

from voxloom.text.reading.front_end import LIBRARY_ONLY
from voxloom.text.reading.normalize import normalizer
from voxloom.text.reading.rules.codes import KEYS
from voxloom.text.reading.rules.languages import LANGUAGES

CASES = Path(__file__).parent / "cases"
AT_LEAST = {"en": 120, "zh": 60}
COMPILED_BY_THE_MINUTE = ("de", "es", "fr", "it")  # their grammars, on a fresh machine


def cases(language: str) -> list[tuple[str, str, str]]:
    lines = (CASES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(rule, written, spoken) for rule, written, spoken in rows]


def marks(language: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.slow] if language in COMPILED_BY_THE_MINUTE else []


@pytest.mark.parametrize(
    ("language", "rule", "written", "spoken"),
    [
        pytest.param(language, *case, marks=marks(language))
        for language in LANGUAGES
        for case in cases(language)
    ],
)
def test_reading(language: str, rule: str, written: str, spoken: str) -> None:
    read = normalizer(language)(written)
    assert read == spoken
    assert normalizer(language)(read) == read


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_long_enough_and_says_nothing_twice(language: str) -> None:
    written = [case[1] for case in cases(language)]
    assert len(written) >= AT_LEAST.get(language, 20)
    assert len(set(written)) == len(written)
    assert language in KEYS


LIBRARY = {
    "ar": ("لدي 3 كتب", "لدي ثلاثة كتب"),
    "hi": ("मेरे पास 3 किताबें हैं", "मेरे पास तीन किताबें हैं"),
    "hu": ("Van 3 könyvem.", "Van három könyvem."),
    "hy": ("3 խնձոր", "երեք խնձոր"),
    "ja": ("3月3日は5時です", "三月三日は五時です"),
    "ko": ("사과 3개", "사과 세개"),
    "pt": ("Você tem 3 mensagens.", "Você tem três mensagens."),
    "sv": ("Jag har 3 böcker.", "Jag har tre böcker."),
    "vi": ("Tôi có 3 con mèo.", "Tôi có ba con mèo."),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", LIBRARY_ONLY)
def test_the_library_reads_the_other_languages(language: str) -> None:
    written, spoken = LIBRARY[language]
    assert normalizer(language)(written) == spoken
