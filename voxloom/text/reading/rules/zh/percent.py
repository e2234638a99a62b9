"""Percent and per mille: `10%-15%` as 百分之十到百分之十五."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.numbers import spoken, until
from voxloom.text.reading.rules.zh.words import DASH, MINUS, NUMBER

PARTS = {"%": "百分之", "‰": "千分之"}


def percent_rules() -> tuple[Rule, ...]:
    low = rf"(?P<sign>[{MINUS}+]?)(?P<low>{NUMBER}) ?"
    high = rf"(?P<again>[%‰])?(?P<to>{DASH}|至|到)(?P<minus>-)?(?P<high>{NUMBER}) ?"
    return (rule("percent", rf"(?<![0-9A-Za-z.]){low}(?:{high})?(?P<of>[%‰])", _percent),)


def _percent(match: re.Match[str]) -> str:
    sign, part = match["sign"], PARTS[match["of"]]
    said = ("正" if sign == "+" else "负" if sign else "") + part + _of_hundred(match["low"])
    if match["high"]:
        minus, again = "负" if match["minus"] else "", part if match["again"] else ""
        said += until(match["to"]) + minus + again + _of_hundred(match["high"])
    return said


def _of_hundred(number: str) -> str:
    return "百" if number == "100" else spoken(number)
