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
# Between groups: long enough to write the last one down.
PAUSE = {"zh": "，"}
GROUP = re.compile(r"[^\W_]+")


def digit_by_digit(written: str, language: str, pause: str | None = None) -> str:
    """Every digit as a word and every letter by its name; what else stands there parts groups.

    `A7X-92Q` -> `A seven X, nine two Q`. The pause between groups is the language's own unless
    it is given.
    """
    words = DIGITS[language].split()
    between = "" if language == "zh" else " "
    groups = [
        between.join(words[int(sign)] if sign in "0123456789" else sign.upper() for sign in group)
        for group in GROUP.findall(written)
    ]
    return (PAUSE.get(language, ", ") if pause is None else pause).join(groups)
