"""Texts read before they are compared: a recogniser writes "5", the reference says "cinco"."""

from __future__ import annotations

from functools import lru_cache

from voxloom.metrics.spelling import Spelling, as_written
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.normalize import normalizer


@lru_cache(maxsize=2)
def as_read(language: str) -> Spelling:
    """Numbers, dates, prices and the like in words, as a voice of the language would say them.

    In English Whisper's own normalisation knows how it writes them.
    """
    return as_written(language) if language == "en" else Spelling(language, _Reader(language))


class _Reader:
    def __init__(self, language: str) -> None:
        self._read = normalizer(language)

    def __call__(self, text: str) -> str:
        """What cannot be read, which a recogniser may well write, is compared as it stands."""
        try:
            return self._read(text)
        except TextError:
            return text
