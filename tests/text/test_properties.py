"""What holds for any text at all, in every language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voxloom.text.letters.errors import TextError
from voxloom.text.letters.judge import checked
from voxloom.text.reading.normalize import normalizer
from voxloom.text.reading.rules.languages import LANGUAGES, rewrite

FAST = {"en": 120, "zh": 150, "ru": 150}
SLOW = {"en": 12_000, "zh": 9_000, "ru": 9_000, "de": 5_000, "es": 5_000, "fr": 5_000, "it": 5_000}
GROWTH, ALLOWANCE = 40, 100  # characters out for one in; `°` and a date grow most

WORDS = {
    "en": ["code", "PIN", "ext.", "Dr.", "VIP", "IV", "Chapter", "Mon-Fri", "is", "May", "12/31"],
    "zh": ["验证码", "拨打", "第", "号", "年", "月", "2024-05-06", "￥", "3-5天", "VIP", "点"],
    "ru": ["код", "руб.", "мая", "году", "глава IV", "XX век", "№", "5-й", "т. е.", "мин."],
    "de": ["am 3. Mai", "PIN", "Uhr", "z. B.", "4,50 €", "Str.", "Kapitel IV", "1.234,56"],
    "es": ["código", "siglo XX", "Sra.", "1.ª", "EE. UU.", "4,50 €", "ext.", "mayo"],
    "fr": ["code", "6h30", "n°", "XXe siècle", "M.", "4,50 €", "1er", "poste", "mai"],
    "it": ["codice", "XX secolo", "Sig.ra", "1°", "4,50 €", "alle", "interno", "maggio"],
}
SIGNS = "0123456789.,:;/-+*#@&%()'\"$€£°ºª!?=<>_ \u00a0\u200b\u00adxIVé中р"


def prompts(language: str) -> st.SearchStrategy[str]:
    """What people write, and what nobody does."""
    pieces = st.one_of(
        st.sampled_from(WORDS[language]),
        st.integers(0, 10**9).map(str),
        st.decimals(0, 9999, places=2).map(str),
        st.times().map(lambda time: time.strftime("%H:%M")),
        st.dates().map(lambda date: date.strftime("%d.%m.%Y")),
        st.dates().map(lambda date: date.isoformat()),
        st.text(SIGNS, max_size=8),
        st.text(max_size=6),
    )
    return st.lists(pieces, max_size=7).map(" ".join)


def holds(text: str, language: str) -> None:
    """A text is refused with a code, or read once and for all, at a bounded length."""
    read: Callable[[str], str] = normalizer(language)
    try:
        kept = checked(text, language)
        once = read(kept)
    except TextError:
        return
    assert read(once) == once
    assert len(once) <= GROWTH * len(kept) + ALLOWANCE
    strange = [c for c in once if unicodedata.category(c)[0] == "C" or c == "\ufffd"]
    assert not strange


@pytest.mark.parametrize("language", FAST)
def test_read_once_and_for_all(language: str) -> None:
    @settings(max_examples=FAST[language], deadline=None)
    @given(prompts(language))
    def check(text: str) -> None:
        holds(text, language)

    check()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_read_once_and_for_all_in_fifty_thousand_texts(language: str) -> None:
    @settings(max_examples=SLOW[language], deadline=None, suppress_health_check=list(HealthCheck))
    @given(prompts(language))
    def check(text: str) -> None:
        holds(text, language)

    check()


RUNS = (
    "*",
    "x",
    "1-",
    "0",
    "a ",
    "1 ",
    ". ",
    "A1",
    "$1 ",
    "1.",
    "1,",
    "1/",
    "-",
    "#",
    "'",
    "a.",
    "一1",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_runs_of_anything_end(language: str) -> None:
    """A rule that tries every way to part a run would not."""
    for run in RUNS:
        for end in ("", " B", "1", "!"):
            assert rewrite(run * 500 + end, language)


def test_the_examples_are_fifty_thousand() -> None:
    assert sum(SLOW.values()) == 50_000
    assert set(SLOW) == set(LANGUAGES)
