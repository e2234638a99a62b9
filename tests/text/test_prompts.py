"""Telephone prompts are read as people say them, also those that the rules were not written by."""

from __future__ import annotations

import re

import pytest

from tests.text.prompts.score import CHOICE, HALVES, read_prompts, readings, score
from tests.text.test_cases import marks
from voxloom.text.reading.rules.languages import LANGUAGES

AT_LEAST = {"en": 0.95}  # 0.9 elsewhere
COUNT = {"en": 150}  # 40 elsewhere


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(
    "language", [pytest.param(language, marks=marks(language)) for language in LANGUAGES]
)
def test_most_prompts_are_read_right(language: str, half: str) -> None:
    told = score(half, language)
    assert told.share >= AT_LEAST.get(language, 0.9), told.misses


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_prompt_stands_in_both_halves(language: str) -> None:
    build, measure = (
        {prompt.written for prompt in read_prompts(half, language)} for half in HALVES
    )
    assert not build & measure
    assert min(len(build), len(measure)) >= COUNT.get(language, 40)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_in_words(language: str) -> None:
    said = [prompt.said for half in HALVES for prompt in read_prompts(half, language)]
    assert not [way for way in said if re.search(r"[0-9*#$€@%]", way)]
    assert not [way for way in said if re.search(r"[{}|]", CHOICE.sub("", way))]


def test_ways_to_say_one_thing() -> None:
    assert list(readings("a {b|c} d {e|}")) == ["a b d e", "a b d ", "a c d e", "a c d "]
