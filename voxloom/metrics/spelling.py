"""One spelling for two texts that are compared: what sounds the same shall look the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from voxloom.text.letters.words import UNSPACED

Rewrite = Callable[[str], str]
# Letters that people, and Whisper, write in place of others.
LETTERS = str.maketrans({"ё": "е", "Ё": "Е", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


@dataclass(frozen=True)
class Spelling:
    """The words of a text as they are compared with those of another."""

    language: str
    first: Rewrite  # before Whisper's normalisation, on either side

    def words(self, text: str) -> list[str]:
        """Characters, where words are not set apart."""
        return text_normaliser(self.language)(self.first(text)).split()

    @property
    def gap(self) -> str:
        """What stands between words."""
        return "" if self.language in UNSPACED else " "


def as_written(language: str) -> Spelling:
    """Texts as they stand. Outside of English numbers in digits are not those in words."""
    return Spelling(language, str)


@lru_cache(maxsize=2)
def text_normaliser(language: str) -> Rewrite:
    """Whisper's (Radford et al., 2022): lower case, no punctuation, English numbers in digits."""
    from whisper_normalizer.basic import BasicTextNormalizer
    from whisper_normalizer.english import EnglishTextNormalizer

    if language == "en":
        english: Rewrite = EnglishTextNormalizer()
        return english
    basic: Rewrite = BasicTextNormalizer(split_letters=language in UNSPACED)
    letters = _simplified() if language == "zh" else _plain_letters
    return lambda text: basic(letters(text))


def _plain_letters(text: str) -> str:
    return text.translate(LETTERS)


def _simplified() -> Rewrite:
    """Whisper writes one sentence in simplified characters, the next in traditional ones."""
    from opencc import OpenCC

    convert: Rewrite = OpenCC("t2s").convert
    return convert
