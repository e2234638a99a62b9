"""The rules of all languages, whose words differ."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.codes import code_rules, key_rules, masked_rules
from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.roman import ROMAN, as_digits
from voxloom.text.reading.rules.rule import Rule, rule, table
from voxloom.text.reading.rules.signs import sign_rules
from voxloom.text.reading.rules.words import Words

TOP = "com|org|net|edu|gov|info|io|eu|de|fr|es|it|ru|uk|us|ch|at|be|nl|mx|ar|ca|co|app|dev"
ADDRESS = (
    rf"(?<![\w@.-])(?:https?://)?(?:[\w-]+(?:\.[\w-]+)*@)?(?:[\w-]+\.)+(?:{TOP})"
    r"(?:/[\w/.-]*\w)?(?![\w@])"
)
SCHEME = re.compile(r"^https?://")


def first_rules(words: Words) -> tuple[Rule, ...]:
    """What is no amount, whatever it looks like: before a language's own rules."""

    def address(match: re.Match[str]) -> str:
        return _address(SCHEME.sub("", match.group()), words)

    return (rule("address in the net", ADDRESS, address, re.IGNORECASE), *number_rules(words))


def number_rules(words: Words) -> tuple[Rule, ...]:
    """The same without addresses in the net."""
    return (*masked_rules(words), *key_rules(words), *code_rules(words), *sign_rules(words))


def last_rules(words: Words) -> tuple[Rule, ...]:
    """What a language's own rules have left."""

    def one_sign(match: re.Match[str]) -> str:
        """In English "in this section I" speaks of a person."""
        person = words.language == "en" and (
            match["before"][0].islower() or re.match(" [a-z]", match.string[match.end() :])
        )
        return match.group() if person and match["roman"] == "I" else as_digits(match)

    return (
        rule(
            "numbered part",
            rf"(?P<before>\b(?i:{words.numbered}) )(?P<roman>(?=[CLXVI]{{2}}){ROMAN})\b",
            as_digits,
        ),
        rule(  # Section C is a letter
            "part numbered with one sign",
            rf"(?P<before>\b(?i:{words.numbered}) )(?P<roman>[IVX])\b(?!['’])",
            one_sign,
        ),
        table("unit", r"(?<=[0-9]) ?{}(?![\w/])", {k: f" {v}" for k, v in words.units.items()}),
        table("abbreviation", r"(?<![\w.]){}(?!\w)", words.abbreviations, closing=words.closing),
    )


def _address(written: str, words: Words) -> str:
    signs = {
        ".": words.dot,
        "@": words.at,
        "/": words.slash,
        "-": words.hyphen,
        "_": words.underscore,
    }
    parts = re.findall(r"[0-9]|[^\W0-9_]+|[.@/_-]", written.strip("/"))
    return " ".join(
        signs.get(part) or (digit_by_digit(part, words.language) if part.isdigit() else part)
        for part in parts
    )
