"""Roman numerals."""

from __future__ import annotations

import re

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Proper ones up to 399, in which every sign stands where it may; never empty.
ROMAN = r"(?=[CLXVI]+\b)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
# At least two signs of those that are seldom anything else: no "I", "CD", "MIX".
SURE = r"(?=[XVI]{2,}\b)X{0,3}(?:IX|IV|V?I{0,3})"


def value(numeral: str) -> int:
    """1 for I, 14 for XIV: a smaller sign before a larger one counts against it."""
    numbers = [VALUES[sign] for sign in numeral.upper()]
    following = [*numbers[1:], 0]
    return sum(-own if own < next_ else own for own, next_ in zip(numbers, following, strict=True))


def as_digits(match: re.Match[str]) -> str:
    """For a rule with the groups `before` and `roman`."""
    return f"{match['before']}{value(match['roman'])}"
