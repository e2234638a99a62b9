"""German."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.de.abbreviations import EARLY_ABBREVIATION_RULES, NUMBER_OF_RULES
from voxloom.text.reading.rules.de.agreement import HALF_RULES, ONE_RULES
from voxloom.text.reading.rules.de.amounts import AMOUNT_RULES, SWISS_RULES
from voxloom.text.reading.rules.de.dates import DATE_RULES
from voxloom.text.reading.rules.de.journeys import JOURNEY_RULES
from voxloom.text.reading.rules.de.names import EARLY_NAME_RULES, LOOSE_RULES, NAME_RULES
from voxloom.text.reading.rules.de.numbers import FRACTION_RULES, NUMBER_RULES, VULGAR
from voxloom.text.reading.rules.de.ordinals import ORDINAL_RULES
from voxloom.text.reading.rules.de.stops import STOP_RULES
from voxloom.text.reading.rules.de.times import TIME_RULES
from voxloom.text.reading.rules.de.units import COUNTED, PER_RULES, UNIT_RULES
from voxloom.text.reading.rules.de.weekdays import WEEKDAY_RULES
from voxloom.text.reading.rules.de.words import WORDS
from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.roman import ROMAN, value
from voxloom.text.reading.rules.rule import rule, table


def _range(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    return f"{low} bis {high}" if int(low) < int(high) else match.group()


def _room(match: re.Match[str]) -> str:
    return f"{match['before']}{match['floor']} Punkt {digit_by_digit(match['room'], 'de')}"


EARLY_RULES = (
    *STOP_RULES,
    *JOURNEY_RULES,
    *NUMBER_OF_RULES,
    table("fraction in one sign", r"(?<=[0-9]){}", {sign: f" {f}" for sign, f in VULGAR.items()}),
    table("fraction in one sign alone", "{}", VULGAR),
    rule(
        "thousands with spaces",
        rf"(?<![\w.,])(?<![0-9] )[0-9]{{1,3}}(?: [0-9]{{3}})+"
        rf"(?=(?:,[0-9]{{2}})? ?(?:{COUNTED})(?!\w))",
        lambda m: m.group().replace(" ", ""),
    ),
    rule(
        "century",
        rf"(?<![\w.])(?P<roman>{ROMAN})\.(?= (?:Jahrhundert|Jh))",
        lambda m: f"{value(m['roman'])}.",
    ),
    rule("comma before a number", r"(?<=[a-zäöüß.]),(?=[0-9])", ", "),
    rule(
        "numbers of places",
        r"(?P<before>\b(?:km|Kilometer|Seiten?|Zimmer|Hausnummern?|Plätzen?|Reihen?|Gleisen?|"
        r"Linien?) "
        r"(?P<low>[0-9]{1,4})) ?[-–—] ?(?=[0-9]{1,4}(?![\w/-]|[.,:][0-9]))",
        r"\g<before> bis ",
    ),
    rule(
        "number of a room",
        r"(?P<before>\b(?:Saal|Raum|Zimmer|Zi\.|Büro|Praxis|Top|Tür|Halle|Stand) )"
        r"(?P<floor>[A-Z]?[0-9]{1,2})\.(?P<room>[0-9]{1,3})(?![\w]|[.,:][0-9])",
        _room,
    ),
    *SWISS_RULES,
    *WEEKDAY_RULES,
    *EARLY_NAME_RULES,
    *EARLY_ABBREVIATION_RULES,
)
__all__ = ["RULES", "WORDS"]

RULES = (
    *EARLY_RULES,
    *DATE_RULES,
    *first_rules(WORDS),
    *TIME_RULES,
    *PER_RULES,
    *AMOUNT_RULES,
    *ORDINAL_RULES,
    *UNIT_RULES,
    *HALF_RULES,
    rule(
        "range of numbers",
        r"(?<![\w.,:/+-])(?P<low>[0-9]{1,4}) ?[-–—] ?(?P<high>[0-9]{1,4})"
        r"(?![\w/]|[–-](?![^\W\d_]{3})|[.,:][0-9])",
        _range,
    ),
    rule("plus", r"(?<=\s)\+(?=[0-9])", "plus "),
    *ONE_RULES,
    *NAME_RULES,
    *last_rules(WORDS),
    *FRACTION_RULES,
    *NUMBER_RULES,
    *LOOSE_RULES,
)
