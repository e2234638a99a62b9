"""Spanish ordinals and fractions."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.es.numbers import is_feminine
from voxloom.text.reading.rules.rule import rule, table

ENDINGS = {
    "er": ".er", "ro": ".º", "ra": ".ª", "do": ".º", "da": ".ª", "to": ".º", "ta": ".ª", "vo": ".º",
    "va": ".ª", "no": ".º", "na": ".ª", "mo": ".º", "ma": ".ª", "o": ".º", "a": ".ª", "º": ".º",
    "ª": ".ª", "°": ".º",
}  # fmt: skip
DEGREES = r"\g<sign>\g<number> grados"
ORDERED = (
    r"piso|planta|lugar|puesto|grado|básico|semestre|trimestre|cuatrimestre|nivel|aniversario"
    r"|derecha|izquierda|de|año|ciclo|medio"
)
# Behind these an ordinal keeps its full form.
ALONE = re.compile(r"de|en|y|o|a|al|del|por|que|es|con|para|no|se|sin")
HALVES = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8",
    "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅜": "3/8", "⅝": "5/8",
    "⅞": "7/8",
}  # fmt: skip
PARTS = {"3": "tercera", "4": "cuarta", "5": "quinta", "6": "sexta", "8": "octava", "10": "décima"}
FEW = ["cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]


def _ordinal(match: re.Match[str]) -> str:
    """`3er`, `2da`, `1º piso` as the grammar knows them, in the short form before a noun."""
    ending, number = ENDINGS[match["ending"].casefold()], int(match["number"])
    noun = match["noun"] or ""
    apart = noun and not ALONE.fullmatch(noun) and not is_feminine(noun)
    if ending == ".º" and number % 10 in (1, 3) and number not in (11, 13) and apart:
        ending = ".er"
    said = f"{number}.ᵉʳ" if ending == ".er" else f"{number}{ending}"
    return said + (f" {noun}" if noun else "")


def _half(match: re.Match[str]) -> str:
    noun, number = match["noun"], match["number"]
    half = "media" if is_feminine(noun) else "medio"
    if not number:
        return f"{half} {noun}"
    plural = noun if noun.endswith("s") or number == "1" else f"{noun}s"
    singular = noun[:-1] if number == "1" and noun.endswith("s") else plural
    return f"{number} {singular} y {half}"


def _parts(match: re.Match[str]) -> str:
    above, part = int(match["above"]), PARTS[match["below"]]
    return f"una {part} parte" if above == 1 else f"{FEW[above]} {part}s partes"


FRACTIONS = (
    table("fraction of one sign", r"(?<![0-9]){}", HALVES),
    table(
        "and a fraction", r"(?<=[0-9]) ?{}", {key: f" {written}" for key, written in HALVES.items()}
    ),
    rule(
        "half of a thing",
        r"(?<![\w/.,])(?:(?P<number>[0-9]{1,2}) )?1/2 (?P<noun>horas?|docenas?|jornadas?|pensión"
        r"|litros?|kilos?|tazas?|cucharadas?"
        r"|cucharaditas?|días?|meses|mes|años?|metros?|pastillas?|comprimidos?|tabletas?"
        r"|botellas?|millón)\b",
        _half,
    ),
    rule("quarters of an hour", r"(?<![\w/.,])(?P<part>[13]/4) hora\b", r"\g<part> de hora"),
    rule("part of parts", r"(?<![\w/.,])(?P<above>[1-9])/(?P<below>[3-68]|10) partes?\b", _parts),
)
ORDINAL_NUMBERS = (
    # Degrees of temperature, written with the sign of an ordinal.
    rule(
        "degrees of frost",
        r"(?P<sign>\b(?:más|menos) )(?P<number>[0-9]{1,2})[º°](?!\w| [cfk]\b)",
        DEGREES,
    ),
    rule(
        "degrees",
        r"(?P<sign>(?i:\b(?:temperaturas?|máxim[oa]s?|mínim[oa]s?|termómetros?|calor|frío)"
        r"(?: [^\W\d_]+){0,3} ))(?P<number>[0-9]{1,2})[º°](?!\w| [cfk]\b)",
        DEGREES,
    ),
    rule(
        "many degrees",
        r"(?P<sign>)(?<![\w.,])(?P<number>1[3-9]|[2-4][0-9])[º°]"
        r"(?=[.,;]|$| (?:en|y|a|de|por|con|hoy|mañana|esta|este)\b)",
        DEGREES,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,])(?P<number>[0-9]{1,2})\.?(?P<ending>[ºª]|er|r[oa]|d[oa]|t[oa]|v[oa]|n[oa]"
        r"|m[oa]|(?<=\.)[oa])\b\.?"
        r"(?: (?P<noun>[a-záéíóúñ]+))?",
        _ordinal,
    ),
    rule(
        "ordinal with a degree sign",
        rf"(?<![\w.,])(?P<number>[0-9]{{1,2}})(?P<ending>°) (?P<noun>{ORDERED})\b",
        _ordinal,
    ),
)
