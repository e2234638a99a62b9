"""Spanish numbers with slashes, signs and letters that are no amounts."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.es.words import CODE
from voxloom.text.reading.rules.rule import rule

OF_WHICH = (
    r"paso|parte|página|pág\.|hoja|cuota|plazo|pago|mensaje|mensualidad|intento|recibo|dosis"
    r"|sesión|letra|capítulo"
)


def _slashes(match: re.Match[str]) -> str:
    return " barra ".join(digit_by_digit(part, "es") for part in match.group().split("/"))


# Before ranges are read.
BETWEEN = (
    rule(
        "between",
        r"(?P<between>(?i:\bentre (?:las? |los? |el )?)\$?[0-9][0-9.,]*) ?[-–—] ?(?=\$?[0-9])",
        r"\g<between> y ",
    ),
)
# Before numbers look like amounts and dates.
BEFORE_CODES = (
    rule(  # el 11-S
        "day and a month's letter",
        r"(?:(?<=\b[Ee]l )|(?<=\b[Dd]el )|(?<=\b[Aa]l ))"
        r"(?P<day>[0-9]{1,2})-(?P<month>[A-Z])(?![\w-])",
        r"\g<day> \g<month>",
    ),
    rule("slash behind a word", r"(?<=[a-záéíóúñ]{2})/(?=[0-9]{1,2}/[0-9])", " "),
    rule(
        "free number of letters, or its beginning",
        r"(?<![\w.,$/-])(?:0?1-[89]00|[89]00(?=-[A-Z]{3}))(?:-(?=[A-Z])|(?![\w.,/-]|[.,]? [0-9])"
        r"|(?=[.,](?![0-9])))",
        lambda m: digit_by_digit(m.group(), "es") + ", " * m.group().endswith("-"),
    ),
    rule(
        "number behind a word in capitals",
        r"\b(?P<word>AVE|ALVIA|AVLO|IMSS|SIM) ?-?(?P<number>[0-9]{3,6})(?![\w,.-][0-9])",
        lambda m: f"{m['word']} {digit_by_digit(m['number'], 'es')}",
    ),
    rule(
        "code of small letters",
        rf"(?P<before>(?i:{CODE})(?: (?:es|son))?:? )(?P<number>(?=[A-Za-z]*[0-9])"
        rf"(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{{5,20}})(?![\w.,-]\w|\w)",
        lambda m: m["before"] + digit_by_digit(m["number"], "es"),
    ),
    rule(
        "law",
        r"(?P<before>\b(?i:ley(?: orgánica)?|decreto|resolución|orden|acuerdo|sentencia"
        r"|norma) (?:número )?)(?P<number>[0-9]{1,4})/(?=(?:19|20)[0-9]{2}\b)",
        r"\g<before>\g<number> barra ",
    ),
    rule(
        "number of a year",
        r"(?<![\w/.-])(?P<number>1[3-9]|[2-9][0-9])/(?=(?:19|20)[0-9]{2}(?![\w/-]))",
        r"\g<number> barra ",
    ),
    rule(
        "hours or days",
        r"(?<![\w/.,])(?!1/[2-9] |[23]/[34] )(?P<first>[0-9]{1,2})/"
        r"(?=[0-9]{1,2} ?(?:h|hs|hrs|horas|días|minutos|min|semanas|meses|años)\b)",
        r"\g<first> a ",
    ),
    rule(
        "numbers of three digits",
        r"(?<![\w/.,])(?P<first>[0-9]{2,3})/(?=[1-9][0-9]{2}(?![\w/]))",
        r"\g<first> barra ",
    ),
    rule("name in the net", r"(?<!\S)@(?=[A-Za-z])", "arroba "),
    rule("key in brackets", r"\((?P<key>[*#])\)", r"( \g<key> )"),
    rule("country in brackets", r"\(\+ ?(?P<country>[0-9]{1,3})\)", r"+\g<country>"),
    rule("low hyphen", r"(?<=[^\W_])_(?=[^\W_])", " guion bajo "),
    rule(
        "one of some",
        rf"(?P<before>(?i:\b(?:{OF_WHICH})) )(?P<one>[0-9]{{1,3}})/(?P<all>[0-9]{{1,3}})(?![\w/])",
        r"\g<before>\g<one> de \g<all>",
    ),
    rule(
        "code with slashes",
        r"(?<![\w/@.:-])(?=[A-Z0-9/-]*[0-9])(?:(?=[0-9/-]*[A-Z])[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8})*"
        r"(?:/[A-Z0-9-]{1,8})+"
        r"|(?:19|20)[0-9]{2}/[0-9]{3,8}|[0-9]{3,8}/(?:19|20)[0-9]{2}|[0-9]{4,8}/[0-9]{2,8}"
        r"|[0-9]{2,3}/[0-9]{4,8})(?![\w/@]|[.-]\w)",
        _slashes,
    ),
    rule(
        "road",
        r"(?P<before>\b(?i:autopista|autovía|carretera|nacional|comarcal|vía|la"
        r"|las) )(?P<road>[A-Z]{1,3})-(?P<number>[0-9]{1,4})(?![\w-])",
        lambda m: f"{m['before']}{' '.join(m['road'])} {m['number']}",
    ),
    rule(
        "plus",
        r"(?<![\w)])\+ ?(?=[0-9]{1,4}(?! ?[0-9(]|[./-][0-9])|[0-9.]+,[0-9]{1,2}(?![0-9]))",
        "más ",
    ),
    rule("and more", r"(?<=[0-9])\+(?=[\s.,;:)]|$)", " o más"),
    rule("version in short", r"\b[vV]\.? ?(?=[0-9]+\.[0-9])", "versión "),
)
LEFT = (
    rule("number glued to a word", r"(?<=[a-záéíóúñ])-(?=[0-9]{1,6} ?[ap]m\b)", " a "),
    rule("two numbers before a colon", r"(?<![\w/.,-])[0-9]+/[0-9]+(?=:(?!\w))", _slashes),
    rule("numbers and slashes", r"(?<![\w/])[0-9]+(?:/[0-9]+){2,}(?![\w/])", _slashes),
)
