"""Ways to write the same signs: full width, in circles, in groups of three, in masks."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule, table
from voxloom.text.reading.rules.zh.identifiers import identifier
from voxloom.text.reading.rules.zh.words import AMOUNTS, EMERGENCY, HAN, NUMBER

WIDE = {
    chr(code): chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)
    if chr(code).isalnum() or chr(code) in "％＃＊＋－／＝＜＞＠＆＄．～"
}
CIRCLED = {chr(0x2460 + number): str(number + 1) for number in range(20)}
ROMAN = {chr(0x2160 + number): str(number + 1) for number in range(12)}
LATIN_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
# Beside Chinese; the full stop is also a point.
PAUSES = dict(zip(",;!?", "，；！？", strict=True))
FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}


def form_rules() -> tuple[Rule, ...]:
    return (
        table("full-width", "{}", WIDE),
        rule("full-width colon", r"(?<=[0-9])：(?=[0-9]{2}(?![0-9]))", ":"),
        # Beside digits they would be taken for parts of a number.
        rule("half-width colon", rf"(?<=[{HAN})）]):(?= ?[0-9￥¥$+(（-])", "："),
        table("half-width pause", rf"(?<=[{HAN}0-9A-Za-z%℃）)”]){{}}(?= ?[{HAN}（“])", PAUSES),
        table("half-width pause", rf"(?<=[{HAN}）)”]){{}}(?![,.;!?])", PAUSES),
        rule("half-width full stop", rf"(?<=[{HAN}）)”])\.(?= ?(?:[{HAN}]|$))", "。"),
        rule("straight quotes", r'"([^"]*)"', r"“\1”"),  # the grammar reads no sentence with them
        rule("straight quote", '"', "”"),
        rule("zero in a circle", "〇", "零"),
        table("in a circle", "{}", CIRCLED),
        table("roman numeral", "{}", ROMAN),
        table("roman number", r"(?<![A-Za-z]){}(?=[期级型度类段代区]|$)", LATIN_ROMAN),
        rule("number and fraction", r"(?<=[0-9])(?=[½⅓⅔¼¾⅛])", "又"),
        table("fraction", "{}", FRACTIONS),
        rule(
            "two numbers, not one",
            rf"(?<=(?<![0-9,.])(?:{EMERGENCY})),(?=(?:{EMERGENCY})(?![0-9,.]| ?(?:{AMOUNTS})))"
            r"|(?<=[0-9]{4}),(?=[0-9])|(?<=[0-9]),(?=[0-9]{1,2}(?![0-9])|[0-9]{4})"
            r"|(?<=[0-9]),(?=[0-9]{3,}(?:,[0-9]{3,})*(?:[均都皆]可|[均都]行|任选|任一))",
            "，",
        ),
        rule(
            "groups of three",
            r"(?<![0-9,.])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9]|,[0-9])",
            lambda match: match.group().replace(",", ""),
        ),
        rule(
            "day of an event",
            r"(?<![0-9A-Za-z.·•・])(?P<month>1[0-2]|[1-9])(?:[·•・]|\.(?=[0-9]{1,2}[”》」]?(?:事件|事变"
            r"|惨案|晚会|运动|[\u4e00-\u9fff]{0,2}地震)))(?P<day>[0-9]{1,2})(?![0-9A-Za-z.])",
            lambda match: _event(match["month"], match["day"]),
        ),
        rule(
            "difference",
            rf"(?<![0-9A-Za-z.:/-]){NUMBER}(?: ?[-−–+×÷] ?{NUMBER}){{1,9}}(?= ?(?:=|等于))",
            lambda match: re.sub(" ?[-−–] ?", "减", match[0]),
        ),
        rule("dot between names", rf"(?<=[{HAN}])[·•・](?=[{HAN}])", ""),
        rule(
            "masked digits",
            r"(?<![0-9])[0-9]+ ?\*{2,}(?: \*{2,})* ?[0-9]+(?![#*])",
            lambda match: identifier(match.group()),
        ),
        rule("mask", r"(?<![A-Za-z0-9*])\*{3,} ?(?=[0-9])", ""),
        rule(
            "masked end",
            r"(?<![0-9-])[0-9][0-9-]*\*{3,}(?![0-9*])",
            lambda match: identifier(match.group()),
        ),
        rule("masked card", r"(?P<before>[卡户号][（(]?)\*+(?=[0-9]{4}(?![0-9#*]))", r"\g<before>"),
        rule("masked name", rf"(?<=[{HAN}])\*{{1,2}}(?=先生|女士|小姐|同学)", ""),
    )


def _event(month: str, day: str) -> str:
    """九一一, but 十一 is the first of October."""
    if month == "10" and day == "1":
        return "十一"
    return digit_by_digit(month + day, "zh", "")
