"""English: dates in figures, and months in short."""

from __future__ import annotations

import re
from math import gcd

from voxloom.text.reading.rules.en.numbers import in_words, ordinal
from voxloom.text.reading.rules.en.words import ANY_MONTH, FULL_MONTH, MONTHS, SHORT_MONTHS
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop

MONTH, DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12][0-9]|3[01])"
NOT_DATE = r"(?![\w/]|\.[0-9]|-(?:in|inch|mile|cup|hour|ounce|pound)\b)"
# Before a date that might be a fraction.
WHEN = (
    r"\b(?:on|by|until|til|till|before|after|since|due|dated?|through|thru|starting|starts?|"
    r"beginning|begins?|ending|ends?|from|for|week of|as of|evening of|morning of|night of|day of|"
    r"effective|expir\w+|scheduled|appointment|between|arriv\w+|"
    r"(?:appointment|date|deadline|visit|delivery|meeting|flight) is|"
    r"deliver\w+|posted|resum\w+|returns?|runs?|closed|open\w*|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?,?)(?: on)? "
)
# Behind a fraction that might be a date.
PART = (
    r"(?= (?:of|full|cup|inch|in\.|mile|mi\.?|hour|tablet|teaspoon|tablespoon|tsp|tbsp|pound|lb|oz|"
    r"ounce|gallon|dose|majority|point|price|the|acre|day|pill|share|pack|bath)|-)"
)
# A card's month and year, of which the year may look like a day.
EXPIRES = (
    r"\b(?:cards?|visa|mastercard|debit|credit|passport|license|expiration|exp\b)[^.?!/]{0,60}?"
    r"\b(?:expir(?:es?|ed|ing|ation)(?: date)?|exp\.?|valid|good|date)"
    r"(?: (?:thru|through|until|till|to|in|on|is|of|date))*[:,]? |\bexp\.? (?:date:? )?"
)


def _month(match: re.Match[str], name: str = "month") -> str:
    return MONTHS[int(match[name]) - 1]


def _year(written: str) -> str:
    return written if len(written) == 4 else f"20{written}"


def _year_said(year: str) -> str:
    """That of a date: in short where its century would be a guess."""
    if len(year) == 4:
        return f", {year}"
    if "20" <= year < "50":
        return f", 20{year}"
    return f", oh {int(year)}" if year[0] == "0" else f", {year}"


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = _year_said(parts["year"]) if parts.get("year") else ""
    day = (
        match["day"].lstrip("0") if re.fullmatch(", [0-9]{4}", year) else ordinal(int(match["day"]))
    )
    return f"{parts.get('before') or ''}{_month(match)} {day}{year}"


def _month_and_year(match: re.Match[str]) -> str:
    return f"{match['before']}{_month(match)} {_year(match['year'])}"


def _next_year(match: re.Match[str]) -> str:
    one, following = int(match["one"]), int(match["next"])
    if following != one + 1:
        return match.group()
    return f"{match['century']}{match['one']}-{match['century']}{match['next']}"


def _days(match: re.Match[str]) -> str:
    return f"{match['month']} {int(match['first'])} to {ordinal(int(match['last']))}"


def _days_in_figures(match: re.Match[str]) -> str:
    return f"{_month(match)} {int(match['first'])} to {ordinal(int(match['last']))}"


def _span(match: re.Match[str]) -> str:
    first = f"{_month(match)} {ordinal(int(match['day']))}"
    return f"{first} to {MONTHS[int(match['month2']) - 1]} {ordinal(int(match['day2']))}"


def _military(match: re.Match[str]) -> str:
    month = SHORT_MONTHS.get(match["month"].title(), "May")
    return f"{month} {int(match['day'])}" + (f", {match['year']}" if match["year"] else "")


def _or_fraction(match: re.Match[str]) -> str:
    """Bare, `3/4` is a fraction and `6/15` a date."""
    month, day = int(match["month"]), int(match["day"])
    fraction = month < day and day in (2, 3, 4, 5, 6, 8, 10, 16) and gcd(month, day) == 1
    fraction = fraction or match.group() == match.string
    if day == 10 and match["day"] == "10" and month <= 10 and not fraction:
        return f"{month} out of 10"
    return match.group() if fraction else f"{MONTHS[month - 1]} {ordinal(day)}"


FIGURES = rf"(?P<month>{MONTH})/(?P<day>{DAY})"

# Before they look like codes.
WITH_YEAR = (
    rule(
        "expiry",
        rf"(?P<before>(?i:{EXPIRES}))(?P<month>{MONTH})[/-](?P<year>20[0-9]{{2}}|[2-4][0-9])"
        rf"(?![\w/-])",
        _month_and_year,
    ),
    rule(
        "month and year",
        r"(?<![\w/.-])(?P<before>)(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)[0-9]{2})(?![\w/])",
        _month_and_year,
    ),
    rule(
        "date with a year",
        rf"(?<![\w/.-])(?P<month>{MONTH})(?P<sign>[/.-])(?P<day>{DAY})(?P=sign)"
        r"(?P<year>(?:19|20)[0-9]{2}|(?<=[/-])[0-9]{2})(?![\w/-]|\.[0-9])",
        _date,
    ),
    rule(
        "date as on a ticket",
        r"(?<!\w)(?P<day>[0-3]?[0-9])(?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
        r"(?P<year>(?:19|20)[0-9]{2})?(?!\w)",
        _military,
    ),
)
DATES = (
    rule(
        "month",
        rf"\b(?P<short>{'|'.join(SHORT_MONTHS)})\b"
        r"(?:\.|(?=,? (?:[0-9]|['’][0-9]))|(?<=[0-9] [A-Z][a-z]{2})|(?<=[0-9] [A-Z][a-z]{3}))",
        lambda match: SHORT_MONTHS[match["short"]] + full_stop(match),
    ),
    rule(
        "thousands behind a month",
        rf"\b(?P<month>{FULL_MONTH}) (?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?![0-9])",
        lambda match: f"{match['month']} {in_words(int(match['number'].replace(',', '')))}",
    ),
    rule(
        "people in a month",
        rf"(?P<before>\b[Ii]n (?:{FULL_MONTH}) )(?P<number>[0-9]{{1,2}})(?= [a-z]{{3,}})",
        lambda match: match["before"] + in_words(int(match["number"])),
    ),
    rule(
        "march, the verb",
        r"(?P<before>\b(?:will|to|they|we|must|can) march )(?P<number>[0-9]{1,2})\b",
        lambda match: match["before"] + in_words(int(match["number"])),
    ),
    rule(
        "from a year to another",
        r"(?<=[a-z] )(?P<one>1[0-9]{3}|20[0-9]{2})–(?=(?:1[0-9]|20)[0-9]{2}(?!\w))",
        r"\g<one>-",
    ),
    rule(
        "from a year to the next",
        r"(?<![\w.,-])(?P<century>20|19)(?P<one>[0-9]{2})[-–](?P<next>[0-9]{2})(?![\w-]|[.,][0-9])",
        _next_year,
    ),
    rule(
        "year in short",
        rf"\b(?P<month>{ANY_MONTH}),? ['’](?P<year>[0-9]{{2}})\b",
        r"\g<month> 20\g<year>",
    ),
    rule(
        "day before its month",
        rf"(?P<the>\b[Tt]he )(?P<day>{DAY}) (?P<month>{FULL_MONTH})\b",
        lambda match: f"{match['the']}{match['month']} {ordinal(int(match['day']))}",
    ),
    # Spans.
    rule(
        "days of a month",
        rf"\b(?P<month>{FULL_MONTH}) (?P<first>{DAY})(?:st|nd|rd|th)? ?[-–] ?"
        rf"(?P<last>{DAY})(?:st|nd|rd|th)?(?![\w:/]|[.,][0-9])",
        _days,
    ),
    rule(
        "month to month",
        rf"\b(?P<month>{FULL_MONTH})(?P<day> {DAY}(?:st|nd|rd|th)?)? ?[-–] ?(?=(?:{FULL_MONTH})\b)",
        r"\g<month>\g<day> to ",
    ),
    rule(
        "from a date to another",
        rf"(?<![\w/.-]){FIGURES} ?(?:[-–]|to|through|thru) ?(?P<month2>{MONTH})/"
        rf"(?P<day2>{DAY}){NOT_DATE}",
        _span,
    ),
    rule(
        "days in figures",
        rf"(?<![\w/.-])(?P<month>{MONTH})/(?P<first>{DAY}) ?[-–] ?(?P<last>{DAY})"
        rf"(?![\w/:]|[.,][0-9]| ?[ap]m)",
        _days_in_figures,
    ),
    # Dates without a year, or fractions.
    rule("nine eleven", r"(?<![\w/.])9/11(?![\w/])", "9 11"),
    rule(
        "beat",
        r"(?<![\w/.-])(?P<beats>[1-9]|1[0-2])/(?P<note>2|4|8|16)(?= "
        r"(?:beat|time|rhythm|meter|measure)\b)",
        r"\g<beats> \g<note>",
    ),
    rule(
        "fraction",
        rf"(?<![\w/.-])(?P<above>[1-9])/(?P<below>[2-9]|1[0-9])(?!\w){PART}",
        r"\g<above>⁄\g<below>",
    ),
    rule(
        "date behind what tells", rf"(?P<before>(?i:{WHEN}))(?<![\w/.-]){FIGURES}{NOT_DATE}", _date
    ),
    rule(
        "date behind a date",
        rf"(?P<before>\b(?:{ANY_MONTH}) [0-9]{{1,2}}(?:st|nd|rd|th)(?:,|,? and|,? or| to| &| –) )"
        rf"{FIGURES}{NOT_DATE}",
        _date,
    ),
    rule(
        "date before a time", rf"(?<![\w/.$-]){FIGURES}(?=,? (?:at|@|from|between) ?[0-9])", _date
    ),
    rule(
        "month and day of two digits",
        rf"(?<![\w/.$-])(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|1[3-57-9]|2[0-9]|3[01]){NOT_DATE}",
        _date,
    ),
    rule("date or fraction", rf"(?<![\w/.$-]){FIGURES}{NOT_DATE}", _or_fraction),
)
