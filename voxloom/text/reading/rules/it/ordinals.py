"""Italian ordinals, in figures and roman numerals, and degrees, which look like them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.dates import MONTHS
from voxloom.text.reading.rules.it.numbers import (
    cardinal,
    how_many,
    ordinal,
)
from voxloom.text.reading.rules.roman import ROMAN, SURE, value
from voxloom.text.reading.rules.rule import Rule, rule

RULERS = (
    r"Luigi|Carlo|Vittorio Emanuele|Umberto|Enrico|Filippo|Pio|Benedetto|Giovanni|Leone|Paolo"
    r"|Federico|Elisabetta|Gregorio|Clemente|Innocenzo|Urbano|Sisto|Giulio|Alessandro|Ferdinando"
)
# Feminine and masculine nouns behind a roman ordinal.
RANKED = (
    r"piano|secolo|grado|turno|trimestre|semestre|bimestre|quadrimestre|municipio|lotto|livello"
    r"|settore|reparto|padiglione|anno|circolo|distretto|congresso|capitolo|atto|binario|millennio"
)
RANKED_FEMININE = (
    r"classe|edizione|fase|rata|traversa|fascia|sezione|circoscrizione|fila|guerra|categoria"
    r"|corsia|convocazione|clinica|medicina|chirurgia|divisione|uscita|visita"
)
DEGREES = re.compile(
    r"(?i:di|a|ai|dai|con|sotto|sopra|oltre|i|tra|fra|e|circa|massima|minima|temperatura|febbre"
    r"|da|sui|attorno|è|meno|più|o|forno)"
)
ORDINAL_END = {"°": "o", "º": "o", "ª": "a", "^": "a", "a": "a", "o": "o"}


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), ORDINAL_END[match["sign"]])


def _degrees(match: re.Match[str]) -> str:
    before = match["before"] or ""
    if not DEGREES.fullmatch(before.strip()):
        return match.group()
    return f"{before}{how_many(match['number'], 'grado', 'gradi')}"


def _roman(match: re.Match[str]) -> str:
    ending = "a" if match.groupdict().get("feminine") else "o"
    return f"{match.groupdict().get('before') or ''}{ordinal(value(match['roman']), ending)}"


def _roman_with_sign(match: re.Match[str]) -> str:
    return ordinal(value(match["roman"]), ORDINAL_END[match["sign"]])


def _roman_day(match: re.Match[str]) -> str:
    return cardinal(value(match["roman"]))


ORDINAL_RULES: tuple[Rule, ...] = (
    rule(
        "floor",
        r"(?P<number>\b[1-9][0-9]?)[°º] ?p(?:\.(?=[ ,;])|(?=\.$))",
        lambda match: f"{ordinal(int(match['number']))} piano",
    ),
    rule(
        "roman number",
        r"(?P<before>\b(?i:fase|tipo|livello|sezione|allegato|categoria|fascia|zona|lotto) )"
        rf"(?P<roman>{SURE}|I|V)\b",
        lambda match: match["before"] + cardinal(value(match["roman"])),
    ),
    rule(
        "degrees",
        r"(?P<before>\b[^\W\d_]+ )?(?<![\w.,/-])(?P<number>[0-9]{1,3}(?:,[0-9])?) ?[°º](?! ?[CF]\b)"
        r"(?=$|[.,;:!?)]| (?:e|o|a|ai|in|con|di|per|nel|nella|nelle|sopra|sotto|al|alle|su|domani"
        r"|oggi)\b)",
        _degrees,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,])(?P<number>[0-9]{1,4}) ?(?P<sign>[°ªº^])(?![\w])(?! ?[CF]\b)",
        _ordinal,
    ),
    rule(
        "ordinal with a letter",
        r"(?<![\w.,/])(?P<number>[1-9][0-9]?)(?P<sign>a)(?= [^\W\d_]+(?:a|ione|one|ase|asse|ose"
        r"|età)\b)",
        _ordinal,
    ),
    rule(
        "roman ordinal with a sign",
        r"\b(?P<roman>[IVX]{1,5})(?P<sign>[°ºª])(?!\w)",
        _roman_with_sign,
    ),
    rule(
        "day with a roman numeral",
        rf"\b(?P<roman>{ROMAN})(?= (?i:{'|'.join(MONTHS)})\b)",
        _roman_day,
    ),
    rule("roman ordinal", rf"\b(?P<roman>{ROMAN})(?= (?:{RANKED})\b)", _roman),
    rule(
        "feminine roman ordinal",
        rf"\b(?P<roman>{ROMAN})(?= (?P<feminine>{RANKED_FEMININE})\b)",
        _roman,
    ),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE}|I|V|X)\b", _roman),
)
