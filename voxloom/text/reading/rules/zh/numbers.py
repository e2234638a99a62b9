"""Chinese numbers, and the rules for those that no other rule has read."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.identifiers import identifier
from voxloom.text.reading.rules.zh.words import AMOUNTS, HAN, MEASURES, NUMBER

DIGITS = "零一二三四五六七八九"
LONGEST = 16  # digits of what has a name
GROUPS = ("", "万", "亿", "万亿")
PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
YEARS = "[春夏秋冬款版届级底初末]|新年|赛季|财年|财政|年度|世界杯|奥运|跨年"


def cardinal(number: int) -> str:
    """Up to 16 digits: 20 as 二十, 305 as 三百零五, 22000 as 两万两千."""
    if number == 0:
        return DIGITS[0]
    said, gap = "", False
    for place in reversed(range(len(GROUPS))):
        group = number // 10_000**place % 10_000
        if group:
            gap = bool(said) and (gap or group < 1000)
            said += ("零" if gap else "") + _group(group, bool(place), not said) + GROUPS[place]
        gap = bool(said) and not group
    return said


def _group(number: int, named: bool, first: bool) -> str:
    """Up to 9999; `named` where 万 or 亿 follows, `first` where nothing precedes."""
    if named and number == 2:
        return "两"
    said, gap = "", False
    for place, unit in PLACES:
        digit = number // place % 10
        if digit:
            name = "两" if digit == 2 and place == 1000 else DIGITS[digit]
            said += ("零" if gap and said else "") + name + unit
        gap = digit == 0
    return said.removeprefix("一") if 10 <= number < 20 and (named or first) else said


def spoken(number: str) -> str:
    """`0.50` as 零点五零; digits one by one where there is no such amount: `007`."""
    whole, point, part = number.partition(".")
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = digit_by_digit(whole, "zh")
    else:
        said = cardinal(int(whole))
    return f"{said}点{digit_by_digit(part, 'zh')}" if point else said


def until(written: str) -> str:
    """至 stays what it is; a dash is said 到."""
    return written if written in ("至", "到") else "到"


def year(digits: str) -> str:
    return digit_by_digit(digits, "zh")


def _number(match: re.Match[str]) -> str:
    return spoken(match.group())


def _version(match: re.Match[str]) -> str:
    parts = match.group().split(".")
    one_by_one = len(parts) == 4  # as addresses in the net are said
    return "点".join(digit_by_digit(p, "zh") if one_by_one else spoken(p) for p in parts)


def _door(match: re.Match[str]) -> str:
    return identifier(match["number"])


def _figures(match: re.Match[str]) -> str:
    return digit_by_digit(match["number"], "zh")


def number_rules() -> tuple[Rule, ...]:
    alone = r"(?<![0-9.])"
    return (
        rule(
            "door",
            rf"{alone}(?P<number>[0-9]{{3,4}})(?=号?(?:室|房|病房|诊室|包[房厢]|教室|办公室|会议室|"
            r"客房))",
            _door,
        ),
        rule("road", rf"{alone}(?P<number>[0-9]{{3}})(?=国道|省道|县道|次列车|次车|航班)", _door),
        rule("flight", rf"{alone}(?P<number>[0-9]{{4}})(?=次列车|次车|次?航班)", _door),
        rule("bus line", rf"{alone}(?P<number>[0-9]{{3}})(?=路(?:公交|车|电车|$|[，。、]))", _door),
        rule(
            "picture size",
            rf"{alone}(?P<number>480|720|1080|1440|2160)(?=[pPi](?![A-Za-z]))",
            _figures,
        ),
        rule("generation", rf"{alone}(?P<number>[0-9]0)(?=后(?!来))", _figures),
        rule("year of something", rf"{alone}(?P<number>(?:19|20)[0-9]{{2}})(?={YEARS})", _figures),
        rule(
            "long number",
            rf"(?<=[{HAN}:： ])(?<!第)(?P<number>[0-9]{{10,}})(?![0-9.]|{AMOUNTS})",
            _door,
        ),
        rule("version", rf"{alone}[0-9]+(?:\.[0-9]+){{2,}}(?![0-9])", _version),
        rule("two hundred", r"(?<![0-9.第])2(?=[百千万亿])", "两"),
        rule(
            "two of something",
            rf"(?<![0-9A-Za-z.第/:负-])2(?=(?:(?:到|至){NUMBER})?(?:多|余)?(?:{MEASURES}))",
            "两",
        ),
        rule("number", rf"{alone}{NUMBER}(?!\.?[0-9])", _number),
        rule("figures left", "[0-9]+", _number),
    )
