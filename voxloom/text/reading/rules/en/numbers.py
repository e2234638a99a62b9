"""English: numbers in words."""

from __future__ import annotations


def in_words(number: int, *, ordinal: bool = False) -> str:
    from num2words import num2words

    said: str = num2words(number, to="ordinal" if ordinal else "cardinal")
    return said.replace("-", " ")


def ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0)
    return f"{number}{ending or 'th'}"
