from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.text.letters.errors import TextError
from voxloom.text.reading.normalize import LONGEST, Normalizer, normalizer, sentences, tidy
from voxloom.text.reading.rules.languages import rewrite
from voxloom.text.reading.transducer import Transducer

ENGLISH = [
    (
        "call 555-0199 before 6:30 pm, it costs $4.50",
        "call five five five, zero one nine nine before six thirty PM, "
        "it costs four dollars fifty cents",
    ),
    ("Press 1 for sales.", "Press one for sales."),
    ("press * to pause, press # to exit", "press star to pause, press pound to exit"),
    ("Enter it followed by #.", "Enter it followed by pound."),
    ("May 5, 2012", "may fifth, twenty twelve"),
    ("It's 50% off!", "It's fifty percent off!"),
    ("Dr. Smith is on the 3rd floor.", "doctor Smith is on the third floor."),
    ("(212) 555-0199", "two one two, five five five, zero one nine nine"),
    ("1-800-555-0199", "one, eight hundred, five five five, zero one nine nine"),
    ("Visit www.example.org now", "Visit WWW dot example dot org now"),
    ("Don't move; wait here.", "Don't move; wait here."),
    ("  two\tspaces\nand \x07 a bell\u200b ", "two spaces and a bell"),
    ("cafe\u0301", "caf\u00e9"),
    ("wait ...", "wait..."),
    ("The Δ T of α", "The delta T of alpha"),
    ("C♯ minor, B♭, ♯ and ♭.", "C sharp minor, B flat, sharp and flat."),
    ("", ""),
]
CHINESE = [
    (
        "请在下午6:30之前拨打555-0199，费用为4.50美元。",
        "请在下午六点三十分之前拨打五五五，零幺九九，费用为四点五零美元。",
    ),
    ("您有3条新消息。", "您有三条新消息。"),
    ("请按 1 查询余额，按#返回。", "请按一查询余额，按井号键返回。"),
    ("今天是2024年5月6日", "今天是二零二四年五月六日"),
    ("拨打13812345678", "拨打幺三八，幺二三四，五六七八"),
]


@pytest.fixture(scope="module")
def english() -> Normalizer:
    return Normalizer("en")


@pytest.fixture(scope="module")
def chinese() -> Normalizer:
    return Normalizer("zh")


@pytest.mark.parametrize(("written", "spoken"), ENGLISH)
def test_english(english: Normalizer, written: str, spoken: str) -> None:
    assert english(written) == spoken


@pytest.mark.parametrize(("written", "spoken"), CHINESE)
def test_chinese(chinese: Normalizer, written: str, spoken: str) -> None:
    assert chinese(written) == spoken


# Prompts are made of words, numbers, prices and the marks between them.
PROMPTS = st.lists(
    st.one_of(
        st.sampled_from(["press", "Dr.", "the", "It's", "A.M.", "St.", "for", "...", "[1]", "IV"]),
        st.integers(0, 10**7).map(str),
        st.decimals(0, 9999, places=2).map(lambda price: f"${price}"),
        st.times().map(lambda time: time.strftime("%H:%M")),
        st.dates().map(lambda date: date.isoformat()),
        st.text("abcXYZ09 .,:;!?'-/#*@&%()\"\\{}", max_size=8),
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(PROMPTS)
def test_normalizing_twice_is_normalizing_once(prompt: str) -> None:
    """Where there is a reading at all; no other exception may come out."""
    try:
        once = normalizer("en")(prompt)
    except TextError:
        return
    assert normalizer("en")(once) == once


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    try:
        once = normalizer("en")(text)
    except TextError:
        return
    assert normalizer("en")(once) == once
    assert once == tidy(once, "en")


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_tidying_twice_is_tidying_once(text: str, language: str) -> None:
    once = tidy(text, language)
    assert tidy(once, language) == once
    assert "\n" not in once
    assert "  " not in once


def test_a_long_announcement_is_read_sentence_by_sentence(english: Normalizer) -> None:
    announcement = " ".join(
        f"For extension {number}, press {number % 10}. Thank you for waiting."
        for number in range(60)
    )
    spoken = english(announcement)
    assert spoken.count("Thank you for waiting.") == 60
    assert not any(character.isdigit() for character in spoken)


def test_words_without_any_full_stop_are_cut_between_words(english: Normalizer) -> None:
    words = "please hold the line and we will be with you " * 60
    assert max(map(len, sentences(words.strip(), "en"))) <= LONGEST
    assert english(words) == words.strip()


@given(st.lists(st.sampled_from(["Hello", "wait.", "now!", "5", "and,", "$3"]), max_size=200))
def test_cutting_loses_no_word(words: list[str]) -> None:
    pieces = sentences(" ".join(words), "en")
    assert " ".join(pieces).split() == words


def test_a_cut_never_parts_a_number_from_its_neighbour() -> None:
    assert sentences("Call at 5. Then wait.", "en") == ["Call at 5. Then wait."]
    assert sentences("Wait here. Then call.", "en") == ["Wait here.", "Then call."]
    assert sentences("See Dr. Smith", "en") == ["See Dr. Smith"]
    assert sentences("Ask Prof. Lee. Then call.", "en") == ["Ask Prof. Lee. Then call."]
    assert sentences("Ask the Dept. of Works. Then call.", "en") == [
        "Ask the Dept. of Works.",
        "Then call.",
    ]
    assert sentences("It is in Sept. We will call.", "en") == ["It is in Sept. We will call."]
    for piece in sentences("for 5 dollars take 7 apples home " * 30, "en"):
        assert not piece[0].isdigit()
        assert not piece[-1].isdigit()


def test_what_cannot_be_cut_is_refused_before_it_costs_minutes(english: Normalizer) -> None:
    with pytest.raises(TextError, match="without a place to cut") as caught:
        english("1." * 5000)
    assert caught.value.code == "not_normalized"


def test_numbers_alone_are_cut_behind_commas_before_spaces_before_hyphens() -> None:
    assert set(sentences("pay 1 000 000, " * 60 + "now", "fr")[0].split(",")[:-1]) == {
        "pay 1 000 000",
        " pay 1 000 000",
    }
    for unit in ("$1 ", "1-", "one-", "1,", "pay 5, ", "5: 6 "):
        pieces = sentences(unit * 500, "en")
        assert max(map(len, pieces)) <= LONGEST
        assert "".join(pieces).replace(" ", "") == (unit * 500).replace(" ", "")


@pytest.mark.parametrize("unit", ["$1 ", "$1.50 $2 ", "1 ", "1,", "1-", "a1 ", "6/15 "])
def test_a_thousand_characters_of_numbers_are_read_in_seconds(
    english: Normalizer, unit: str
) -> None:
    start = time.process_time()
    spoken = english(unit * (1000 // len(unit)))
    assert time.process_time() - start < 4
    assert not any(character.isdigit() for character in spoken)


@pytest.mark.parametrize("language", ["en", "zh", "de", "it", "ru"])
def test_what_the_rules_make_longer_is_not_refused_for_its_length(language: str) -> None:
    spoken = Normalizer(language)("1-" * 500)
    assert spoken
    assert not any(character.isdigit() for character in spoken)


def test_a_sentence_the_grammar_fails_on_is_refused_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """nemo itself logs a warning and returns the text as it was."""
    best = Transducer.best

    def fails(self: Transducer, text: str) -> str | None:
        if "tokens" in text:  # tagged, to be put in words
            raise ValueError("no such arc")
        return best(self, text)

    monkeypatch.setattr(Transducer, "best", fails)
    with pytest.raises(TextError, match="no such arc") as caught:
        Normalizer("en")("Press 987654 now.")
    assert caught.value.code == "not_normalized"


def test_an_iso_date_is_no_telephone_number() -> None:
    assert rewrite("el 2024-05-06", "es") == "el seis de mayo de dos mil veinticuatro"
    assert rewrite("400-8200", "es") == "cuatro cero cero, ocho dos cero cero"
