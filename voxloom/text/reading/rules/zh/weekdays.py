"""Days of the week, in figures and in ranges."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.numbers import until
from voxloom.text.reading.rules.zh.words import AMOUNTS, DASH, TO

FIGURES = dict(zip("1234567", "一二三四五六日", strict=True))
WEEK = "周|星期|礼拜"
WEEKDAY = f"(?:{WEEK})[一二三四五六日天末]"
BEHIND = "(?<=[周期拜][一二三四五六日天])"


def weekday_rules() -> tuple[Rule, ...]:
    another = rf"{DASH}(?:{WEEK}|[1-7](?![0-9]|{AMOUNTS}))"
    return (
        rule(
            "weekday in figures",
            rf"(?P<before>{WEEK})(?P<day>[1-7])(?=[、，。,至到)）（(日晚早休]|{another}|[上下中]午|$"
            r"| ?[0-9]{1,2}[:点])",
            lambda match: match["before"] + FIGURES[match["day"]],
        ),
        rule(
            "weekday behind a weekday",
            rf"{BEHIND}(?P<to>{TO})(?P<day>[1-7])(?![0-9.:]|{AMOUNTS})",
            _until,
        ),
        rule("weekdays", rf"{BEHIND}{DASH}(?=(?:{WEEK})?[一二三四五六日天])", "到"),
        # 周二 14:00 is not 周二十四点.
        rule(
            "pause",
            rf"(?:{BEHIND}|(?<=[周期拜][一二三四五六日天][至到][一二三四五六日天]))(?=[零一二三四五六七八九十两]{{1,3}}点)",
            "，",
        ),
    )


def _until(match: re.Match[str]) -> str:
    return until(match["to"]) + FIGURES[match["day"]]
