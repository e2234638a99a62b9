"""From a text to the tokens a voice reads: the same in training and in synthesis."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.characters import spell
from voxloom.text.letters.errors import EMPTY, TextError
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.reading.normalize import normalizer, sentences, tidy
from voxloom.text.reading.omission import without_sound
from voxloom.text.reading.phonemes import phonemes
from voxloom.text.reading.pinyin import pinyin
from voxloom.text.reading.rules.languages import LANGUAGES
from voxloom.text.reading.trace import Step
from voxloom.text.sounds.params import TextParams

# As the library's grammar reads them.
LIBRARY_ONLY = ("ar", "hi", "hu", "hy", "ja", "ko", "pt", "sv", "vi")
NO_LEXICON = Lexicon()


@dataclass(frozen=True)
class Reading:
    """How one text is read."""

    written: str
    spoken: str  # in words, as a person would write them
    tokens: str  # one character a token
    left_out: tuple[TextError, ...] = ()  # what has no sound, where it was not to be refused


def prepare(language: str, params: TextParams) -> None:
    """Have the grammar compiled before the work is shared out (once a machine).

    Raises VoxloomError for a language without a grammar, or tokens that are not for it.
    """
    known = (*LANGUAGES, *LIBRARY_ONLY)
    if language not in known:
        raise VoxloomError(
            f"no text normalization for language {language!r}: there are {', '.join(known)}"
        )
    if params.tokens == "pinyin" and language != "zh":
        raise VoxloomError(f"text.tokens: pinyin is for zh, the corpus is in {language}")
    if params.normalize:
        normalizer(language)


def breaths(text: str, language: str) -> list[str]:
    """What is read, and spoken, at a time. Raises TextError for a text without any."""
    pieces = sentences(tidy(text, language), language)
    if not pieces:
        raise TextError(EMPTY, text, f"no word in {text!r}")
    return pieces


def read(
    text: str,
    language: str,
    params: TextParams,
    lexicon: Lexicon = NO_LEXICON,
    leave_out: bool = False,
) -> Reading:
    """Raises TextError (not_normalized, unspeakable, strange_sound, empty_after_normalization).

    With `leave_out` a sign or word without a sound is left out, as long as it is no number.
    """
    tidied = tidy(text, language)
    spoken = normalizer(language)(tidied) if params.normalize else tidied
    left_out: list[TextError] = []
    while True:
        try:
            tokens = _tokens(spoken, language, params, lexicon)
        except TextError as error:
            rest = without_sound(spoken, error) if leave_out else spoken
            if rest == spoken:
                raise
            left_out.append(error)
            spoken = rest
        else:
            return Reading(text, spoken, tokens, tuple(left_out))


def _tokens(spoken: str, language: str, params: TextParams, lexicon: Lexicon) -> str:
    if params.tokens == "phonemes":
        return phonemes(spoken, language, lexicon)
    if params.tokens == "pinyin":
        return pinyin(spoken, lexicon)
    return spell(spoken)


def explain(text: str, language: str, params: TextParams) -> list[Step]:
    """How the words came about, rule by rule. Raises TextError(not_normalized)."""
    return normalizer(language).explain(tidy(text, language))[1] if params.normalize else []
