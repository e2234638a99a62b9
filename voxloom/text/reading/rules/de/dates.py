"""German dates: numbers and months, with and without a year, and ranges of them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de import months
from voxloom.text.reading.rules.de.numbers import number, ordinal, year
from voxloom.text.reading.rules.de.ordinals import ending
from voxloom.text.reading.rules.rule import Rule, rule

DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?P<month>0?[1-9]|1[0-2])"
YEAR = r"(?P<year>(?:1[0-9]|20)[0-9]{2}|(?<=\.)[0-9]{2}|(?<=\. )(?:1[0-9]|20)[0-9]{2})"
NAMED = rf"(?P<name>(?i:{months.NAMES}))"
DASH = r" ?[-–—] ?"
THIS_CENTURY = 40  # years in two digits below this one
EXPIRES = (
    r"gültig bis|gilt bis|gültig|läuft bis|ablaufdatum|ablauf|verfallsdatum|gültigkeit|läuft ab|"
    r"haltbar bis|ende|bis ende|verfällt|abgelaufen|läuft"
)


def _full_year(written: str) -> str:
    if len(written) == 2:
        written = f"{20 if int(written) < THIS_CENTURY else 19}{written}"
    return year(int(written))


def _said(match: re.Match[str], name: str) -> str:
    day = ordinal(int(match["day"]), ending(match.string[: match.start("day")]))
    after = match.groupdict().get("year")
    before = match.groupdict().get("before") or ""
    stops = match.end() == len(match.string) and match.group().endswith(".")
    return f"{before}{day} {name}{f' {_full_year(after)}' if after else ''}{'.' if stops else ''}"


def _numeric(match: re.Match[str]) -> str:
    return _said(match, months.MONTHS[int(match["month"]) - 1])


def _named(match: re.Match[str]) -> str:
    return _said(match, months.month(match["name"]))


def _day_to_day(match: re.Match[str]) -> str:
    between = " und " if match["dash"].strip() == "/" else " bis "
    return ordinal(int(match["day"]), ending(match.string[: match.start("day")])) + between


def _month_of_year(match: re.Match[str]) -> str:
    return f"{match['before']}{months.MONTHS[int(match['month']) - 1]} {_full_year(match['year'])}"


def _short(match: re.Match[str]) -> str:
    return months.month(match["name"])


NUMERIC = rf"(?<![\w.,:/]){DAY}\. ?{MONTH}\."

DATE_RULES: tuple[Rule, ...] = (
    rule(
        "date from year to day",
        r"(?<![\w.,/-])(?P<year>(?:19|20)[0-9]{2})-(?P<month>0?[1-9]|1[0-2])-"
        r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?![\w/-]|[.,][0-9])",
        _numeric,
    ),
    # The days of a range: the first one's month may be left out, and its full stop.
    rule(
        "day to day",
        rf"(?<![\w.,:/]){DAY}\.(?P<dash>{DASH}| bis | ?/ ?)(?=[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.(?!\w+\.)|{NAMED}))",
        _day_to_day,
    ),
    rule(
        "date before a dash",
        rf"{NUMERIC}(?: ?{YEAR})?{DASH}(?=[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.|(?i:{months.NAMES})))",
        lambda m: _numeric(m) + " bis ",
    ),
    rule(
        "date before a dash, named",
        rf"(?<![\w.,:/]){DAY}\. ?{NAMED}(?: (?P<year>(?:1[0-9]|20)[0-9]{{2}}))?{DASH}(?=[0-9]{{1,2}}\.)",
        lambda m: _named(m) + " bis ",
    ),
    rule("date", rf"{NUMERIC}(?: ?{YEAR})?(?!\w|\.\w)", _numeric),
    rule(
        "date without its last full stop",
        rf"(?P<before>\b(?i:am|ab|vom|zum|bis|den|dem|seit) ){DAY}\.(?P<month>0[1-9]|1[0-2]|[1-9])"
        r"(?![\w%€]|[.,:][0-9]| ?(?:Uhr|h|Euro|EUR|%|€|-|–|bis)(?!\w))",
        _numeric,
    ),
    rule(
        "date with a month's name",
        rf"(?<![\w.,:/]){DAY}\. ?{NAMED}(?: (?P<year>(?:1[0-9]|20)[0-9]{{2}}))?(?!\w)",
        _named,
    ),
    rule(
        "end of validity",
        rf"(?P<before>\b(?i:{EXPIRES}):? )(?P<month>0?[1-9]|1[0-2]) ?[/.-] ?(?P<year>20[0-9]{{2}}|[0-9]{{2}})"
        r"(?![\w.,/-]*[0-9])",
        _month_of_year,
    ),
    rule(
        "month and year",
        r"(?<![\w.,/-])(?P<before>)(?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)[0-9]{2})(?![\w/-]|[.,][0-9])",
        _month_of_year,
    ),
    rule(
        "month to month",
        rf"(?<!\w)(?P<name>{months.NAMES}){DASH}(?={months.NAMES}(?!\w))",
        lambda m: months.month(m["name"]) + " bis ",
    ),
    rule(
        "month in short",
        rf"(?<!\w)(?P<name>(?!Mai|Sep\b(?!\.)){months.NAMES})(?= (?:19|20)[0-9]{{2}}(?![\w.,]*[0-9])| bis )",
        _short,
    ),
    rule(
        "month in short behind a word",
        rf"(?P<before>\b(?:im|bis|ab|seit|Ende|Anfang|Mitte|und|von) )(?P<name>(?:"
        rf"{'|'.join(sorted(months.SHORT, key=len, reverse=True))})\.)(?!\w)",
        lambda m: m["before"] + _short(m) + ("." if m.end() == len(m.string) else ""),
    ),
    rule(
        "two years",
        r"(?<![\w.,/-])(?P<first>(?:19|20)[0-9]{2})/(?P<second>[0-9]{2}|20[0-9]{2})(?![\w/-]|[.,][0-9])",
        lambda m: f"{year(int(m['first']))} {number(int(m['second']))}",
    ),
    rule(
        "years in a range",
        r"(?<![\w.,/-])(?P<first>(?:19|20)[0-9]{2}) ?[-–—] ?(?P<second>(?:19|20)[0-9]{2})(?![\w/-]|[.,][0-9])",
        lambda m: f"{year(int(m['first']))} bis {year(int(m['second']))}",
    ),
    rule("calendar week", r"(?<!\w)KW(?= ?[0-9]{1,2}(?!\w))", "Kalenderwoche"),
    rule(
        "quarter",
        r"(?<!\w)Q ?(?P<number>[1-4])(?=[ /](?:19|20)[0-9]{2})/?",
        lambda m: f"Q {m['number']} ",
    ),
)
