"""English (American)."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.en_words import (
    CODE,
    COMPASS,
    END,
    FIRST_NAMES,
    INITIALISM,
    MONTHS,
    NUMBERED,
    PER,
    RULERS,
    SIGNS,
    STREET,
    STREETS,
    TENS,
    UNITS,
    WEEKDAYS,
)
from voxloom.text.reading.rules.roman import ROMAN, SURE, as_digits, value
from voxloom.text.reading.rules.rule import rule, table


def _digits(match: re.Match[str]) -> str:
    return match["before"] + digit_by_digit(match["number"], "en")


def _code(match: re.Match[str]) -> str:
    return match["before"] + digit_by_digit(match["number"], "en")


def _grouped(match: re.Match[str]) -> str:
    return digit_by_digit(match.group(), "en", ", ")


def _international(match: re.Match[str]) -> str:
    return "plus " + digit_by_digit(match.group(), "en", ", ")


def _month_and_day(match: re.Match[str]) -> str:
    return f"{match['before'] or ''}{MONTHS[int(match['month']) - 1]} {int(match['day'])}"


def _the_nth(match: re.Match[str]) -> str:
    number = value(match["roman"])
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0)
    return f"{match['before']}the {number}{ending or 'th'}"


def _thousands(match: re.Match[str]) -> str:
    return f"{int(match.group()):,}"


def _street(match: re.Match[str]) -> str:
    """The library reads `1428 Elm St.` as an address, but takes `Dr.` for a doctor."""
    if match["number"] and match["kind"] != "Dr":
        return match.group()
    stop = "." if match.end() == len(match.string) else ""
    return f"{match['number'] or ''}{match['name']}{STREETS[match['kind']]}{stop}"


def _spread(match: re.Match[str]) -> str:
    plural = "'s" if match["plural"] else ""
    return " ".join(match["letters"]) + plural


RULES = (
    # Telephone numbers, service numbers, extensions, codes.
    rule(
        "national number",
        r"(?<![\w+-])\+?1[ -]?\([0-9]{3}\)[ -]?[0-9]{3}-[0-9]{4}(?![\w-])",
        _grouped,
    ),
    rule(
        "local number", r"(?:(?<!\w)\([0-9]{3}\) ?|(?<![\w-]))[0-9]{3}-[0-9]{4}(?![\w-])", _grouped
    ),
    rule(
        "foreign number",
        r"(?<!\w)\+(?!1\b)[0-9]{1,3}(?:[ -]?\(?[0-9]{1,5}\)?){2,5}(?![\w-])",
        _international,
    ),
    rule(
        "extension",
        r"(?<![\w.])(?:ext(?:n|ension)?\b\.?|x) ?#?(?P<number>[0-9]{2,6})" + END,
        lambda match: "extension " + digit_by_digit(match["number"], "en"),
        re.IGNORECASE,
    ),
    rule("extension of one digit", r"\b[Ee]xt\. ?(?=[0-9])", "extension "),
    rule(
        "number dialled",
        r"(?P<before>\b(?:call|calls|called|calling|dial|dials|dialed|dialing|text|texting) )"
        rf"(?P<number>[0-9]{{3,6}}){END}",
        _digits,
        re.IGNORECASE,
    ),
    rule(
        "code",
        rf"(?P<before>\b(?:{CODE})(?: (?:is|was|are|of|number|no\.))?:? (?:is )?#?)"
        rf"(?P<number>(?=[A-Za-z]{{0,4}}[0-9]{{2,}})[A-Za-z]{{0,4}}[0-9]{{2,20}}){END}",
        _code,
    ),
    rule("number sign", r"(?<!\S)#(?=[0-9])", "number "),
    rule("number abbreviated", r"\bN(?:o|r)s?\. ?(?=[0-9])", "number "),
    # Dates.
    rule(
        "month and day after a preposition",
        r"(?P<before>\b(?:on|by|until|till|before|after|since|due|dated|through|starting|from|of) )"
        r"(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12][0-9]|3[01])(?![\w/]|\.[0-9])",
        _month_and_day,
        re.IGNORECASE,
    ),
    rule(
        "month and day of two digits",
        r"(?P<before>(?<![\w/.$-]))(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|1[3-57-9]|2[0-9]|3[01])"
        r"(?![\w/]|\.[0-9])",
        _month_and_day,
    ),
    rule(
        "24/7 and the like",
        r"(?<![\w/.])(24/7|50/50|20/20|9/11)(?![\w/])",
        lambda m: m[1].replace("/", " "),
    ),
    rule(
        "decade",
        r"(?<![\w.])20(?P<tens>[1-8])0'?s\b",
        lambda match: f"twenty {TENS[int(match['tens']) - 1]}",
    ),
    table(
        "weekdays from and to", r"\b{}\b\.?(?= ?[-–] ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))", WEEKDAYS
    ),
    table(
        "weekday after a weekday",
        r"(?:(?<=day)|(?<=day )) ?[-–] ?{}\b\.?(?! ?[-–])",
        {k: f" to {v}" for k, v in WEEKDAYS.items()},
    ),
    table("weekday", r"\b(?!Sun\b|Sat\b){}(?:\.|(?=, (?:[0-9]|[A-Z][a-z])))", WEEKDAYS),
    # Numbers.
    rule(
        "round thousands", r"(?<![\w.,/:+$£€¥-])[1-9][0-9]{1,8}000(?![\w,:/-]|\.[0-9])", _thousands
    ),
    rule(
        "range of what is counted",
        r"(?<![\w.,/:$£€-])(?<!from )(?P<low>[0-9]{1,4}) ?[-–] ?(?P<high>[0-9]{1,4})"
        r"(?= (?!(?:and|or|in|is|to|for|win|score|loss|lead|vote|on|at)\b)[a-z]{3,})",
        lambda m: f"{m['low']} to {m['high']}" if int(m["low"]) < int(m["high"]) else m.group(),
    ),
    table(
        "units in the plural",
        r"(?<=[0-9]) ?{}\b(?:\.(?= [a-z]))?",
        {unit: f" {word}" for unit, word in UNITS.items()},
    ),
    table("unit per unit", r"(?<=[0-9]) ?{}\b", {k: f" {v}" for k, v in PER.items()}),
    rule(
        "feet and inches",
        r"(?<![\w.])([0-9]{1,2})['′] ?([0-9]{1,2})(?:\"|″|'')",
        r"\1 feet \2 inches",
    ),
    rule("cents", r"(?<![\w.])([0-9]+)¢", r"\1 cents"),
    rule(
        "currency sign behind",
        r"(?<![\w.,])([0-9]+(?:,[0-9]{3})*)(?:[.,]([0-9]{2}))? ?([€£])(?!\w)",
        lambda m: f"{m[3]}{m[1]}" + (f".{m[2]}" if m[2] else ""),
    ),
    rule(
        "version",
        r"\bv(?=[0-9]+\.[0-9])([0-9]+(?:\.[0-9]+)*)\b",
        lambda m: "version " + m[1].replace(".", " point "),
    ),
    # Signs.
    table(
        "sign between operands",
        r"(?<=[\w)]) ?{} ?(?=[\w(])",
        {k: f" {v} " for k, v in SIGNS.items()},
    ),
    rule(
        "equals",
        r"(?<!\S)(?<![-+*/] )(-?\w[\w.,]*) ?= ?(-?\w[\w.,]*)(?![^\s.,;:!?])(?! ?[-+*/])",
        r"\1 equals \2",
    ),
    rule("times", r"(?<=[0-9]) \* (?=[0-9])", " times "),
    rule("slash between words", r"(?<=[A-Za-z]) / (?=[A-Za-z])", " or "),
    rule(
        "ampersand between letters",
        r"(?<=\b[A-Z])&(?=[A-Z]\b)|(?<=\b[A-Z]{2})&(?=[A-Z]\b)",
        " and ",
    ),
    # Roman numerals.
    rule(
        "ruler",
        rf"(?P<before>\b(?:(?i:{RULERS}) [A-Z]\w+|{FIRST_NAMES}) )(?P<roman>{SURE})\b(?!')",
        _the_nth,
    ),
    rule("numbered part", rf"(?P<before>\b(?i:{NUMBERED}) )(?P<roman>{ROMAN})\b(?!')", as_digits),
    rule("numbered thing", rf"(?P<before>\b[A-Z][a-z]+ )(?P<roman>{SURE})\b(?!')", as_digits),
    rule("nothing but a numeral", rf"^(?P<before>)(?P<roman>{SURE})(?=[.!?]?$)", as_digits),
    # Addresses and letters.
    rule(
        "street and compass",
        rf"(?P<street>\b(?:{STREET})\b)\.? (?P<way>{'|'.join(COMPASS)})\b\.?(?=,|$| [A-Z])",
        lambda m: f"{STREETS[m['street']]} {COMPASS[m['way']]}",
    ),
    rule(
        "street",
        rf"(?P<number>(?<!\w)[0-9]+ )?(?P<name>\b[A-Z][a-z]+ )(?P<kind>{STREET})\.(?=$|[,;?!])",
        _street,
    ),
    rule(
        "initialism",
        rf"(?<![\w.@/-])(?P<letters>{INITIALISM})(?P<plural>s?)(?![\w@/]|\.\w|'[a-z])",
        _spread,
    ),
)
