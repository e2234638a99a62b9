"""German numbers as words: one word each, from num2words; the library's grammar parts them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule

WHOLE = r"[0-9]{1,3}(?:[.'’][0-9]{3})+(?![0-9])|[0-9]+"
# Before a fraction, a noun says which half: "ein halber Liter", "eine halbe Stunde".
HALVES = {"m": "ein halber", "f": "eine halbe", "n": "ein halbes"}
VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
LONGEST = 18  # digits of an amount
YEAR = re.compile(r"1[1-9][0-9]{2}")
SURE_YEAR = re.compile(r"(?:jahr|jahres|jahre|jahren|jahrgang|anno|geboren) $", re.IGNORECASE)
BEFORE_A_YEAR = re.compile(
    r"(?:seit|von|bis|ab|in|war|und|zwischen|nach|vor|um|ende|anfang|mitte|herbst|sommer|winter|"
    r"frühjahr|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember) $",
    re.IGNORECASE,
)
BEFORE_A_COUNTED = re.compile(r" (?:[A-ZÄÖÜ]|bis [0-9.]+ [A-ZÄÖÜ])")


def number(count: int, to: str = "cardinal") -> str:
    from num2words import num2words

    said: str = num2words(count, lang="de", to=to)
    return said


def ordinal(count: int, ending: str) -> str:
    """The ending: e, en, er or es."""
    return number(count, "ordinal").removesuffix("e") + ending


def year(count: int) -> str:
    return number(count, "year" if YEAR.fullmatch(str(count)) else "cardinal")


def cardinal(written: str) -> str:
    """As an amount; digit by digit with a zero in front, or when nobody could follow."""
    digits = re.sub(r"[.'’]", "", written)
    if (len(digits) > 1 and digits.startswith("0")) or len(digits) > LONGEST:
        return " ".join(number(int(digit)) for digit in digits)
    return number(int(digits))


def decimal(whole: str, part: str) -> str:
    return f"{cardinal(whole)} Komma {' '.join(number(int(digit)) for digit in part)}"


def _bare(match: re.Match[str]) -> str:
    written = match.group()
    before, behind = match.string[: match.start()], match.string[match.end() :]
    likely = BEFORE_A_YEAR.search(before) and not BEFORE_A_COUNTED.match(behind)
    dated = YEAR.fullmatch(written) and (likely or SURE_YEAR.search(before))
    return year(int(written)) if dated else cardinal(written)


def _fraction(match: re.Match[str]) -> str:
    whole, above, below = match["whole"], int(match["above"]), int(match["below"])
    if whole and below == 2 and above == 1:
        return f"{'ein' if whole == '1' else number(int(whole))}einhalb"
    if below == 2:
        part = "ein halb" if above == 1 else f"{number(above)} Halbe"
    else:
        name = "nulltel" if not below else _part(below)
        part = f"{'ein' if above == 1 else number(above)} {name[0].upper()}{name[1:]}"
    return f"{number(int(whole))} {part}" if whole else part


def _part(below: int) -> str:
    return ordinal(below, "el") if below < 20 else number(below) + "stel"


FRACTION_RULES: tuple[Rule, ...] = (
    rule(
        "fraction",
        r"(?<![\w/.,:])(?:(?P<whole>[1-9][0-9]?) )?(?P<above>[0-9]|1[0-9])/"
        r"(?P<below>0|[2-9]|[1-9][0-9]|100)(?![\w/]|[.,:-][0-9])",
        _fraction,
    ),
)
NUMBER_RULES: tuple[Rule, ...] = (
    rule(
        "decimal",
        rf"(?<![\w.,])(?P<whole>{WHOLE}),(?P<part>[0-9]{{1,8}})(?![\w.,:/]*[0-9])",
        lambda m: decimal(m["whole"], m["part"]),
    ),
    rule(
        "number and a letter",
        r"(?<![\w.,])(?P<number>[0-9]{1,4})(?P<letter>[A-Za-z])(?![\w-])",
        lambda m: f"{cardinal(m['number'])} {m['letter']}",
    ),
    rule("cardinal", rf"(?<![\w.,])(?:{WHOLE})(?![\w]|[.,:/][0-9])", _bare),
)
