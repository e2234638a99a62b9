"""Rulers by their numbers: `Пётр I`, `указ Екатерины II`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.roman import SURE, value
from voxloom.text.reading.rules.ru.nouns import CASES, noun
from voxloom.text.reading.rules.ru.numbers import ordinal
from voxloom.text.reading.rules.ru.units import any_of
from voxloom.text.reading.rules.rule import rule

NAMES = (
    noun("Пётр", stem="Петр"), noun("Петр"), noun("Павел", stem="Павл"), noun("Александр"),
    noun("Николай"), noun("Иван"), noun("Людовик"), noun("Генрих"), noun("Карл"), noun("Филипп"),
    noun("Бенедикт"), noun("Франциск"), noun("Фридрих"), noun("Вильгельм"), noun("Георг"),
    noun("Рамзес"), noun("Екатерина"), noun("Елизавета"), noun("Изабелла"), noun("Маргарита"),
)  # fmt: skip


def _forms() -> dict[str, tuple[str, str]]:
    """Gender and case; of two that look alike the first."""
    forms: dict[str, tuple[str, str]] = {}
    for name in NAMES:
        for case, form in zip(CASES, name.singular, strict=True):
            forms.setdefault(form, (name.gender, case))
    return forms


FORMS = _forms()


def _ruler(match: re.Match[str]) -> str:
    gender, case = FORMS[match["name"]]
    return f"{match['name']} {ordinal(value(match['roman']), gender, case)}"


RULERS = (rule("ruler", rf"\b(?P<name>{any_of(FORMS)}) (?P<roman>{SURE}|I|V|X)\b", _ruler),)
