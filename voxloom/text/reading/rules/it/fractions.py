"""Italian fractions, halves, and what is no fraction: `rata 3/12`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.numbers import (
    a,
    cardinal,
    is_feminine,
    ordinal,
    spoken,
    whole,
)
from voxloom.text.reading.rules.rule import Rule, rule

FRACTIONS = {
    "½": "un mezzo",
    "⅓": "un terzo",
    "⅔": "due terzi",
    "¼": "un quarto",
    "¾": "tre quarti",
}
HALF = r"(?:1/2|½)(?![\w/])"
PARTS = {2: "mezzo", 3: "terzo", 4: "quarto"}


def fraction(above: int, below: int) -> str:
    part = PARTS.get(below) or ordinal(below)
    return f"un {part}" if above == 1 else f"{cardinal(above)} {part[:-1]}i"


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match["above"]), int(match["below"])
    return fraction(above, below) if above < below else match.group()


def _of_a_row(match: re.Match[str]) -> str:
    return f"{match['before']}{whole(match['above'])} di {whole(match['below'])}"


def _half_of(match: re.Match[str]) -> str:
    """`mezza compressa`, `mezz'ora`, `mezzo litro`."""
    noun = match["noun"]
    if noun in ("ora", "h"):
        return "mezz'ora"
    noun = {"kg": "chilo", "l": "litro"}.get(noun, noun)
    return f"mezz{'a' if is_feminine(noun) else 'o'} {noun}"


def _and_a_half(match: re.Match[str]) -> str:
    """`un'ora e mezza`, `due e mezzo`."""
    number, noun = match["number"], match["noun"] or ""
    feminine = is_feminine(noun) or noun.endswith(("ore", "ne", "se", "te"))
    said = a(noun) + noun if noun and number == "1" else f"{spoken(number)} {noun}".strip()
    return f"{said} e mezz{'a' if noun and feminine else 'o'}"


ROW_RULES: tuple[Rule, ...] = (
    rule(
        "of a row",
        r"(?P<before>\b(?i:rata|rate|pag(?:ina|\.)|passo|passaggio|parte|collo|colli|pacco|punto"
        r"|fase"
        r"|lezione|tappa|tentativo|seduta|dose|foglio):? (?:n\. ?|numero )?)"
        r"(?P<above>[0-9]{1,3})/(?P<below>[0-9]{1,3})(?![\w/]|[.,][0-9])",
        _of_a_row,
    ),
)
FRACTION_RULES: tuple[Rule, ...] = (
    rule(
        "one and a half",
        rf"(?<![\w.,/])(?P<number>[0-9]+)(?: (?:(?P<noun>[^\W\d_]+) )?e {HALF}| ?½)",
        _and_a_half,
    ),
    rule(
        "half of",
        r"(?<![\w.,/])(?:1/2|½) (?P<noun>ora|h|litro|chilo|compressa|pastiglia|bustina|fiala"
        r"|kg|l|giornata|pensione|misurino|dose|porzione|cucchiaino|bicchiere|stagione)\b",
        _half_of,
    ),
    rule(
        "quarter of",
        r"(?<![\w.,/])(?P<above>[13])/(?P<below>4) (?:d['’]ora|h\b|ora\b)",
        lambda match: f"{fraction(int(match['above']), 4)} d'ora",
    ),
    rule("fraction sign", r"(?P<sign>[½⅓⅔¼¾])", lambda match: f" {FRACTIONS[match['sign']]} "),
    rule("article twice", r"\b(?P<un>[Uu]n) 1/(?=[234](?![\w/]))", lambda match: "1/"),
    rule(
        "fraction",
        r"(?<![\w/.,-])(?P<above>[1-9])/(?P<below>[2-9]|1[0-2]|100)(?![\w/]|[.,][0-9])",
        _fraction,
    ),
)
