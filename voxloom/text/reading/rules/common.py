"""Rules that differ between languages only in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voxloom.text.reading.rules.digits import digit_by_digit, spelled
from voxloom.text.reading.rules.roman import ROMAN, as_digits
from voxloom.text.reading.rules.rule import Rule, rule, table

# A telephone's keys, as the voice on the line calls them.
KEYS = {
    "en": {"*": "star", "#": "pound"},
    "zh": {"*": "星号键", "#": "井号键"},
    "es": {"*": "asterisco", "#": "almohadilla"},
    "fr": {"*": "étoile", "#": "dièse"},
    "it": {"*": "asterisco", "#": "cancelletto"},
    "ru": {"*": "звёздочка", "#": "решётка"},
    "de": {"*": "Stern", "#": "Raute"},
}
# Seven digits and more with hyphens, which are no ISO date.
HYPHENATED = (
    r"(?<![0-9-])(?!\d{4}-\d\d-\d\d(?!\d))(?=(?:-?[0-9]){7,15}(?![0-9-]))[0-9]+(?:-[0-9]+)+"
)
INTERNATIONAL = r"(?<!\w)\+[0-9]{1,3}(?:[ -]?\(?[0-9]{1,7}\)?){2,6}(?![\w-])"
TOP = "com|org|net|edu|gov|info|io|eu|de|fr|es|it|ru|uk|us|ch|at|be|nl|mx|ar|ca|co|app|dev"
ADDRESS = (
    rf"(?<![\w@.])(?:https?://)?(?:[\w-]+(?:\.[\w-]+)*@)?(?:[\w-]+\.)+(?:{TOP})"
    r"(?:/[\w/.-]*\w)?(?![\w@])"
)
# German and Italian: a zero before the area code, the number behind a space or a slash.
AREA_CODE = r"(?<![\w.,/])0[0-9]{1,4} ?[ /] ?[0-9]{4,8}(?![\w.,]*[0-9])"
SCHEME = re.compile(r"^https?://")


@dataclass(frozen=True)
class Words:
    """What the common rules say in one language."""

    language: str
    code: str  # regular expression of words whose digits are read one by one
    between: str  # regular expression of what may stand between these and the digits
    numbered: str  # regular expression of words with a roman numeral behind
    plus: str
    to: str  # in a range
    counted: str  # regular expression of what is counted in a range, behind it
    dot: str
    at: str
    slash: str
    hyphen: str
    underscore: str
    abbreviations: dict[str, str]
    units: dict[str, str]  # after a number


def key_rules(language: str) -> tuple[Rule, ...]:
    """The keys `*` and `#` where they stand alone (in Chinese, anywhere)."""
    alone = "{}" if language == "zh" else r"(?<!\S){}(?![^\s,.;:!?])"
    return (table("telephone key", alone, KEYS[language]),)


def common_rules(words: Words) -> tuple[Rule, ...]:
    language = words.language

    def number(match: re.Match[str]) -> str:
        return digit_by_digit(match.group(), language)

    def international(match: re.Match[str]) -> str:
        return f"{words.plus} {number(match)}"

    def code(match: re.Match[str]) -> str:
        return match["before"] + spelled(match["number"], language)

    def address(match: re.Match[str]) -> str:
        return _address(SCHEME.sub("", match.group()), words)

    return (
        rule("address in the net", ADDRESS, address, re.IGNORECASE),
        rule("international number", INTERNATIONAL, international),
        rule("hyphenated number", HYPHENATED, number),
        rule("area code", AREA_CODE, number),
        rule(
            "code",
            rf"(?P<before>\b(?i:{words.code})(?!\w)(?:{words.between})? ?:? ?)"
            r"(?P<number>(?=[A-Z]{0,4}[0-9]{2,})[A-Z]{0,4}[0-9]{2,20})(?![\w%°:/-]|[.,][0-9])",
            code,
        ),
        rule("24/7 and the like", r"(?<![\w/.])(24|50|20)/(7|50|20)(?![\w/])", r"\1 \2"),
        rule(
            "range",
            r"(?<![\w.,/:-])(?P<low>[0-9]{1,4}) ?[-–] ?(?P<high>[0-9]{1,4})"
            rf"(?= ?(?:{words.counted})(?!\w))",
            rf"\g<low> {words.to} \g<high>",
        ),
        rule(
            "numbered part", rf"(?P<before>\b(?i:{words.numbered}) )(?P<roman>{ROMAN})\b", as_digits
        ),
        table("unit", r"(?<=[0-9]) ?{}(?![\w/])", {k: f" {v}" for k, v in words.units.items()}),
        table("abbreviation", r"(?<![\w.]){}(?!\w)", words.abbreviations),
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
