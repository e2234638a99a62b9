"""Addresses in the net: `www.example.com` as www点example点com."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule

SIGNS = {".": "点", "@": "艾特", "/": "斜杠", "-": "横杠", "_": "下划线"}
ADDRESS = (
    r"(?<![A-Za-z0-9@._-])(?:https?://)?(?:[A-Za-z0-9_.-]+@)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
    r"(?:/[A-Za-z0-9/._-]*[A-Za-z0-9])?(?![A-Za-z0-9@])"
)


def _address(match: re.Match[str]) -> str:
    written = re.sub("^https?://", "", match.group())
    parts = re.findall("[0-9]+|[A-Za-z]+|[.@/_-]", written)
    return "".join(
        SIGNS.get(part) or (digit_by_digit(part, "zh") if part.isdigit() else part)
        for part in parts
    )


def address_rules() -> tuple[Rule, ...]:
    return (rule("address in the net", ADDRESS, _address),)
