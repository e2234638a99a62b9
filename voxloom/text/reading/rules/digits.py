"""Digits one by one, as codes and telephone numbers are said."""

from __future__ import annotations

import re
from itertools import pairwise

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
# Before the area code of a number of eleven digits.
TRUNK = {"en": "1", "ru": "78"}
LONG = 7  # digits that nobody keeps in mind at once


def _parts(group: str, language: str) -> list[str]:
    """Many digits in fours or threes; the last of threes may be a four."""
    count = len(group)
    if count < LONG or not group.isdigit():
        return [group]
    if count == 11 and group[0] in TRUNK.get(language, ""):
        ends = [0, 1, 4, 7, 11]
    elif count % 4 == 0:
        ends = list(range(0, count + 1, 4))
    else:
        fours = count % 3
        ends = [*range(0, count - 4 * fours + 1, 3), *(count - 4 * n for n in range(fours)[::-1])]
    return [group[start:end] for start, end in pairwise(ends)]


def digit_by_digit(written: str, language: str, pause: str | None = None) -> str:
    """Every digit as a word and every letter by its name; what else stands there parts groups.

    `A7X-92Q` -> `A seven X, nine two Q`. The pause between groups is the language's own unless
    it is given.
    """
    words = DIGITS[language].split()
    between = "" if language == "zh" else " "
    groups = [
        between.join(words[int(sign)] if sign in "0123456789" else sign.upper() for sign in part)
        for group in GROUP.findall(written)
        for part in _parts(group, language)
    ]
    if pause is None:
        single = all(len(group) == 1 for group in GROUP.findall(written))  # 8 3 2 1
        pause = between if single else PAUSE.get(language, ", ")
    return pause.join(groups)
