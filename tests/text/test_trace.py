"""What became what on the way from written to spoken words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.text.test_cases import cases
from tests.text.test_normalize import PROMPTS
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.grammar import Tag
from voxloom.text.reading.normalize import normalizer
from voxloom.text.reading.rules.rule import rule, table
from voxloom.text.reading.trace import grammar_steps, rule_steps


def steps(language: str, text: str) -> list[str]:
    return [str(step) for step in normalizer(language).explain(text)[1]]


def test_a_rule_is_told_with_the_words_around_it() -> None:
    unit = table("unit", r"(?<=[0-9]) ?{}\b", {"km": " kilometres"})
    assert [str(step) for step in rule_steps(unit, "go (5 km), or 7km, or kmh")] == [
        "unit: '(5 km),' -> '(5 kilometres),'",
        "unit: '7km,' -> '7 kilometres,'",
    ]


def test_what_a_rule_leaves_as_it_is_is_no_step() -> None:
    same = rule("same", "[a-z]+", lambda match: match.group().replace("x", "y"))
    assert [str(step) for step in rule_steps(same, "ab xx-xx, cd")] == [
        "same: 'xx-xx,' -> 'yy-yy,'"
    ]
    assert rule_steps(rule("groups", r"(a)|(b)", r"\1\2"), "a b") == []


@pytest.mark.parametrize(
    ("language", "written", "told"),
    [
        (
            "en",
            "Press #, it costs 5% of $4.50.",
            [
                "telephone key: '#,' -> 'pound,'",
                "measure (grammar): '5%' -> 'five percent'",
                "money (grammar): '$4.50' -> 'four dollars fifty cents'",
            ],
        ),
        (
            "zh",
            "您有3条，按#返回，4.50美元。",
            [
                "telephone key: '#' -> '井号键'",
                "number: '3' -> '三'",
                "number: '4.50' -> '四点五零'",
            ],
        ),
        ("ru", "у вас 3 сообщения.", ["cardinal: '3' -> 'три'"]),
    ],
)
def test_steps(language: str, written: str, told: list[str]) -> None:
    assert steps(language, written) == told


@pytest.mark.parametrize(
    ("written", "spoken", "tags", "told"),
    [
        (
            "at 1:00 2 x",
            "at one two x",
            [Tag("word", "at"), Tag("time"), Tag("cardinal"), Tag("word", "x")],
            "time, cardinal (grammar): '1:00 2' -> 'one two'",
        ),
        (
            "Feb. 3.",
            "february third.",
            [Tag("date"), Tag("word", ".")],
            "date (grammar): 'Feb. 3.' -> 'february third.'",
        ),
        (
            "Dr. Who",
            "doctor Who",
            [Tag("word", "doctor"), Tag("word", "Who")],
            "word (grammar): 'Dr.' -> 'doctor'",
        ),
    ],
)
def test_the_grammar_reads_what_stands_between_words_that_stay(
    written: str, spoken: str, tags: list[Tag], told: str
) -> None:
    assert [str(step) for step in grammar_steps(written, spoken, tags)] == [told]


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_every_change_has_a_reason(language: str) -> None:
    read = normalizer(language)
    for _, written, _ in cases(language):
        spoken, found = read.explain(written)
        assert spoken == read(written)
        assert bool(found) == (spoken != written), written
        assert all(step.spoken != step.written for step in found), found


@settings(max_examples=40)
@given(PROMPTS)
def test_any_prompt_is_explained_as_it_is_read(prompt: str) -> None:
    try:
        spoken = normalizer("en")(prompt)
    except TextError:
        return
    assert normalizer("en").explain(prompt)[0] == spoken
