"""Times of day and opening hours."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.numbers import cardinal, until
from voxloom.text.reading.rules.zh.words import AMOUNTS, DASH, TO

HALVES = {"am": "上午", "pm": "下午"}
HALF = r"(?i:[ap]\.?m(?![a-z])\.?)"
HOUR = r"(?:[01]?[0-9]|2[0-4])"
CLOCK = rf"{HOUR}[:：][0-5][0-9]"
TIME = rf"(?P<hour>{HOUR})[:：](?P<minute>[0-5][0-9])(?:[:：](?P<second>[0-5][0-9]))?"
NEXT_DAY = "次日|第二天|翌日|隔天|凌晨|早上?|[上下中]午|晚上?|傍晚"
# Behind these, figures without more are hours.
OPEN = (
    "(?<=[周期拜][一二三四五六日天末])|(?<=工作日)|(?<=[每假][日天])|(?<=时间)|(?<=[上下]午)|"
    "(?<=[早晚]上)"
)


def _clock(match: re.Match[str]) -> str:
    named = match["half"] and int(match["hour"]) <= 12
    half = HALVES[match["half"].lower().replace(".", "")] if named else ""
    minute, second = int(match["minute"]), match["second"]
    said = f"{half}{_hour(match['hour'])}点"
    if minute or second:
        said += f"{_two(minute)}分"
    return said + (f"{_two(int(second))}秒" if second else "")


def _hour(hour: str) -> str:
    return "两" if int(hour) == 2 else cardinal(int(hour))


def _half(match: re.Match[str]) -> str:
    return f"{HALVES[match['half'].lower().replace('.', '')]}{_hour(match['hour'])}点"


def _hours(match: re.Match[str]) -> str:
    return f"{_hour(match['low'])}点{until(match['to'])}{_hour(match['high'])}点"


def _ratio(match: re.Match[str]) -> str:
    return match.group().replace(":", "比")


def _two(number: int) -> str:
    """Minutes: the zero of 零五 is said."""
    return ("零" if 0 < number < 10 else "") + cardinal(number)


def time_rules() -> tuple[Rule, ...]:
    start = r"(?<![0-9:./-])"
    return (
        rule(
            "hours to a time",
            rf"{start}(?P<hour>{HOUR})(?={DASH}{CLOCK})",
            lambda match: f"{_hour(match['hour'])}点",
        ),
        rule(
            "time to an hour",
            rf"(?<=[0-9][:：][0-9]{{2}}){DASH}(?P<hour>{HOUR})(?![0-9:：.点时月日号])",
            lambda match: f"到{_hour(match['hour'])}点",
        ),
        rule(
            "range of times",
            rf"(?<=[0-9点时分半mM.])(?<![0-9]\.){DASH}"
            rf"(?=(?:{NEXT_DAY})?{HOUR}(?:[:：][0-5][0-9]|[点时]| ?{HALF}))",
            "到",
        ),
        rule(
            "hours of a day",
            rf"(?:{OPEN}) ?[:：]?"
            rf"(?P<low>{HOUR})(?P<to>{TO})(?P<high>{HOUR})(?![0-9:：./点时]|{AMOUNTS})",
            _hours,
        ),
        # "3:1" and "78:96" are no times.
        rule(
            "score",
            rf"{start}(?P<ours>[0-9]{{1,3}}):(?P<theirs>[0-9]|[6-9][0-9]|[0-9]{{3,}})(?![0-9:：])",
            r"\g<ours>比\g<theirs>",
        ),
        rule("ratio", r"(?<![0-9:])1:(?=[0-9]+(?:的比例|冲|稀释|兑|配))|(?<=比例[为是]1):", _ratio),
        rule(
            "half before a time",
            rf"(?<![A-Za-z])(?P<half>AM|PM|am|pm)[ .]?(?={HOUR}[:：点])",
            lambda match: HALVES[match["half"].lower()],
        ),
        rule("clock", rf"(?<![0-9:]){TIME}(?![0-9:：])(?: ?(?P<half>{HALF}))?分?", _clock),
        rule("half of the day", rf"(?<![0-9:.])(?P<hour>0?[1-9]|1[0-2]) ?(?P<half>{HALF})", _half),
        rule(
            "minutes below ten",
            r"(?<=[点时分])0(?P<minute>[1-9])(?![0-9.])",
            lambda match: _two(int(match["minute"])),
        ),
        rule(
            "hour below ten",
            r"(?<![0-9.:])0(?P<hour>[0-9])(?=[点时])",
            lambda match: _hour(match["hour"]),
        ),
        rule("round the clock", r"(?<![0-9])24 ?/ ?7(?![0-9])(?:小时)?", "7乘24小时"),
        rule("7 days of 24 hours", r"(?<![0-9])7 ?[xX×*] ?24(?![0-9])", "7乘24"),
        rule("hours and minutes", r"(?<=[0-9])h(?=[0-9]{1,2} ?m)", "小时"),
        rule("day and night", r"(?<![0-9])24 ?[hH](?![A-Za-z])", "24小时"),
    )
