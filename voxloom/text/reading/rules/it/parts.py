"""Italian centuries, chapters and other parts with a roman numeral: `cap. III`, `sec. XXI`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.numbers import cardinal, ordinal
from voxloom.text.reading.rules.roman import value
from voxloom.text.reading.rules.rule import Rule, rule

PARTS = {
    "cap": "capitolo",
    "vol": "volume",
    "art": "articolo",
    "tit": "titolo",
    "par": "paragrafo",
    "tom": "tomo",
    "pag": "pagina",
    "all": "allegato",
    "tav": "tavola",
}
ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"


def _part(match: re.Match[str]) -> str:
    said = PARTS[match["part"].lower()]
    capital = match["part"][0].isupper()
    return f"{said.capitalize() if capital else said} {cardinal(value(match['roman']))}"


def _century(match: re.Match[str]) -> str:
    first, last = ordinal(value(match["first"])), match["last"]
    if not last:
        return f"{match['s']}ecolo {first}"
    return f"{match['s']}ecoli {first} e {ordinal(value(last))}"


PART_RULES: tuple[Rule, ...] = (
    rule(
        "century",
        rf"\b(?P<s>[Ss])ecc?(?:\.|ol[oi]) ?(?P<first>{ROMAN})(?: ?(?:[-–/]|e) ?(?P<last>{ROMAN}))?"
        r"(?![\w'’])",
        _century,
    ),
    rule(
        "century behind its number",
        rf"(?P<roman>(?<!\w){ROMAN} )sec\.(?P<end>$)?",
        lambda match: f"{match['roman']}secolo{'.' if match['end'] is not None else ''}",
    ),
    rule(
        "part with a roman numeral",
        rf"\b(?P<part>(?i:{'|'.join(PARTS)}))\. ?(?P<roman>{ROMAN})(?![\w'’])",
        _part,
    ),
)
