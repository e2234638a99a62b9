"""What is left out of a text that is to be said, where a transcript would be refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import NO_LEXICON, Reading, read
from voxloom.text.reading.preview import Preview
from voxloom.text.sounds.params import TextParams

LEFT_OUT = [
    ("characters", "en", "№ five, → here", "five, here", ["№→"]),
    ("characters", "en", "it costs ₿", "it costs", ["₿"]),
    ("pinyin", "zh", "您好これ再见", "您好 再见", ["こ", "れ"]),
    ("phonemes", "zh", "我有兄弟", "我有 弟", ["兄"]),
    ("phonemes", "ja", "これは日本です", "これは です", ["日本"]),
]
REFUSED = [
    ("characters", "en", "Dial 5 now №"),
    ("phonemes", "ja", "三月です"),  # the figures of a date, in words
    ("characters", "en", "№ №"),
]


# What is said of it, and what is told to be left out.
PIECES = {
    "now": ("now", ""),
    "hello,": ("hello,", ""),
    "<Enter>": ("enter", ""),
    "ΔT": ("delta t", ""),
    "C♯": ("c sharp", ""),
    "say東京tower": ("say tower", "東京"),
    "(東京)": ("", "東京"),
    "Чехов": ("", "Чехов"),
    "pаypal": ("", "pаypal"),
    "♀": ("", "♀"),
    "→": ("", "→"),
}


def reading(tokens: str, language: str, text: str, leave_out: bool) -> Reading:
    params = TextParams.model_validate({"normalize": False, "tokens": tokens, "lexicon": None})
    return read(text, language, params, NO_LEXICON, leave_out)


def require(tokens: str) -> None:
    needed = {"pinyin": "pypinyin", "phonemes": "espeakng_loader"}
    if tokens in needed:
        pytest.importorskip(needed[tokens])


@pytest.mark.parametrize(("tokens", "language", "text", "spoken", "left_out"), LEFT_OUT)
def test_signs_and_words_without_a_sound_are_left_out(
    tokens: str, language: str, text: str, spoken: str, left_out: list[str]
) -> None:
    require(tokens)
    with pytest.raises(TextError) as caught:
        reading(tokens, language, text, leave_out=False)
    said = reading(tokens, language, text, leave_out=True)
    assert said.spoken == spoken
    assert [error.value for error in said.left_out] == left_out
    assert said.left_out[0].code == caught.value.code
    assert said.tokens == reading(tokens, language, spoken, leave_out=False).tokens


@pytest.mark.parametrize(("tokens", "language", "text"), REFUSED)
def test_numbers_and_whole_texts_are_not(tokens: str, language: str, text: str) -> None:
    require(tokens)
    with pytest.raises(TextError):
        reading(tokens, language, text, leave_out=True)


@settings(deadline=None)
@given(st.lists(st.sampled_from(list(PIECES)), min_size=1, max_size=12))
def test_nothing_is_lost_without_a_word(pieces: list[str]) -> None:
    pieces = ["now", *pieces]
    seen = Preview.in_language("en", phones=False).of(" ".join(pieces), phones=False, why=False)
    said = " ".join(PIECES[piece][0] for piece in pieces)
    assert words(seen.lines[0]) == words(said)
    told = {sign for error in seen.left_out for sign in error.value}
    assert told == set("".join(PIECES[piece][1] for piece in pieces))


def words(spoken: str) -> list[str]:
    return spoken.lower().replace(",", " ").split()
