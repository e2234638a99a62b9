"""Spanish numbers in words, in the gender and form that what they stand beside asks for."""

from __future__ import annotations

import re

LARGEST = 10**12  # what num2words and a listener are trusted with
# Nouns whose ending tells the other gender, or none.
FEMININE = re.compile(
    r"(?:noche|ve(?:z|ce)|clase|llave|tarde|red|parte|calle|fase|[oó]rden(?=es)|serie"
    r"|im[aá]gen(?=es)"
    r"|imagen|mujer|lu[zc]e?|señal|base|nave|nube|frase|superficie|especie|vo[zc]e?|ley|pared"
    r"|web|app"
    r"|sede|torre|suite|tablet|sucursal|central|capital|credencial|terminal|postal|foto|moto|mano"
    r"|dosis|crisis|tesis|sílaba|gente|leche|carne|llamada|\w+(?:d|t)ad|\w+tud|\w+umbre"
    r"|\w+tri[zc]e?"
    r"|(?!(?:mi|bi|tri)llon|camion|avion|guion)\w+[cstgxn]ion(?=es)|\w+[cstgxn]ión)(?:es|s)?"
)
MASCULINE = re.compile(
    r"(?:día|mapa|idioma|problema|programa|sistema|tema|clima|planeta|iva|síntoma|esquema|diploma"
    r"|diagrama|pijama|\w+ista)s?"
)
# Between a number and its noun, without a gender of their own.
NEUTRAL = re.compile(r"(?:grandes?|posibles?|diferentes|siguientes?|simples?|dobles?|triples?)")


def is_feminine(noun: str, after: str = "") -> bool:
    """Whether a number before `noun` is feminine; `after` is the word behind it."""
    if NEUTRAL.fullmatch(noun) and after:
        return is_feminine(after)
    if MASCULINE.fullmatch(noun):
        return False
    return bool(FEMININE.fullmatch(noun)) or noun.endswith(("a", "as"))


def cardinal(number: int, *, feminine: bool = False, short: bool = False) -> str:
    """`short` is the masculine form before a noun: un, veintiún."""
    from num2words import num2words

    said: str = num2words(number, lang="es")
    said = re.sub(r"veintiuno(?= mil)", "veintiún", said)
    said = re.sub(r"\buno(?= mil)", "un", said)
    if feminine:
        # Millions are masculine, whatever they are of.
        head, millions, tail = said.rpartition("millones")
        tail = re.sub(r"(?<=cient|nient)os\b", "as", tail)
        return re.sub(r"uno$", "una", head + millions + tail)
    if short:
        said = re.sub(r"veintiuno$", "veintiún", said)
        return re.sub(r"\buno$", "un", said)
    return said


def fraction(digits: str) -> str:
    """Digits behind the point: as one number up to three, with their zeros, else one by one."""
    zeros = len(digits) - len(digits.lstrip("0"))
    rest = digits[zeros:]
    parts = list(rest) if len(rest) > 3 else [rest] if rest else []
    return " ".join(["cero"] * zeros + [cardinal(int(part)) for part in parts])


def whole(written: str) -> int:
    """The value of digits in groups: `1.234`, `1,234`, `1 234`."""
    return int(re.sub(r"\D", "", written))
