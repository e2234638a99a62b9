"""Which sentences choose a checkpoint."""

from __future__ import annotations

import pytest

from voxloom.core.manifest import TextRow
from voxloom.systems.voice.prior.train.intelligibility import choose_sentences
from voxloom.text.sounds.phones import PhoneSet


def row(name: str, spoken: str, tokens: str = "a b") -> TextRow:
    return TextRow(id=name, text=spoken, spoken=spoken, tokens=tokens, split="validation")


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("en", "please hold the line", "please hold"), ("zh", "请您稍等。", "请稍等。")],
)
def test_they_have_four_words_which_in_chinese_are_characters(
    language: str, long: str, short: str
) -> None:
    phone_set = PhoneSet.of(["a b"], language, "phonemes")
    rows = [row("short", short), row("long", long)]
    assert [each.id for each in choose_sentences(rows, [], phone_set, 9)] == ["long"]


def test_prompts_of_the_corpus_come_first_and_none_has_a_phone_never_heard() -> None:
    phone_set = PhoneSet.of(["a b"], "en", "phonemes")
    text = "please hold the line"
    prompts = [row("prompt", text), row("strange", text, "x y")]
    others = [row("development-1", text), row("development-2", text)]
    chosen = choose_sentences(prompts, others, phone_set, 2)
    assert [each.id for each in chosen] == ["prompt", "development-1"]
