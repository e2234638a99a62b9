"""Italian money, measures and percent."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.numbers import (
    BEFORE,
    END,
    NUMBER,
    cardinal,
    how_many,
    parts,
    spoken,
)
from voxloom.text.reading.rules.it.units import BY, MORE_UNITS, PER, PER_UNIT, UNIT, UNITS
from voxloom.text.reading.rules.rule import Rule, rule

# One, many, hundredths.
CURRENCIES = {
    "euro": ("euro", "euro", "centesimo", "centesimi"),
    "dollaro": ("dollaro", "dollari", "centesimo", "centesimi"),
    "dollaro canadese": ("dollaro canadese", "dollari canadesi", "centesimo", "centesimi"),
    "sterlina": ("sterlina", "sterline", "penny", "pence"),
    "franco": ("franco svizzero", "franchi svizzeri", "centesimo", "centesimi"),
    "yen": ("yen", "yen", "sen", "sen"),
    "yuan": ("yuan", "yuan", "fen", "fen"),
    "rublo": ("rublo", "rubli", "copeca", "copechi"),
}
SIGNS = {
    **dict.fromkeys(("€", "EUR", "Eur", "euro", "Euro", "EURO", "eur"), "euro"),
    **dict.fromkeys(("$", "US$", "USD", "dollari", "dollaro"), "dollaro"),
    **dict.fromkeys(("CAD", "C$"), "dollaro canadese"),
    **dict.fromkeys(("£", "GBP", "sterline", "sterlina"), "sterlina"),
    **dict.fromkeys(("CHF", "Fr.", "franchi svizzeri"), "franco"),
    **dict.fromkeys(("¥", "JPY", "yen"), "yen"),
    **dict.fromkeys(("CNY", "RMB"), "yuan"),
    **dict.fromkeys(("₽", "RUB", "rubli"), "rublo"),
}
SIGN = rf"(?:{'|'.join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))})"
SCALES = {
    **dict.fromkeys(("mln", "mln.", "Mln", "M", "milioni", "milione"), ("milione", "milioni")),
    **dict.fromkeys(("mld", "mld.", "Mld", "miliardi", "miliardo"), ("miliardo", "miliardi")),
    **dict.fromkeys(("mila", "k", "K"), ("mila", "mila")),
}
SCALE = r"(?:ml[nd]\.?|Ml[nd]\.?|milion[ei]|miliard[io]|mila|[kKM])(?!\w)"
MONEY = (
    r"(?:[1-9][0-9]{0,2}(?:[.'’][0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])|[0-9]+)"
    r"(?:,[0-9]+|\.[0-9]{1,2}(?![0-9]))?(?:,[-–—=]{1,2}(?![0-9]))?"
)


def money(written: str, currency: str, scale: str | None = None) -> str:
    """`dodici euro e cinquanta`, `quindici centesimi`, `uno virgola due milioni di euro`."""
    one, many, cent, cents = CURRENCIES[currency]
    written = re.sub(r",[-–—=]{1,2}$", "", written).replace(" ", "")
    if scale:
        return f"{scaled(written, scale)}{'' if scale in ('mila', 'k', 'K') else ' di'} {many}"
    above, below = parts(written)
    if len(below) > 2:
        return f"{spoken(written)} {many}"
    hundredths = int(below.ljust(2, "0")) if below else 0
    some = how_many(str(hundredths), cent, cents)
    if not int(above) and hundredths:
        return some
    whole = how_many(str(int(above)), one, many)
    if not hundredths:
        return whole
    return f"{whole} e {cardinal(hundredths) if hundredths >= 10 else some}"


def scaled(written: str, scale: str) -> str:
    """`un milione`, `uno virgola due milioni`, `diecimila`."""
    singular, plural = SCALES[scale]
    if plural == "mila":
        above, below = parts(written)
        return cardinal(
            int(above) * 1000 + int(below.ljust(3, "0")[:3]) if below else int(above) * 1000
        )
    return how_many(written, singular, plural)


def _money(match: re.Match[str]) -> str:
    per = match["per"]
    said = money(match["number"], SIGNS[match["sign"]], match["scale"])
    return _stopped(match, said + (f" {PER[per]}" if per else ""))


def _stopped(match: re.Match[str], said: str) -> str:
    """The dot of an abbreviation is also a full stop."""
    ends = match.group().endswith(".") and match.end() == len(match.string)
    return f"{said}." if ends else said


def _scaled(match: re.Match[str]) -> str:
    return scaled(match["number"], match["scale"])


def _times(match: re.Match[str]) -> str:
    said = how_many(match["number"], "volta", "volte")
    return _stopped(match, f"{said} {PER[match['per']] if match['per'] else ''}")


def _pair(match: re.Match[str]) -> str:
    one, other = SIGNS.get(match["one"]), SIGNS.get(match["other"])
    if not (one and other):
        return match.group()
    return f"{one} {other}{match['mark']} {spoken(match['number'])}"


def _rate(match: re.Match[str]) -> str:
    """A rate of exchange is a number with all its places: `1 EUR = 1,08 USD`."""
    one = money(match["amount"], SIGNS[match["sign"]])
    many = CURRENCIES[SIGNS[match["other"]]][1]
    between = " uguale a " if match["is"].strip() == "=" else match["is"]
    return f"{one}{between}{spoken(match['number'])} {many}"


def _measure(match: re.Match[str]) -> str:
    per = match["per"]
    said = how_many(match["number"], *UNITS[match["unit"]]) + (f" {PER[per]}" if per else "")
    return _stopped(match, said)


SIGN_RULES: tuple[Rule, ...] = (
    rule("stroke behind a sign", rf"(?<!\w)(?P<sign>{SIGN})/(?=[0-9])", r"\g<sign> "),
    rule("plus or minus", r"\+ ?/ ?[-−–]|±", "più o meno "),
    rule(
        "minus with a space",
        r"(?:(?<=[:è])|(?<=\ba)|(?<=\bdi)|(?<=saldo)) [-−–] ?"
        rf"(?={SIGN} ?[0-9]|[0-9][0-9.,]* ?{SIGN})",
        " meno ",
    ),
)
AMOUNT_RULES: tuple[Rule, ...] = (
    rule(
        "number as the English write it",
        rf"{BEFORE}(?P<above>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)\.(?P<below>[0-9]{{2}}){END}",
        lambda match: f"{match['above'].replace(',', '.')},{match['below']}",
    ),
    rule("cents of an amount in words", r"(?<=[a-zé])/00(?=[) ])", ""),
    rule(
        "blood pressure",
        rf"{BEFORE}(?P<high>[0-9]{{2,3}})/(?P<low>[0-9]{{2,3}}) ?mmHg(?!\w)",
        lambda match: f"{spoken(match['high'])} su {spoken(match['low'])} millimetri di mercurio",
    ),
    rule(
        "so many times a day",
        rf"{BEFORE}(?P<number>[0-9]{{1,2}}) ?[x×] ?(?:(?:/ ?|(?=die\b))(?P<per>{PER_UNIT})(?!\w)"
        r"|(?=(?:al|alla|all['’]|a|ogni)\b))",
        _times,
    ),
    rule("times", r"(?<=[0-9]) ?[x×] ?(?=[0-9])|(?<=[a-z%€]) [x×] (?=[0-9])", " per "),
    rule(
        "two currencies",
        rf"(?<![\w/])(?P<one>[A-Z]{{3}})/(?P<other>[A-Z]{{3}})(?P<mark>:?) ?"
        rf"(?P<number>{NUMBER}){END}",
        _pair,
    ),
    rule(
        "rate of exchange",
        rf"{BEFORE}(?P<amount>10{{0,3}}) ?(?P<sign>{SIGN})(?P<is> (?:=|è pari a|è uguale a|vale|"
        rf"equivale a|corrisponde a|a) )(?P<number>[0-9]+(?:[.,][0-9]{{1,6}})?) ?(?P<other>{SIGN})"
        r"(?!\w)",
        _rate,
    ),
    rule(
        "money, sign first",
        rf"(?<![\w,.])(?P<sign>{SIGN}) ?(?P<number>{MONEY})(?: ?(?P<scale>{SCALE}))?{BY}{END}",
        _money,
    ),
    rule(
        "money",
        rf"{BEFORE}(?P<number>{MONEY})(?: ?(?P<scale>{SCALE})(?: di)?)? ?(?P<sign>{SIGN})"
        rf"(?!\w){BY}",
        _money,
    ),
    rule(
        "scale",
        rf"{BEFORE}(?P<number>{NUMBER}) ?(?P<scale>(?:ml[nd]|Ml[nd])\.?|milioni|miliardi|milione"
        r"|mila|[kK])(?!\w)",
        _scaled,
    ),
    rule(
        "measure",
        rf"{BEFORE}(?P<number>{NUMBER}) ?(?P<unit>{UNIT})(?![\w'’])(?:{BY})(?!/)",
        _measure,
    ),
    rule(
        "hectares or amperes",
        rf"(?P<before>^|\b(?:di|da|circa|per) )(?P<number>{NUMBER}) ?(?P<unit>ha|A|d)(?=$|[.,;)] ?"
        r"| di | e )",
        lambda match: match["before"] + how_many(match["number"], *MORE_UNITS[match["unit"]]),
    ),
    rule(
        "percent",
        rf"{BEFORE}(?P<number>{NUMBER}) ?%",
        lambda match: f"{spoken(match['number'])} per cento",
    ),
    rule(
        "per mille",
        rf"{BEFORE}(?P<number>{NUMBER}) ?‰",
        lambda match: f"{spoken(match['number'])} per mille",
    ),
    rule(
        "by",
        rf"(?:(?<=\beuro)|(?<=\bvolte)|(?<=\bvolta)|(?<=\b[Ee]uro)) ?/ ?(?P<per>{PER_UNIT})"
        r"(?![\w/])",
        lambda match: _stopped(match, f" {PER[match['per']]}"),
    ),
)
