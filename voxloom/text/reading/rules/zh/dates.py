"""Days, months and years whose shape is a date's."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.numbers import DIGITS, cardinal, year
from voxloom.text.reading.rules.zh.words import AMOUNTS, DASH, HAN, TO

YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
MONTH = r"(?P<month>0[1-9]|1[0-2])"
LONG_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
TWO_DIGIT_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
START, END = r"(?<![0-9A-Za-z./:])(?<![0-9]-)", r"(?![0-9A-Za-z%]|[./:-][0-9])"
ALONE = r"(?<![0-9.])"
NO_VERSION = "(?<!版本)(?<!版本号)(?<![更升][新级][到至为])(?<![A-Za-z] )"
NO_CODE = "(?<![码号凭])(?<![码号][是为:： ])"


def date(match: re.Match[str]) -> str:
    """For a rule with the group `month`, and `year` or `day` or both."""
    parts = match.groupdict()
    said = f"{year(parts['year'])}年" if parts.get("year") else ""
    day = f"{cardinal(int(parts['day']))}日" if parts.get("day") else ""
    return f"{said}{cardinal(int(parts['month']))}月{day}"


def full_date_rules() -> tuple[Rule, ...]:
    """Dates that are nothing else, to be applied before codes."""
    until = rf"(?={DASH}(?:[0-9]{{4}}[./-])?[0-9]{{1,2}}[./-][0-9]{{1,2}}{END})"
    return (
        rule(
            "month of expiry",
            rf"(?P<before>有效期[{HAN}]{{0,3}}[:：]? ?){MONTH}/(?P<year>[2-9][0-9])(?![0-9/])",
            _expiry,
        ),
        rule(
            "year, month, day",
            rf"(?<![0-9A-Za-z./:]){YEAR}([./·-]){LONG_MONTH}\2{DAY}(?:{END}日?|{until}|T(?=[0-9]))",
            date,
        ),
        rule("month, day, year", rf"{NO_CODE}{START}{LONG_MONTH}([/-]){DAY}\2{YEAR}{END}", date),
        rule("day, month, year", rf"{NO_CODE}{START}{DAY}([./-]){LONG_MONTH}\2{YEAR}{END}", date),
        rule("month, year", rf"{START}{MONTH}[/.-]{YEAR}{END}", date),
        rule(
            "short year, month, day",
            rf"{START}{NO_VERSION}(?P<year>[0-9]{{2}})([/.]){LONG_MONTH}\2{DAY}(?!版|系统){END}",
            date,
        ),
    )


def date_rules() -> tuple[Rule, ...]:
    """To be applied behind codes."""
    return (*_figure_rules(), *_range_rules(), *_year_rules(), *_month_rules())


def _figure_rules() -> tuple[Rule, ...]:
    alone = r"(?<![0-9A-Za-z.])"
    return (
        rule(
            "year, month",
            rf"(?<![0-9A-Za-z./:]){YEAR}[/.-]{MONTH}(?:{END}|(?={DASH}(?:19|20)[0-9]{{2}}[/.-]))",
            date,
        ),
        rule(
            "years and months",
            rf"{alone}{YEAR}[./]{LONG_MONTH}{DASH}(?P<until>(?:19|20)[0-9]{{2}})[./]"
            rf"(?P<last>0?[1-9]|1[0-2]){END}",
            lambda match: f"{date(match)}到{match['until']}年{match['last']}月",
        ),
        rule(
            "compact date",
            rf"{alone}{YEAR}{MONTH}{TWO_DIGIT_DAY}(?![0-9A-Za-z.]| ?(?:{AMOUNTS}))",
            date,
        ),
        rule("compact month", rf"{alone}{YEAR}{MONTH}(?=期|账|学期)", date),
    )


def _range_rules() -> tuple[Rule, ...]:
    day = r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}[日号]|[0-9]{1,2}月"
    return (
        rule(
            "days",
            rf"(?:(?<=[日号])|(?<=[0-9]月)|(?<=月[0-9])|(?<=月[0-9]{{2}})){DASH}(?={day})",
            "到",
        ),
        rule(
            "years",
            rf"(?<![0-9]){YEAR}年?{TO}(?=(?:19|20)[0-9]{{2}}(?:学?年|财年|赛季))",
            lambda match: f"{year(match['year'])}到",
        ),
        rule(
            "months",
            rf"{ALONE}(?P<month>[1-9]|1[0-2]){DASH}(?=(?:[1-9]|1[0-2])月)",
            lambda match: f"{cardinal(int(match['month']))}到",
        ),
    )


def _year_rules() -> tuple[Rule, ...]:
    two_digits = r"0[0-9]|[0-9]{2}(?=年[0-9]{1,2}月)|(?<=^)[0-9]{2}(?=年(?:[春夏秋冬度]|$))"
    return (
        rule(
            "era",
            rf"{ALONE}(?P<date>[0-9]{{1,4}}(?=年|[ab ])(?:年(?:[0-9]{{1,2}}月)?)?) ?"
            r"(?P<era>a\.?d|b\.?c)(?![A-Za-z])\.?",
            _era,
        ),
        rule("year", rf"{ALONE}(?P<year>[12][0-9]{{3}})(?=学?年|财年|赛季)", _year),
        rule("year of an era", r"(?:(?<=公元)|(?<=公元前))(?P<year>[0-9]+)(?=年)", _year),
        rule("short year", rf"{ALONE}(?P<year>{two_digits})(?=年)", _year),
    )


def _month_rules() -> tuple[Rule, ...]:
    return (
        rule("month", rf"{ALONE}(?P<number>0?[1-9]|1[0-2])(?=月)", _cardinal),
        rule("day", r"(?<![0-9.第])(?P<number>0[1-9])(?=[日号])", _cardinal),
    )


def spoken_date_rules() -> tuple[Rule, ...]:
    """Between dates that other rules have read."""
    day = rf"(?:[{DIGITS}]{{4}}年|次年|翌年)?[{DIGITS}十]{{1,3}}[月日号]"
    return (rule("days in words", rf"(?<=[日号月)）点分]){DASH}(?={day})", "到"),)


def _year(match: re.Match[str]) -> str:
    return year(match["year"])


def _cardinal(match: re.Match[str]) -> str:
    return cardinal(int(match["number"]))


def _era(match: re.Match[str]) -> str:
    said = match["date"] if "年" in match["date"] else f"{match['date']}年"
    return f"公元{'前' if match['era'].startswith('b') else ''}{said}"


def _expiry(match: re.Match[str]) -> str:
    return f"{match['before']}二零{year(match['year'])}年{cardinal(int(match['month']))}月"
