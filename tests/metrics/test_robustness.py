from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.metrics.robustness import (
    LONGEST,
    SHORTEST,
    Edits,
    canonical_words,
    count_edits,
    pool,
    score,
)

NONE = Edits(0, 0, 0, 0)
WORDS = st.lists(st.sampled_from(["please", "hold", "the", "line", "5", "o", "b", "m", "bm"]))
DIFFERENT_WORDS = st.lists(
    st.sampled_from(["please", "hold", "until", "somebody", "answers", "your", "call"]),
    min_size=1,
    unique=True,
)
# Spoken words, and what a recogniser that heard every one may write.
SAME = [
    ("five five five zero one nine nine", "5550199"),
    ("five five five, zero one nine nine", "555-0199."),
    ("five five five, zero one nine nine", "5 5 5 0 1 9 9"),
    ("one, eight hundred, five five five, zero one three seven", "1-800-555-0137"),
    ("one eight hundred five five five zero one three seven", "1-800-555-0137"),
    ("plus fifteen or minus five", "+15 or -5"),
    ("Your code is zero zero four two.", "Your code is 0042."),
    ("You entered seven oh seven oh.", "You entered 7070."),
    ("three nine twelve eighteen twenty seven", "3, 9, 12, 18, 27"),
    ("one two three, three two one", "123 321"),
    ("About one thousand five hundred people called.", "About 1,500 people called."),
    ("The bill comes to eighteen dollars seventy five cents.", "The bill comes to $18.75"),
    ("a thirty percent chance", "A 30% chance"),
    ("on may third, twenty sixteen", "on May 3, 2016"),
    ("at six twenty", "at 6:20"),
    ("at six oh five", "at 6:05"),
    ("at five o'clock", "at 5:00"),
    ("before nine AM", "before 9 a.m."),
    ("one by one", "1 by 1"),
    ("I B M", "IBM"),
    ("IBM", "i b m"),
    ("M N, M N, M N.", "MN, MN, MN"),
    ("O U O E I", "OUOEI"),
    ("H E L L O spells hello.", "HELLO spells hello."),
    ("A-B-C, then D-E-F.", "ABC, then DEF"),
    ("The code is R four K nine.", "The code is R4K9."),
    ("W W W", "www."),
    ("O K, see you then.", "Okay, see you then."),
    ("the web site", "The website!"),
    ("(Please hold.)", "Please hold."),
    ("It isn't, hmm, late...", "It is not late"),
    ("The answer—at last—was yes.", "The answer, at last, was yes."),
]
DIFFERENT = [
    ("no no no no, not that one", "No, no, no, not that one.", Edits(1, 0, 0, 0)),
    ("no no, not that one", "No, no, no, no, not that one.", Edits(0, 2, 0, 0)),
    ("please hold the line", "Please hold, please hold the line.", Edits(0, 2, 0, 0)),
    ("please hold the line", "Please hold the line, the line, the line", Edits(0, 4, 0, 0)),
    ("please hold the line", "please please now hold the line", Edits(0, 1, 1, 0)),
    ("please hold the line", "please hold the yellow line", Edits(0, 0, 1, 0)),
    ("please hold the line", "please hold the lime", Edits(0, 0, 0, 1)),
    ("please hold the line", "please the line", Edits(1, 0, 0, 0)),
    ("please hold the line", "", Edits(4, 0, 0, 0)),
    ("[beep]", "", Edits(1, 0, 0, 0)),
    ("hmm", "the end", Edits(0, 0, 2, 0)),
    ("five five five, zero one nine nine", "555-199", Edits(1, 0, 0, 0)),
    ("five five five, zero one nine nine", "5555-0199", Edits(0, 1, 0, 0)),
    ("five five five, zero one nine nine", "555-0139", Edits(0, 0, 0, 1)),
    ("I B M", "IBN.", Edits(0, 0, 0, 1)),
    ("I B M", "I B B M", Edits(0, 1, 0, 0)),
    ("Watch it on T V tonight", "Watch it on TV.", Edits(1, 0, 0, 0)),
]


def edits(reference: str, heard: str) -> Edits:
    return count_edits(canonical_words(reference, "en"), canonical_words(heard, "en"))


@pytest.mark.parametrize(("spoken", "written"), SAME)
def test_ways_of_writing_are_no_edits(spoken: str, written: str) -> None:
    assert edits(spoken, written) == NONE
    assert edits(written, spoken) == NONE


@pytest.mark.parametrize(("spoken", "heard", "expected"), DIFFERENT)
def test_edits(spoken: str, heard: str, expected: Edits) -> None:
    assert edits(spoken, heard) == expected


@given(WORDS)
def test_what_was_said_has_no_edits(words: list[str]) -> None:
    assert count_edits(words, words) == NONE


@given(WORDS, WORDS)
def test_edits_explain_the_difference_in_length(reference: list[str], heard: list[str]) -> None:
    found = count_edits(reference, heard)
    if "bm" not in [*reference, *heard]:  # else words may be joined or split
        extra = found.repeated + found.inserted - found.skipped
        assert len(reference) + extra == len(heard)
    assert found.skipped + found.substituted <= len(reference)


@given(DIFFERENT_WORDS, st.data())
def test_a_phrase_said_again_is_repeated_and_one_left_out_is_skipped(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    times = data.draw(st.integers(1, 3))
    phrase = words[start:end]
    again = words[:end] + phrase * times + words[end:]
    assert count_edits(words, again) == Edits(0, len(phrase) * times, 0, 0)
    assert count_edits(words, words[:start] + words[end:]) == Edits(len(phrase), 0, 0, 0)


def test_other_languages_keep_their_words() -> None:
    assert canonical_words("Été : 15, one !", "fr") == ["été", "quinze", "one"]
    assert canonical_words("请按3。", "zh") == ["请", "按", "三"]


def test_runaway() -> None:
    for ratio, runaway in [(SHORTEST - 0.01, True), (SHORTEST, False), (LONGEST, False)]:
        assert score("digits", "one", "1", "en", ratio).runaway is runaway
    assert score("digits", "one", "1", "en", LONGEST + 0.01).runaway


def test_pool_is_over_words_by_kind_and_overall() -> None:
    figures = pool(
        [
            score("digits", "five five five", "55", "en", 0.5),
            score("digits", "one", "1", "en", 1.0),
            score("ordinary", "please hold the line", "please please hold a line", "en", 1.25),
        ]
    )
    assert figures["digits.words"] == 4.0
    assert figures["digits.skipped"] == pytest.approx(1 / 4)
    assert figures["ordinary.repeated"] == figures["ordinary.substituted"] == pytest.approx(1 / 4)
    assert figures["overall.skipped"] == pytest.approx(1 / 8)
    assert figures["overall.inserted"] == 0.0
    assert figures["overall.sentences_with_skips"] == 1.0
    assert figures["overall.sentences_with_repeats"] == 1.0
    assert (figures["overall.sentences"], figures["overall.runaway"]) == (3.0, 1.0)
    assert (figures["overall.shortest"], figures["overall.longest"]) == (0.5, 1.25)
    assert all(isinstance(figure, float) for figure in figures.values())


def test_without_a_recogniser_there_are_lengths_and_no_rates() -> None:
    figures = pool([score("digits", "five five five", None, "en", 2.0)])
    assert figures["overall.runaway"] == 1.0
    assert "overall.skipped" not in figures
    assert pool([]) == {}
