"""What counts as a word, by language."""

from __future__ import annotations

UNSPACED = ("ja", "zh")  # written without spaces between words: a character counts as one


def count_words(text: str, language: str) -> int:
    if language in UNSPACED:
        return sum(character.isalnum() for character in text)
    return len(text.split())
