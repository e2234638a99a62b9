"""Italian: the library's grammar knows cardinals, decimals, money, measures and some times."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.roman import ROMAN, SURE, value
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.words import Words

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
RULERS = "Luigi|Carlo|Vittorio Emanuele|Umberto|Enrico|Filippo|Pio|Benedetto|Giovanni|Leone|Paolo"
PARTS = ["quinti", "sesti", "settimi", "ottavi", "noni", "decimi", "undicesimi", "dodicesimi"]
HALVES = {
    "1/2": "un mezzo",
    "1/3": "un terzo",
    "2/3": "due terzi",
    "1/4": "un quarto",
    "3/4": "tre quarti",
}

WORDS = Words(
    language="it",
    code=r"\b(?:codic[ei](?: (?:PIN|postale|segreto|di accesso|di sicurezza|di verifica|cliente))?|PIN|"
    r"interno|password|CAP|"
    r"numero (?:di )?(?:conto|ordine|cliente|pratica|riferimento|carta|ticket|serie|tessera)|"
    r"che termina con|termina con|ultime (?:\w+ )?cifre)",
    numbered="capitolo|tomo|parte|atto|scena|volume|libro|sezione|allegato|articolo|livello|fase|tipo",
    thing=r"\b(?:ordine|conto|carta|fattura|volo|prenotazione|polizza|pratica|ticket|pacco|contatore)",
    copula="è|sono|sarà|era",
    dialled=r"\b(?:chiamate|chiami|chiamare|chiamando|componete|componga|telefono|tel\.|fax|cellulare)(?: il| lo| al)?",
    national=(
        r"(?<![\w.,/])0[0-9]{1,3}[ /.-]?[0-9]{3,8}(?: [0-9]{2,4})*(?![\w]|[.,][0-9])",
        r"(?<![\w.,])3[0-9]{2}[ .-][0-9]{3}[ .-]?[0-9]{3,4}(?![\w]|[.,][0-9])",
    ),
    pressed="",
    plus="più",
    minus="meno",
    to="a",
    version=r"\bversione",
    point="punto",
    counted="giorni|giorno|ore|minuti|settimane|mesi|anni|euro|volte|persone|€|%|km|kg",
    dot="punto",
    at="chiocciola",
    slash="barra",
    hyphen="trattino",
    underscore="trattino basso",
    abbreviations={
        "Sig.": "signor",
        "sig.": "signor",
        "Sig.ra": "signora",
        "Sig.na": "signorina",
        "Dott.ssa": "dottoressa",
        "n.": "numero",
        "N.": "numero",
        "n°": "numero",
        "N°": "numero",
        "tel.": "telefono",
        "Tel.": "Telefono",
        "p. es.": "per esempio",
        "ca.": "circa",
        "pag.": "pagina",
        "P.zza": "piazza",
        "V.le": "viale",
    },
    units={"°C": "gradi Celsius", "°": "gradi", "h": "ore"},
)


def ordinal(number: int, ending: str = "o") -> str:
    """From num2words, in the gender of the ending."""
    from num2words import num2words

    said: str = num2words(number, lang="it", to="ordinal")
    return said[:-1] + ending


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), "a" if match["sign"] == "ª" else "o")


def _roman(match: re.Match[str]) -> str:
    return f"{match.groupdict().get('before') or ''}{ordinal(value(match['roman']))}"


def _date(match: re.Match[str]) -> str:
    day = "primo" if int(match["day"]) == 1 else str(int(match["day"]))
    return f"{day} {MONTHS[int(match['month']) - 1]} {match['year']}"


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    said = "una" if hour == 1 else str(hour)
    return f"{said} e {minute}" if minute else said


def _fraction(match: re.Match[str]) -> str:
    if match.group() in HALVES:
        return HALVES[match.group()]
    above, below = int(match["above"]), int(match["below"])
    parts = PARTS[below - 5]
    return f"{above} {parts}" if above > 1 else f"un {parts[:-1]}o"


RULES = (
    *first_rules(WORDS),
    rule(
        "thousands",
        r"(?<![\w.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?![\w]|[.,][0-9])",
        lambda match: match.group().replace(".", ""),
    ),
    rule(
        "date",
        r"(?<![\w/.])(?P<day>0?[1-9]|[12][0-9]|3[01])([/.-])(?P<month>0?[1-9]|1[0-2])\2(?P<year>[12][0-9]{3})(?![\w/])",
        _date,
    ),
    rule("first of a month", rf"\b1°?(?= (?:{'|'.join(MONTHS)})\b)", "primo"),
    rule(
        "time",
        r"(?<![\w,.:])(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9])(?: ?h\b)?"
        r"(?![\w:]|[.,][0-9]| ?(?:€|euro|%|k?m\b|kg))",
        _time,
    ),
    rule("ordinal", r"(?<![\w.,])(?P<number>[0-9]{1,4})(?P<sign>[°ªº])(?![\w])", _ordinal),
    rule(
        "fraction",
        r"(?<![\w/.,])(?:(?P<above>[1-9])/(?P<below>[5-9]|1[0-2])|1/2|[12]/3|[13]/4)(?![\w/])",
        _fraction,
    ),
    rule("century", rf"\b(?P<roman>{ROMAN})(?= (?:secolo|edizione)\b)", _roman),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE}|I|V|X)\b", _roman),
    *last_rules(WORDS),
)
