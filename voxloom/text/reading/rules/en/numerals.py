"""English: roman numerals, decades, and signs between operands."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.en.numbers import ordinal
from voxloom.text.reading.rules.roman import SURE, as_digits, value
from voxloom.text.reading.rules.rule import rule, table

TENS = ("tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties")
# Signs between two operands, as the words between them.
SIGNS = {
    "−": "minus",
    "∕": "divided by",
    "÷": "divided by",
    "∗": "times",
    "∙": "times",
    "⋅": "times",
    "×": "times",
    "±": "plus or minus",
    "≤": "less than or equal to",
    "≦": "less than or equal to",
    "≥": "greater than or equal to",
    "≧": "greater than or equal to",
    "≠": "not equal to",
    "≈": "approximately",
    "⊆": "subset of or equal to",
    "⋈": "natural join",
}
RULERS = r"king|queen|pope|emperor|empress|prince|tsar|czar|sultan|kaiser"
# Who carries a number after a first name is the second or the third of that name.
FIRST_NAMES = (
    "Henry|Louis|Charles|Edward|George|James|William|Richard|John|Paul|Pius|Benedict|Philip|"
    "Alexander|Nicholas|Catherine|Elizabeth|Mary|Frederick|Napoleon|Ferdinand|Francis|Leo|Gregory|"
    "Clement|Innocent|Robert|Peter|Ivan|Otto|Leopold|Victor|Albert|Harald|Gustav|Ramses|Darius|"
    "Thomas|Michael|David|Joseph|Walter|Sam|Samuel|Arthur|Martin"
)


def _the_nth(match: re.Match[str]) -> str:
    return f"{match['before']}the {ordinal(value(match['roman']))}"


def _decade(match: re.Match[str]) -> str:
    return f"twenty {TENS[int(match['tens']) - 1]}"


# A number before the slash, in words already.
SPOKEN = r"[a-z]+teen|[a-z]+ty|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
NUMERALS = (
    rule("decade", r"(?<![\w.])20(?P<tens>[1-8])0'?s\b", _decade),
    table(
        "sign between operands",
        r"(?<=[\w)]) ?{} ?(?=[\w(])",
        {sign: f" {word} " for sign, word in SIGNS.items()},
    ),
    rule("about", r"(?<![\w~])~ ?(?=[$€£]?[0-9])", "about "),
    rule("at most", r"(?<![\w<>=])(?:≤|<=) ?(?=[$€£]?[0-9])", "less than or equal to "),
    rule("at least", r"(?<![\w<>=])(?:≥|>=) ?(?=[$€£]?[0-9])", "greater than or equal to "),
    rule("plus or minus", r"(?<!\w)± ?(?=[$€£]?[0-9])", "plus or minus "),
    rule("less than", r"(?<![^\s(])< ?(?=[$€£]?[0-9])", "less than "),
    rule("more than", r"(?<![^\s(])> ?(?=[$€£]?[0-9])", "more than "),
    rule(
        "eighty twenty",
        r"(?<![\w/.-])(?P<one>80|60|70|90)/(?P<other>20|40|30|10)(?![\w/])",
        r"\g<one> \g<other>",
    ),
    rule(
        "two years",
        r"(?<![\w/.-])(?P<year>20[0-9]{2})/(?P<next>[0-9]{2})(?![\w/])",
        r"\g<year> \g<next>",
    ),
    rule("year without its century", r"(?<!\w)['’](?=[0-9]{2}\b(?!s))", ""),
    rule(
        "equals",
        r"(?<!\S)(?<![-+*/] )(-?[$€£]?\w[\w.,]*) ?= ?(-?[$€£]?\w[\w.,]*)(?![^\s.,;:!?])"
        r"(?! ?[-+*/])",
        r"\1 equals \2",
    ),
    rule("times", r"(?<=[0-9]) \* (?=[0-9])", " times "),
    rule("slash between words", r"(?<=[A-Za-z]) / (?=[A-Za-z])", " or "),
    rule(
        "one or the other",
        r"(?<![\w.@/-])(?P<one>[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Oo]n|[Ii]n|[Uu]p|[Yy]es|[Tt]o)/"
        r"(?P<other>she|he|her|him|off|out|down|no|from)(?![\w@/-]|\.\w)",
        r"\g<one> or \g<other>",
    ),
    rule(
        "slash inside words",
        rf"(?<![\w.@/-])(?!(?:{SPOKEN})/)(?P<one>[A-Za-z]{{3,}}|[A-Z])/"
        rf"(?P<other>[a-z]{{2,}}|[A-Z])(?![\w@/-]|\.\w)",
        lambda m: (
            f"{m['one']} {m['other']}"
            if m["one"] in ("and", m["one"].upper())
            else f"{m['one']} or {m['other']}"
        ),
    ),
    rule(
        "ruler",
        rf"(?P<before>\b(?:(?i:{RULERS}) [A-Z]\w+|{FIRST_NAMES}) )(?P<roman>{SURE})\b(?!')",
        _the_nth,
    ),
    rule("numbered thing", rf"(?P<before>\b[A-Z][a-z]+ )(?P<roman>{SURE})\b(?!')", as_digits),
    rule("nothing but a numeral", rf"^(?P<before>)(?P<roman>{SURE})(?=[.!?]?$)", as_digits),
)
