"""French amounts of money: euros and cents, thousands and millions, what they are paid for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voxloom.text.reading.rules.fr.numbers import (
    NUMBER,
    START,
    cardinal,
    counted,
    number_said,
    of,
    parts,
)
from voxloom.text.reading.rules.fr.units import PER, per
from voxloom.text.reading.rules.rule import rule


@dataclass(frozen=True)
class Currency:
    one: str
    many: str
    cent: str = "centime"
    feminine: bool = False


EURO = Currency("euro", "euros")
DOLLAR = Currency("dollar", "dollars", "cent")
POUND = Currency("livre", "livres", "penny", feminine=True)
FRANC = Currency("franc suisse", "francs suisses")
YEN = Currency("yen", "yens")
ROUBLE = Currency("rouble", "roubles", "kopeck")
CANADIAN = Currency("dollar canadien", "dollars canadiens", "cent")
CURRENCIES = {
    "€": EURO,
    "EUR": EURO,
    "EUROS": EURO,
    "euro": EURO,
    "euros": EURO,
    "$": DOLLAR,
    "US$": DOLLAR,
    "$US": DOLLAR,
    "$ US": DOLLAR,
    "USD": DOLLAR,
    "dollars": DOLLAR,
    "$CA": CANADIAN,
    "$ CA": CANADIAN,
    "CAD": CANADIAN,
    "£": POUND,
    "GBP": POUND,
    "CHF": FRANC,
    "¥": YEN,
    "JPY": YEN,
    "₽": ROUBLE,
    "RUB": ROUBLE,
    "AUD": Currency("dollar australien", "dollars australiens", "cent"),
    "CNY": Currency("yuan", "yuans"),
    "SEK": Currency("couronne suédoise", "couronnes suédoises", "öre", feminine=True),
    "NOK": Currency("couronne norvégienne", "couronnes norvégiennes", "øre", feminine=True),
    "DKK": Currency("couronne danoise", "couronnes danoises", "øre", feminine=True),
    "PLN": Currency("zloty", "zlotys"),
    "INR": Currency("roupie", "roupies", feminine=True),
    "TRY": Currency("livre turque", "livres turques", feminine=True),
    "MAD": Currency("dirham", "dirhams"),
    "XOF": Currency("franc CFA", "francs CFA"),
    "BTC": Currency("bitcoin", "bitcoins"),
}
PENCE = {"penny": "pence"}
SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
BEFORE = "|".join(map(re.escape, ("US$", "€", "$", "£", "¥", "EUR", "USD", "CHF", "GBP", "CAD")))
THOUSANDS = {"k": 10**3, "K": 10**3}
MILLIONS = {
    "M": "million",
    "Mio": "million",
    "Mio.": "million",
    "million": "million",
    "millions": "million",
    "Md": "milliard",
    "Mds": "milliard",
    "Mrd": "milliard",
    "milliard": "milliard",
    "milliards": "milliard",
}
SCALES = "|".join(
    re.escape(scale) for scale in sorted([*THOUSANDS, *MILLIONS], key=len, reverse=True)
)
ROUND = r"(?:[.,][-–—]+)?"  # 45.–
END = r"(?![\w²³])"
FOR = rf"(?: ?/ ?(?P<per>{PER}(?:/{PER})?\.?))?"


def money_said(number: str, currency: Currency, scale: str | None = None) -> str:
    """`12,05` -> douze euros et cinq centimes; `1,2` and `M` -> un virgule deux million d'euros."""
    whole, decimals = parts(number)
    if scale in THOUSANDS:
        thousands = round(float(f"{whole}.{decimals or 0}") * THOUSANDS[scale])
        return counted(str(thousands), currency.one, currency.many, feminine=currency.feminine)
    if scale:
        name = MILLIONS[scale] + ("s" if whole > 1 else "")
        return f"{number_said(number)} {name} {of(currency.many)}"
    if len(decimals) > 2:
        return counted(number, currency.one, currency.many, feminine=currency.feminine)
    cents = int(decimals.ljust(2, "0"))
    said = counted(str(whole), currency.one, currency.many, feminine=currency.feminine)
    if not cents:
        return said
    cent = currency.cent if cents == 1 else PENCE.get(currency.cent, f"{currency.cent}s")
    if not whole:
        return f"{cardinal(cents)} {cent}"
    return f"{said} {cardinal(cents)}" if cents > 9 else f"{said} et {cardinal(cents)} {cent}"


def _money(match: re.Match[str]) -> str:
    groups = match.groupdict()
    number = match["number"]
    if groups.get("cents"):
        number = f"{number},{groups['cents']}"
    elif "before" in groups and re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", number):
        number = number.replace(",", "")  # a sign in front is English: so is the comma
    said = money_said(number, CURRENCIES[match["sign"]], groups.get("scale"))
    if not groups.get("per"):
        return said
    ends = match.end() == len(match.string) and match.group().endswith(".")
    said = f"{said} {per(match['per'].rstrip('.'))}"
    return f"{said}." if ends else said


def _scaled(match: re.Match[str]) -> str:
    if match["scale"] in THOUSANDS:
        return money_said(match["number"], Currency("", ""), match["scale"]).strip()
    whole, _ = parts(match["number"])
    return f"{number_said(match['number'])} {MILLIONS[match['scale']]}{'s' if whole > 1 else ''}"


RULES = (
    rule(
        "amount with the sign for a comma",
        rf"{START}(?P<number>[0-9]{{1,6}}) ?(?P<sign>€)(?P<cents>[0-9]{{2}}){END}",
        _money,
    ),
    rule(
        "amount",
        rf"{START}(?P<number>{NUMBER}){ROUND} ?(?:(?P<scale>{SCALES}) ?)?"
        rf"(?P<sign>{SIGNS}){FOR}{END}",
        _money,
    ),
    rule(
        "amount behind a sign",
        rf"(?<!\w)(?P<before>)(?P<sign>{BEFORE}) ?(?P<number>{NUMBER}){ROUND}"
        rf"(?: ?(?P<scale>{SCALES}))?{FOR}{END}",
        _money,
    ),
    rule(
        "millions in figures",
        rf"{START}(?<![0-9] )[1-9][0-9]{{0,2}}"
        r"(?:(?: 000){2,}|(?: [0-9]{3}){2,}(?= (?:de |d['’])))(?![\w,]| [0-9])",
        lambda match: number_said(match.group()),
    ),
    rule(
        "amount in short",
        rf"{START}(?P<number>{NUMBER}) ?(?P<scale>k|(?<! )K|M|Md|Mds|Mio|Mrd)(?![\w.²³'’/])",
        _scaled,
    ),
)
