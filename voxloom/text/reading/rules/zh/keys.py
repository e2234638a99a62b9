"""The keys `*` and `#`, alone or glued to digits: `*67`, `1234#`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.codes import KEYS
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.identifiers import identifier

SIGNS = {"*": "星号", "#": "井号"}
# `3#楼` is building number 3.
BUILDINGS = "楼|门|栋|馆|机|厅|仓|库|桌|窗|柜|站|泵|炉|线|车|院|电梯|单元|座|厂|口"
START, END = r"(?<![A-Za-z0-9*#.,])", rf"(?![A-Za-z0-9*#]|{BUILDINGS})(?P<named>号?键)?"


def key_rules() -> tuple[Rule, ...]:
    return (
        rule(
            "number of a building",
            rf"(?<=[0-9])#(?=(?:[、和及至到~-][0-9]+#)*(?:{BUILDINGS}))",
            "号",
        ),
        rule("number sign", r"(?<=[单号票位])#(?=[0-9]+(?![0-9*#]))", ""),
        rule("key and digits", rf"{START}(?P<keys>[*#]+[0-9][0-9*#]*){END}", _pressed),
        rule("digits and key", rf"{START}(?P<keys>[0-9]+[*#]+){END}", _pressed),
        rule("keys", r"(?<=[按拨入])(?P<keys>[*#]{2,3})(?![A-Za-z0-9*#])(?P<named>键)?", _pressed),
        rule(
            "key in quotes",
            r"[“‘「\[【](?P<key>[*#])[”’」\]】]号?键?",
            lambda match: KEYS["zh"][match["key"]],
        ),
        rule(
            "telephone key",
            r"(?<![A-Za-z0-9*#])(?P<key>[*#])(?:字?号?键)?(?![A-Za-z0-9*#])号?",
            lambda match: KEYS["zh"][match["key"]],
        ),
    )


def _pressed(match: re.Match[str]) -> str:
    signs = re.findall(r"[*#]|[0-9]+", match["keys"])
    said = "".join(SIGNS.get(sign) or identifier(sign) for sign in signs)
    return said + ("键" if match["named"] else "")
