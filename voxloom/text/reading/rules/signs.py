"""Signs before, between and behind numbers, in every language."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.words import Words

CURRENCY = "$€£¥₽"
NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
CLOCK = r"(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9]"
DASH = r" ?[-–—~] ?"


def sign_rules(words: Words) -> tuple[Rule, ...]:
    """To be applied when no code and no telephone number is left."""

    def version(match: re.Match[str]) -> str:
        return match["before"] + match["number"].replace(".", f" {words.point} ")

    def internet_address(match: re.Match[str]) -> str:
        parts = match.group().split(".")
        if any(int(part) > 255 or (part[0] == "0" and len(part) > 1) for part in parts):
            return match.group()  # 1.000.000.000
        return digit_by_digit(match.group(), words.language, f" {words.dot} ")

    def minus(match: re.Match[str]) -> str:
        space = "" if match.string[: match.start()][-1:] in ("", " ", "(") else " "
        return f"{space}{words.minus} {match.groupdict().get('sign') or ''}"

    def range_(match: re.Match[str]) -> str:
        low, high = (float(re.sub(r"\D", "", match[name])) for name in ("low", "high"))
        return f"{match['low']} {words.to} {match['high']}" if low < high else match.group()

    return (
        rule(
            "version",
            rf"(?P<before>(?i:{words.version}) ?)(?P<number>[0-9]+(?:\.[0-9]+)+)(?![\w,]|\.[0-9])",
            version,
        ),
        rule(
            "internet address of four numbers",
            r"(?<![\w.,:/-])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w,/:-]|\.[0-9])",
            internet_address,
        ),
        rule("24/7 and the like", r"(?<![\w/.])(24|50|20)/(7|50|20)(?![\w/])", r"\1 \2"),
        rule("minus behind a sign", rf"(?P<sign>[{CURRENCY}]) ?[-−–] ?(?=[0-9])", minus),
        # A dash between words is a pause: a minus has a space before it and none behind.
        rule(
            "minus", rf"(?<![\w).,%=<>\"″{CURRENCY}])[-−–](?=[{CURRENCY}]?[0-9]|[.,][0-9])", minus
        ),
        rule(
            "plus",
            rf"(?<![\w)])\+(?=[{CURRENCY}]|{NUMBER} ?(?:[%°{CURRENCY}]|(?:{words.counted})(?!\w)))",
            f"{words.plus} ",
        ),
        rule(
            "range of times",
            rf"(?<=[0-9][:.][0-9]{{2}}){DASH}(?={CLOCK}(?![0-9]))",
            f" {words.to} ",
        ),
        rule(
            "range of percent",
            rf"(?<![\w.,])(?P<low>{NUMBER}) ?%{DASH}(?={NUMBER} ?%)",
            rf"\g<low> {words.to} ",
        ),
        rule(
            "range of money",
            rf"(?P<sign>[{CURRENCY}])(?P<low>{NUMBER}){DASH}(?=[0-9])",
            rf"\g<low> {words.to} \g<sign>",
        ),
        rule(
            "range",
            rf"(?<![\w.,/:-])(?P<low>{NUMBER}){DASH}(?P<high>{NUMBER})"
            rf"(?= ?(?:{words.counted})(?!\w))",
            range_,
        ),
    )
