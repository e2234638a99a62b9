"""The keys `*` and `#` in the case that the words before them ask for."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.cases import preposition_case
from voxloom.text.reading.rules.ru.nouns import noun

KEYS = {"*": noun("звёздочка"), "#": noun("решётка")}
SEEN = 80  # characters before a key
PRESSED = re.compile(
    r"(?<!\w)(?:наж|жм|набер|набир|набр|введ|ввод|ввес|добав|постав|допиш|выбер|выбир|отправ|пришл)[а-яё]*"
    r"[^.!?]*(?<![—–:])(?<![—–:] )$",
    re.IGNORECASE,
)
KEY = re.compile(r"(?:клавиш|кнопк)(?P<end>[а-яё]+) [«\"“„]?$", re.IGNORECASE)
HELP = re.compile(r"(?:помощью|помощи|нажати[яюе]м?|использованием) [«\"“„]?$", re.IGNORECASE)
CASES = {"а": "n", "у": "a", "и": "g", "е": "d", "ей": "i", "ой": "i"}


def key(sign: str, text: str, start: int) -> str:
    """What `*` or `#` at `start` is called: `нажмите решётку`, `решётка возвращает в меню`."""
    before = text[max(0, start - SEEN) : start]
    named = KEY.search(before)
    asked = CASES.get(named["end"], "n") if named else preposition_case(text, start)
    if HELP.search(before):
        asked = "g"
    return KEYS[sign].one(asked or ("a" if PRESSED.search(before) else "n"))
