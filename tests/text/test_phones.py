from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.core.errors import VoxloomError
from voxloom.text.sounds.phones import BOUNDARY, PAUSES, RARE, Phone, PhoneSet, phones

PHONES = PhoneSet.of(["piː tə", *["a."] * RARE], "en", "phonemes")


@pytest.mark.parametrize(
    ("tokens", "symbols", "stress"),
    [
        ("ab", [" ", "a", "b", " "], [0, 0, 0, 0]),
        ("a b", [" ", "a", " ", "b", " "], [0] * 5),
        ("ˈiː", [" ", "iː", " "], [0, 2, 0]),
        ("fˈaɪndɪŋˌaʊt", None, [0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
        ("pʰã", [" ", "pʰ", "ã", " "], [0] * 4),
        ("ɔ̃", [" ", "ɔ̃", " "], [0] * 3),
        ("a, b.", [" ", "a", ",", "b", "."], [0] * 5),
        ("a ,b", [" ", "a", ",", "b", " "], [0] * 5),
        ("a...b?!", [" ", "a", ".", "b", "!"], [0] * 5),
        (",a", [",", "a", " "], [0] * 3),
        ("a  b", [" ", "a", " ", "b", " "], [0] * 5),
        ("", [" "], [0]),
    ],
)
def test_tokens_as_phones(tokens: str, symbols: list[str] | None, stress: list[int]) -> None:
    units = phones(tokens)
    if symbols is not None:
        assert [unit.symbol for unit in units] == symbols
    assert [unit.stress for unit in units] == stress


@given(st.text(alphabet="abiːˈˌ ,.!?ʰ̃", max_size=30))
def test_never_two_boundaries_side_by_side_and_one_at_either_end(tokens: str) -> None:
    units = phones(tokens)
    assert units[0].silent
    assert units[-1].silent
    assert not any(a.silent and b.silent for a, b in pairwise(units))
    assert all(not unit.stress for unit in units if unit.silent)


def test_numbers_are_in_code_point_order_and_never_padding() -> None:
    assert PHONES.symbols == tuple(sorted({"p", "iː", "t", "ə", "a", BOUNDARY, "."}))
    numbers = PHONES.numbers(phones("piː tə."))
    assert [PHONES.symbols[n - 1] for n in numbers] == [" ", "p", "iː", " ", "t", "ə", "."]
    assert PhoneSet.from_json(PHONES.to_json()) == PHONES
    assert len(PHONES) == 1 + len(PHONES.symbols)


@pytest.mark.parametrize(("asked", "known"), [("i", "iː"), ("aː", "a"), ("tʰ", "t")])
def test_a_short_or_long_sister_stands_in(asked: str, known: str) -> None:
    assert PHONES.numbers([Phone(asked)]) == PHONES.numbers([Phone(known)])


@pytest.mark.parametrize(
    ("frequent", "asked", "said"),
    [
        (".,", "!", "."),
        (".,", "?", "."),
        (".,", ":", ","),
        (".,", ";", ","),
        (".,?", "?", "?"),
        (",", ".", ","),
        (".", ",", BOUNDARY),
        (",", "?", BOUNDARY),
        ("", ".", BOUNDARY),
    ],
)
def test_a_mark_that_was_hardly_heard_is_said_like_its_sister(
    frequent: str, asked: str, said: str
) -> None:
    """It was in the training texts once: what a network makes of it was never learnt."""
    texts = [f"a{mark}" for mark in frequent] * RARE + [f"a{mark}" for mark in PAUSES]
    heard = PhoneSet.of(texts, "en", "phonemes")
    assert heard.numbers([Phone(asked)]) == [1 + heard.symbols.index(said)]
    assert heard.knows([Phone(asked)])


def test_phones_never_heard_are_named() -> None:
    with pytest.raises(
        VoxloomError, match=r"never heard 'x', 'ʒ': no training text \(en, phonemes\)"
    ):
        PHONES.numbers(phones("ʒax"))
    assert not PHONES.knows(phones("ʒax"))
