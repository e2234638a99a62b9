"""Ranges, and scores that look like them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.identifiers import identifier
from voxloom.text.reading.rules.zh.words import AMOUNTS, DASH, HAN, NUMBER

START = r"(?<![0-9A-Za-z.:/-])"
WON = "[大险完惜力]?(?:获?胜|取胜|战胜|击败|领先|落后|落败|战平|打平|逆转|告负|不敌|败|负于|赢|输)"
WAVE = " ?(?:[~～–—−]|——|--) ?"


def range_rules() -> tuple[Rule, ...]:
    """To be applied when no dates, times and codes are left."""
    low = rf"{START}(?P<low>{NUMBER})"
    return (
        rule(
            "doors",
            rf"(?<![0-9.])(?P<number>[0-9]{{3,4}}{DASH}[0-9]{{3,4}})(?=室|房|病房)",
            lambda match: identifier(match["number"], "到"),
        ),
        rule(
            "range in one unit",
            rf"{low}(?P<unit>[{HAN}%]{{1,3}}){DASH}(?=-?{NUMBER}(?P=unit))",
            r"\g<low>\g<unit>到",
        ),
        rule("range with a wave", rf"{low}{WAVE}(?=-?[0-9])", r"\g<low>到"),
        rule(
            "score",
            rf"{START}(?P<low>[0-9]{{1,3}}) ?- ?(?P<high>[0-9]{{1,3}})(?={WON})",
            r"\g<low>比\g<high>",
        ),
        rule(
            "score behind its name",
            r"(?P<before>比分[是为]?)(?P<low>[0-9]{1,3}) ?- ?(?P<high>[0-9]{1,3})(?![0-9])",
            r"\g<before>\g<low>比\g<high>",
        ),
        rule(
            "range",
            rf"{low} ?- ?(?=(?P<high>{NUMBER}) ?(?P<unit>{AMOUNTS}|[点时号楼%°℃])?[{HAN}%°℃]?)"
            rf"(?={NUMBER} ?[{HAN}%°℃])",
            _range,
        ),
        rule(
            "range of letters",
            r"(?<![A-Za-z0-9])(?P<low>[A-Z][0-9]{0,2}) ?[-~～—] ?"
            rf"(?=[A-Z][0-9]{{0,2}}(?:[{HAN}]|$))",
            r"\g<low>到",
        ),
        rule(
            "score or range",
            rf"{START}(?P<low>[0-9]{{1,3}}) ?- ?(?P<high>[0-9]{{1,3}})"
            r"(?![0-9A-Za-z:/-]|\.[0-9])",
            _score,
        ),
    )


def _range(match: re.Match[str]) -> str:
    falling = float(match["low"]) >= float(match["high"]) and not match["unit"]
    return match.group() if falling else f"{match['low']}到"


def _score(match: re.Match[str]) -> str:
    low, high = int(match["low"]), int(match["high"])
    between = "到" if 0 < low < high else "比"
    return f"{match['low']}{between}{match['high']}"
