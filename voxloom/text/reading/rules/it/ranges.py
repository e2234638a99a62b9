"""Italian ranges: `3-5 giorni`, `€ 20-30`, `10%-15%`, `pagine 4-6`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.numbers import BEFORE, END, NUMBER, parts, spoken
from voxloom.text.reading.rules.rule import Rule, rule

# What is counted, so that the number before it is no code and two with a dash are a range.
COUNTED = (
    r"giorn[io]|or[ae]|minut[io]|second[io]|settiman[ae]|mes[ei]|ann[io]|euro|dollari|sterline"
    r"|volt[ae]|person[ae]|ospiti|adulti|bambini|ragazzi|passeggeri|clienti|pazienti|utenti|punti"
    r"|pagine|pezzi|pacchi|colli|compress[ae]|gocce|dosi|fiale|rate|notti|posti|chiamate|messaggi"
    r"|gradi|metri|chilometri|km|kg|chili|grammi|litri|gg|milioni|miliardi|mila|mln|mld|cm|mm|ml|mg"
    r"|GB|MB|kWh|kW|Mb|Mbps|m²|mq|mc|m³|°C|°|EUR|USD|CHF|GBP|%|€|per cento|giga|mega|min|k?m|g|l|h"
    r"|lavorativi|stelle|copie|tentativi|cifre|caratteri|righe|passi|nodi|bagagli|biglietti|azioni"
)
DASH = r" ?[-–—] ?"
# Of which no fraction is taken: "2/3 giorni".
MANY = (
    r"[1-9]?h|ore|min|minuti|giorni|gg|settimane|mesi|anni|volte|persone|notti|euro|compresse|gocce"
)
FEMININE_MANY = re.compile(r" ?(?:h\b|[a-z]+e\b|notti|dosi)")
# Between these and a number two numbers follow each other: "in tre cinque giorni".
JOINED = re.compile(
    r"(?i:in|entro|per|di|del|dei|degli|delle|della|dal|dai|dalle|con|ogni|dopo|a|al|ai|alle|i|le"
    r"|gli|il"
    r"|nei|nelle|da|tra|fra|tra i|almeno|quasi|oltre|su|sui|un|una|questi|altri|altre"
    r"|prossimi|prossime|primi|ultimi|più)"
)
ABOUT = re.compile(r"(?i:circa|ca\.) ")  # "da circa cinque a sette minuti"
PREPOSED = re.compile(r"\b(?i:in|entro|per|di|dopo|tra|fra|con|a|da|ogni) $")
# Before numbers of things in a row.
ROW = (
    r"(?i:pagine|pagg\.|pag\.|piani|camere|stanze|articoli|artt\.|gate|uscite|righe|file|linee"
    r"|posti"
    r"|capitoli|sportelli|binari|casse|et[àa]|anni|classi|taglie|fasce|temperature?|massime|minime"
    r"|ambulatori|sale)"
)


def _range(match: re.Match[str]) -> str:
    """The lower number in words, the higher one with its unit for other rules."""
    groups = match.groupdict()
    before, low, high = groups.get("before") or "", match["low"], match["high"]
    if _size(low) >= _size(high) or (low.startswith("0") and len(parts(low)[0]) > 1):
        return match.group()
    end = f"{groups.get('sign') or ''}{high}"
    about = ABOUT.fullmatch(before)
    if about and (_are_neighbours(low, high) or PREPOSED.search(match.string[: match.start()])):
        return f"{before}{spoken(low)} o {end}"
    if about:
        from_ = "Da" if before[0].isupper() else "da"
        return f"{from_} {before.lower()}{spoken(low)} a {end}"
    if JOINED.fullmatch(before.strip()):
        return f"{before}{spoken(low)} {end}"
    if _are_neighbours(low, high):
        feminine = low == "1" and FEMININE_MANY.match(match.string, match.end())
        return f"{before}{'una' if feminine else spoken(low)} o {end}"
    return f"{before}da {spoken(low)} a {end}"


def _are_neighbours(low: str, high: str) -> bool:
    return _size(high) - _size(low) == 1 and _size(low) < 10


def _size(written: str) -> float:
    return float(".".join(part or "0" for part in parts(written)))


BEFORE_RANGE = r"(?P<before>\b(?:[^\W\d_]+|ca\.) )?"
RANGE_RULES: tuple[Rule, ...] = (
    rule(
        "range of money",
        rf"{BEFORE_RANGE}{BEFORE}(?<![+-])(?P<sign>[€$£]|EUR) ?(?P<low>{NUMBER})(?:{DASH}|/)"
        rf"(?:[€$£]|EUR)? ?(?P<high>{NUMBER}){END}",
        _range,
    ),
    rule(
        "range with its unit twice",
        rf"{BEFORE_RANGE}{BEFORE}(?<![+-])(?P<low>{NUMBER}) ?(?P<unit>[€%°]|euro|km|kg|cm|°C"
        rf"|mg){DASH}"
        rf"(?P<high>{NUMBER})(?= ?(?P=unit))",
        _range,
    ),
    rule(
        "range",
        rf"{BEFORE_RANGE}{BEFORE}(?<![+-])(?P<low>{NUMBER})(?:{DASH}|/(?=[0-9.,]+ ?[€%]|[0-9]+ ?"
        rf"(?:{MANY})\b(?! [0-9])))"
        rf"(?P<high>{NUMBER})(?= ?(?:[^\W\d_]{{4,12}} )?(?:{COUNTED})(?!\w))",
        _range,
    ),
    rule(
        "range of things in a row",
        rf"(?P<before>\b{ROW}:? )(?P<low>[0-9]+){DASH}(?P<high>[0-9]+)(?![\w/]|[.,-][0-9])",
        _range,
    ),
)
