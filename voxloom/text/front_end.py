"""From a text to the tokens a voice reads: the same in training and in synthesis."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.params import TextParams
from voxloom.text.characters import spell
from voxloom.text.normalize import normalizer, tidy
from voxloom.text.phonemes import phonemes


@dataclass(frozen=True)
class Reading:
    """How one text is read."""

    spoken: str  # in words, as a person would write them
    tokens: str  # one character a token


def prepare(params: TextParams) -> None:
    """Have the grammar compiled before the work is shared out (once a machine)."""
    if params.normalize:
        normalizer(params.language)


def read(text: str, params: TextParams) -> Reading:
    """Raises TextError (not_normalized, unspeakable, empty_after_normalization)."""
    tidied = tidy(text, params.language)
    spoken = normalizer(params.language)(tidied) if params.normalize else tidied
    if params.tokens == "phonemes":
        return Reading(spoken, phonemes(spoken, params.language))
    return Reading(spoken, spell(spoken))
