"""Russian numbers in their genders and cases, and the form of a word that each asks for."""

from __future__ import annotations

from typing import Any


def number(count: int, **form: Any) -> str:
    """In the nominative unless `form` asks for something else (num2words: to, gender, case)."""
    from num2words import num2words

    said: str = num2words(count, lang="ru", **form)
    return said.removeprefix("одна ") if said.startswith("одна тысяча") else said


def ordinal(count: int, gender: str, case: str) -> str:
    return number(count, to="ordinal", gender=gender, case=case)


def agreeing(count: int, forms: tuple[str, str, str]) -> str:
    """рубль, рубля, рублей: which of them a number asks for."""
    if count % 10 == 1 and count % 100 != 11:
        return forms[0]
    if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14:
        return forms[1]
    return forms[2]


def counted(count: int, forms: tuple[str, str, str]) -> str:
    feminine = forms[0].split()[0].endswith(("а", "я"))
    return f"{number(count, gender='f' if feminine else 'm')} {agreeing(count, forms)}"
