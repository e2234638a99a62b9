"""Digits one by one, as codes and telephone numbers are said."""

from __future__ import annotations

import re

DIGITS = {
    "en": "zero one two three four five six seven eight nine",
    "zh": "零 一 二 三 四 五 六 七 八 九",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "ru": "ноль один два три четыре пять шесть семь восемь девять",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
}
NUMBER = re.compile(r"[0-9]+")


def digit_by_digit(written: str, language: str, pause: str = " ") -> str:
    """Every digit as a word; whatever else stands in `written` parts groups, with a pause."""
    words = DIGITS[language].split()
    between = "" if language == "zh" else " "
    groups = NUMBER.findall(written)
    return pause.join(between.join(words[int(digit)] for digit in group) for group in groups)


def spelled(written: str, language: str) -> str:
    """Digits as words and letters as they are, one by one: `AB12` -> `A B one two`."""
    words = DIGITS[language].split()
    return " ".join(
        words[int(sign)] if sign in "0123456789" else sign for sign in written if sign.isalnum()
    )
