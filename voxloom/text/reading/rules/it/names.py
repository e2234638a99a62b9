"""Italian abbreviations, streets, saints, roads, compass points and initials."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.it.abbreviations import BEFORE_NUMBERS, CLOSING
from voxloom.text.reading.rules.it.numbers import whole
from voxloom.text.reading.rules.it.saints import SAINT_RULES
from voxloom.text.reading.rules.rule import Rule, rule, table

# Letters that eSpeak takes for a word.
SPELLED = "OTP|ATM|CIE|UPS|RCA|USA|UE|CRO|IRPEF"
POINTS = {
    "N": "nord",
    "S": "sud",
    "E": "est",
    "O": "ovest",
    "W": "ovest",
    "NE": "nord est",
    "N-E": "nord est",
    "NO": "nord ovest",
    "N-O": "nord ovest",
    "NW": "nord ovest",
    "SE": "sud est",
    "S-E": "sud est",
    "SO": "sud ovest",
    "S-O": "sud ovest",
    "SW": "sud ovest",
}
POINT = rf"(?:{'|'.join(sorted(POINTS, key=len, reverse=True))})"
ROADS = {"SS": "strada statale", "SP": "strada provinciale", "SR": "strada regionale"}
STREET = (
    r"(?i:via|v\.|viale|v\.le|piazza|p\.z?za|piazzale|p\.le|corso|c\.so|largo|l\.go|vicolo|strada"
    r"|lungomare"
    r"|lungotevere|borgo|contrada|località|loc\.)"
    r"(?: (?:[A-ZÀÈ][\w.'’]*|[XIV]+|d[aeio]\w*|d['’]\w+|e))+,?"
)


def _letters(match: re.Match[str]) -> str:
    """`C.V.`; the last dot is also a full stop."""
    said = " ".join(match["letters"].replace(".", "").upper())
    return f"{said}." if match.end() == len(match.string) else said


def _door(match: re.Match[str]) -> str:
    letter = match["letter"]
    said = whole(letter) if letter.isdigit() else letter
    return f"{match['before']}{whole(match['number'])} barra {said}"


def _point(match: re.Match[str]) -> str:
    return (match["before"] or "") + POINTS[match["point"].replace("–", "-")]


NAME_RULES: tuple[Rule, ...] = (
    rule("no space behind a dot", r"(?<=[a-zàèéìòù]{2}\.)(?=[A-ZÀÈ][a-zàèéìòù])", " "),
    rule("and", r"(?<=[A-Z])&(?=[A-Z])|(?<=[a-zèéàùò])&(?=[a-z])", " e "),
    rule("maximum of a feminine", r"(?<=[aà]) max\.?(?!\w)", " massima"),
    rule("minimum of a feminine", r"(?<=[aà]) min\.(?!\w)", " minima"),
    rule("maximum", r"(?<![\w.])Max\b\.?(?= ?[0-9])", "massimo"),
    rule("number of", r"(?<![\w.])N\.(?= ?[0-9a-z:])", "numero"),
    rule(
        "one against another",
        r"(?P<one>(?<![\w.])[A-ZÀÈ]\w+ )vs\b\.?(?= [A-ZÀÈ])",
        r"\g<one>contro",
    ),
    rule(
        "republic",
        r"(?<![\w.])Rep\.(?= (?:Ceca|Slovacca|Dominicana|Popolare|Democratica|Federale|Italiana|"
        r"Centrafricana|Sudafricana|Argentina|d[ie]l? [A-Z]))",
        "Repubblica",
    ),
    rule("kind attention", r"\b(?P<alla>[Aa]lla) c\.a\.(?= )", r"\g<alla> cortese attenzione"),
    rule(
        "registered letter",
        r"\b(?P<letter>(?i:racc(?:omandata|\.))) [Aa]/[Rr]\b",
        r"\g<letter> A R",
    ),
    *SAINT_RULES,
    rule(
        "initialism",
        rf"(?<![\w.-])(?P<letters>{SPELLED})(?![\w-])",
        lambda match: " ".join(match["letters"]),
    ),
    rule(
        "road",
        r"\b(?P<road>S\.?[SPR]\.?) ?(?:n\. ?)?(?=[0-9]{1,3}(?:[a-z]{3})?\b)",
        lambda match: f"{ROADS[match['road'].replace('.', '')]} ",
    ),
    rule(
        "compass point",
        r"(?P<before>\b(?i:vent[oi](?: (?:moderat|debol|fort|tes)[oi])?(?: da)?"
        r"|da(?! [NSEOW]\. [A-ZÀÈ])|direzione"
        rf"|dir\.|uscita|lato|settore|verso|zona|ingresso) )(?P<point>{POINT})\b(?!['’-]|\.\w)",
        _point,
    ),
    table(
        "abbreviation that closes",
        r"(?<![\w.]){}(?= [A-ZÀÈ])",
        {key: f"{said}." for key, said in CLOSING.items()},
    ),
    rule(
        "kilometres",
        r"\b(?P<article>(?i:i|ai|dai|sui|tra i)) km\.?(?= ?[0-9])",
        r"\g<article> chilometri",
    ),
    table("abbreviation before a number", r"(?<![\w.]){}(?= ?[0-9])", BEFORE_NUMBERS),
    rule(
        "street",
        r"(?<![\w.])(?<!orso )(?<!iazza )(?<!ia )(?<!iale )(?:v|(?<=[Ii]n )V|(?<=[:(] )V|"
        r"V(?=\.(?: [A-ZÀÈ][\w'’]+){1,4},? (?:n\.? ?|numero )?[0-9]))\.(?= [A-ZÀÈ][a-zàèéìòù])",
        "via",
    ),
)
STREET_RULES: tuple[Rule, ...] = (
    rule(
        "no space before a number",
        r"(?<![\w.])(?P<short>(?i:nr?|pagg?|artt?|fig|int|cod|rif|tel|cell|prot|sc|tab|cap|ord))"
        r"\.(?=\+?[0-9])",
        r"\g<short>. ",
    ),
    rule(
        "number plate",
        r"(?<![\w-])(?P<first>[A-Z]{2})[ -]?(?P<number>[0-9]{3})[ -]?(?P<last>[A-Z]{2})(?![\w-])",
        lambda match: digit_by_digit(", ".join(match.groups()), "it"),
    ),
    rule(
        "house number",
        rf"(?P<before>\b(?:{STREET}|(?i:civico|civ\.)) (?:n\.? ?|n° ?|nr\.? ?|numero )?)"
        r"(?P<number>[0-9]{1,4}) ?/ ?(?P<letter>[A-Za-z]|[0-9]{1,3}|bis|ter)(?![\w/])",
        _door,
    ),
    rule(
        "postcode",
        r"(?<![\w.,/])(?P<number>[0-9]{5})(?= (?!EUR|USD|CHF|GBP)[A-ZÀÈ][a-zàèéìòù'’]+)",
        lambda match: digit_by_digit(match["number"], "it"),
    ),
)
# Behind the table of words in short: what is in no table is spelled.
LETTER_RULES: tuple[Rule, ...] = (
    rule(
        "letters with dots",
        r"(?<![\w.])(?P<letters>(?:[A-Za-z]\.){2,}(?![\w]))",
        _letters,
    ),
)
