"""From a text to the tokens a voice reads: the same in training and in synthesis."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.errors import VoxloomError
from voxloom.params import TextParams
from voxloom.text.characters import spell
from voxloom.text.normalize import normalizer, tidy
from voxloom.text.phonemes import phonemes

LANGUAGES = ("en", "zh", "es", "fr", "it", "ru", "de")


@dataclass(frozen=True)
class Reading:
    """How one text is read."""

    spoken: str  # in words, as a person would write them
    tokens: str  # one character a token


def prepare(language: str, params: TextParams) -> None:
    """Have the grammar compiled before the work is shared out (once a machine).

    Raises VoxloomError for a language without a grammar.
    """
    if language not in LANGUAGES:
        raise VoxloomError(
            f"no text normalization for language {language!r}: there are {', '.join(LANGUAGES)}"
        )
    if params.normalize:
        normalizer(language)


def read(text: str, language: str, params: TextParams) -> Reading:
    """Raises TextError (not_normalized, unspeakable, empty_after_normalization)."""
    tidied = tidy(text, language)
    spoken = normalizer(language)(tidied) if params.normalize else tidied
    if params.tokens == "phonemes":
        return Reading(spoken, phonemes(spoken, language))
    return Reading(spoken, spell(spoken))
