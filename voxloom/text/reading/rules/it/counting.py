"""A 1 before its noun, signs, and numbers that nothing else reads, in Italian."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.it.dates import YEAR
from voxloom.text.reading.rules.it.numbers import (
    NO_NOUN,
    NUMBER,
    a,
    cardinal,
    is_feminine,
    one_by_one,
    spoken,
    whole,
)
from voxloom.text.reading.rules.rule import Rule, rule

# What a 1 is the name of.
LABEL = re.compile(
    r"(?i:prem\w*|digit\w*|selezion\w*|scel\w*|tasto|tasti|numero|numeri|n|nr|opzione|gate|binario"
    r"|terminal|sala|porta|uscita|piano|interno|sportello|linea|corsia|carrozza|posto|camera|stanza"
    r"|livello|fase|tipo|zona|area|volume|capitolo|classe|versione|più|meno|virgola|punto|pagina"
    r"|articolo|allegato|passo|scala|edificio|ore|cassa|varco|molo|ambulatorio|categoria|codice"
    r"|via|viale|piazza|corso|largo|reparto|padiglione|lotto|canale|metro|tram|autobus|bus)"
)
QUOTES = "'’"
# Signs between words, which no voice can leave out.
SIGNS = {"&": "e", "+": "più", "=": "uguale a", ">": "più di", "<": "meno di"}


def _one(match: re.Match[str]) -> str:
    before, noun = match["before"] or "", match["noun"]
    said_before = before.strip(" .,:'’")
    plural = noun.endswith("i") and not is_feminine(noun)
    if NO_NOUN.fullmatch(noun.lower()) or plural or LABEL.fullmatch(said_before):
        return f"{before}uno {noun}"
    return f"{before}{a(noun)}{noun}"


def _number(match: re.Match[str]) -> str:
    """A point with one or two digits behind it is said: "quattro punto zero"."""
    written = match.group()
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", written):
        return " punto ".join(whole(part) for part in written.split("."))
    return spoken(written)


def _stroke(match: re.Match[str]) -> str:
    """`pressione 120/80`, `legge 104/1992`, `12/A`."""
    high = match["high"]
    between = "su" if match["before"] else "del" if re.fullmatch(YEAR, high) else "barra"
    said = whole(high) if high.isdigit() else high
    return f"{match['before'] or ''}{whole(match['low'])} {between} {said}"


def _decade(match: re.Match[str]) -> str:
    before = match["before"]
    return f"{before.rstrip(QUOTES) if ' ' in before else before}{cardinal(int(match['number']))}"


# Said as a number, among telephone numbers: "il centodiciotto".
SHORT_NUMBER_RULES: tuple[Rule, ...] = (
    rule(
        "number of three digits to call",
        r"(?P<before>\b(?i:il|al|del|dal|numero(?: unico)?(?: di emergenza)?) )"
        r"(?P<number>1[0-9]{2})"
        r"(?![\w%°€/]| ?[.,:/-] ?[0-9]| [0-9])",
        lambda match: match["before"] + whole(match["number"]),
    ),
)
NUMBER_RULES: tuple[Rule, ...] = (
    rule(
        "decade",
        r"(?P<before>\b(?i:anni|gli|negli|degli|nel|del|dal|il|classe|l|nell|dell)[ '’]['’]?)"
        r"(?<=['’])(?P<number>[1-9][0-9])(?![\w/:-]|[.,][0-9])",
        _decade,
    ),
    rule(
        "another decade",
        r"(?P<before>)(?:(?<=anta e )|(?<=enti e )|(?<=anta-)|(?<=enti-))['’](?P<number>[1-9]0)"
        r"(?![\w/:]|[.,][0-9])",
        _decade,
    ),
    rule(
        "number and letter",
        r"(?<![\w.,:/-])(?P<number>[0-9]{1,4})(?P<letters>[A-Z]{1,3})(?![\w-])",
        lambda match: f"{whole(match['number'])} {match['letters']}",
    ),
    rule(
        "flight",
        r"(?<![\w.-])(?P<letters>[A-Z]{2}) (?P<number>[0-9]{3,4})(?![\w/-]|[.,:][0-9])",
        lambda match: digit_by_digit(match.group(), "it"),
    ),
    rule(
        "letter and number",
        r"(?<![\w.-])(?P<letters>[A-Z]{1,3})-?(?P<number>[0-9]{1,4})(?![\w/-]|[.,:][0-9])",
        lambda match: f"{match['letters']} {whole(match['number'])}",
    ),
    rule(
        "sign",
        r"(?P<sign>&(?= )|(?<=[\w%]) ?[+=](?= ?[\w-]|[.,;:!? ]|$)|(?<!\S)\+(?= )|[<>](?= ?[0-9]))",
        lambda match: f" {SIGNS[match['sign'].strip()]} ",
    ),
    rule("ratio", r"(?<=[0-9]):(?=[0-9])", " a "),
    rule(
        "a 1 before its noun",
        r"(?P<before>\b[^\W\d_]+\.?[ '’])?(?<![\w.,:/+*#-])1 (?P<noun>[^\W\d_]{2,})",
        _one,
    ),
    rule(
        "long number",
        r"(?!^[0-9]{7,10}$)(?<![\w.,:/])[0-9]{7,}(?<!000)(?![\w]|[.,:/][0-9])",
        lambda match: one_by_one(match.group()),
    ),
    # Nothing says what two numbers with a dash or a stroke are.
    rule(
        "numbers with a dash",
        r"(?<![\w.,:/-])(?P<low>[0-9]+) ?[-–] ?(?P<high>[0-9]+)(?![\w/:-]|[.,][0-9])",
        lambda match: f"{whole(match['low'])} {whole(match['high'])}",
    ),
    rule(
        "numbers with strokes",
        r"(?<![\w.,:/-])[0-9]{1,4}(?:/[0-9]{1,4}){2,5}(?![\w/:-]|[.,][0-9])",
        lambda match: " barra ".join(whole(part) for part in match.group().split("/")),
    ),
    rule(
        "numbers with a stroke",
        r"(?P<before>\b(?:(?i:pressione|voto|punteggio)|PA|P A)(?: [a-zàè]{1,10}){0,2}:? )?"
        r"(?<![\w.,:/-])"
        r"(?P<low>[0-9]+)/(?P<high>[0-9]+|[A-Z]\b|bis\b|ter\b)(?![\w/:-]|[.,][0-9])",
        _stroke,
    ),
    rule(
        "zeros in front",
        r"(?<![\w.,:/])0[0-9]+(?![\w]|[.,:/][0-9])",
        lambda match: one_by_one(match.group()),
    ),
    rule(
        "number",
        rf"(?<![\w.,:/]){NUMBER}(?![\w]|[.,:/][0-9])",
        _number,
    ),
)
