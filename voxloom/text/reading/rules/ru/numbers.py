"""Russian numbers in their genders and cases, from num2words.

A case is one letter: n, g, d, a, i or p; a gender m, f or n.
"""

from __future__ import annotations

from typing import Any

PARTS = {1: "десят", 2: "сот", 3: "тысячн"}
# Of feminine adjectives, for one and for many.
ONE = {"n": "ая", "g": "ой", "d": "ой", "a": "ую", "i": "ой", "p": "ой"}
MANY = {"n": "ых", "g": "ых", "d": "ым", "a": "ых", "i": "ыми", "p": "ых"}
FRACTIONS = {3: ("треть", "трети", "третей"), 4: ("четверть", "четверти", "четвертей")}
HALF = {"n": "половина", "g": "половины", "d": "половине", "a": "половину"}


def number(count: int, gender: str = "m", case: str = "n") -> str:
    """`одна тысяча` is said without its one."""
    above, below = divmod(count, 1000)
    if above and below:  # num2words gives the millions the gender of the ones
        return f"{number(above * 1000, case=case)} {number(below, gender, case)}"
    said = _said(count, gender="m" if above else gender, case=case, animate=False)
    first, _, rest = said.partition(" ")
    return rest if rest.startswith("тысяч") and first.startswith("одн") else said


def ordinal(count: int, gender: str, case: str) -> str:
    """Of things, not of persons. The gender p is the plural."""
    if gender == "p":
        return _said(count, to="ordinal", plural=True, case=case, animate=False)
    return _said(count, to="ordinal", gender=gender, case=case, animate=False)


def decimal(whole: int, part: str, case: str = "n") -> str:
    """`две целых пять десятых`; digit by digit where there are more than three."""
    if len(part) not in PARTS:
        return f"{number(whole, case=case)} и {' '.join(number(int(digit)) for digit in part)}"
    count = int(part)
    return (
        f"{number(whole, 'f', case)} цел{_adjective(whole, case)} "
        f"{number(count, 'f', case)} {PARTS[len(part)]}{_adjective(count, case)}"
    )


def fraction(above: int, below: int, case: str = "n") -> str:
    """`половина`, `две трети`, `пять шестых`; case n, g, d or a."""
    if (above, below) == (1, 2):
        return HALF[case]
    if below in FRACTIONS:
        one, few, many = FRACTIONS[below]
        if case in "gd":
            return f"{number(above, 'f', case)} {few if is_one(above) else many}"
        said = one if is_one(above) else few if is_few(above) else many
        return f"{number(above, 'f', case)} {said}"
    part = ordinal(below, "f", case) if is_one(above) else ordinal(below, "p", "g")
    return f"{number(above, 'f', case)} {part}"


def is_one(count: int) -> bool:
    """1, 21, 101: not 11."""
    return count % 10 == 1 and count % 100 != 11


def is_few(count: int) -> bool:
    """2 to 4, 22 to 24: not 12 to 14."""
    return 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14


def _adjective(count: int, case: str) -> str:
    return ONE[case] if is_one(count) else MANY[case]


def _said(count: int, **form: Any) -> str:
    from num2words import num2words

    said: str = num2words(count, lang="ru", **form)
    return said
