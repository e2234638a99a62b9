"""Money in Spanish: signs and codes before and behind, hundredths, what it is per."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voxloom.text.reading.rules.es.numbers import LARGEST, cardinal, fraction, whole
from voxloom.text.reading.rules.es.rates import per
from voxloom.text.reading.rules.rule import rule


@dataclass(frozen=True)
class Currency:
    one: str
    many: str
    hundredth: str
    feminine: bool = False


EURO = Currency("euro", "euros", "céntimo")
DOLLAR = Currency("dólar", "dólares", "centavo")
PESO = Currency("peso", "pesos", "centavo")
POUND = Currency("libra", "libras", "penique", feminine=True)
SOL = Currency("sol", "soles", "céntimo")
BOLIVIANO = Currency("boliviano", "bolivianos", "centavo")
FRANC = Currency("franco suizo", "francos suizos", "céntimo")
YEN = Currency("yen", "yenes", "centavo")
COLON = Currency("colón", "colones", "céntimo")
REAL = Currency("real", "reales", "centavo")
CURRENCIES = {
    "€": EURO,
    "EUR": EURO,
    "euros": EURO,
    "euro": EURO,
    "$": DOLLAR,
    "USD": DOLLAR,
    "US$": DOLLAR,
    "U$S": DOLLAR,
    "U$D": DOLLAR,
    "dólares": DOLLAR,
    "MXN": PESO,
    "MX$": PESO,
    "MN": PESO,
    "COP": PESO,
    "ARS": PESO,
    "AR$": PESO,
    "CLP": PESO,
    "UYU": PESO,
    "RD$": PESO,
    "DOP": PESO,
    "pesos": PESO,
    "£": POUND,
    "GBP": POUND,
    "libras": POUND,
    "S/": SOL,
    "S/.": SOL,
    "PEN": SOL,
    "soles": SOL,
    "Bs.": BOLIVIANO,
    "Bs": BOLIVIANO,
    "BOB": BOLIVIANO,
    "CHF": FRANC,
    "JPY": YEN,
    "¥": YEN,
    "₡": COLON,
    "CRC": COLON,
    "colones": COLON,
    "R$": REAL,
    "BRL": REAL,
    "BTC": Currency("bitcoin", "bitcoines", "céntimo"),
    "AUD": Currency("dólar australiano", "dólares australianos", "centavo"),
    "NZD": Currency("dólar neozelandés", "dólares neozelandeses", "centavo"),
    "DKK": Currency("corona danesa", "coronas danesas", "céntimo", feminine=True),
    "CZK": Currency("corona checa", "coronas checas", "céntimo", feminine=True),
    "PLN": Currency("esloti", "eslotis", "céntimo"),
    "INR": Currency("rupia", "rupias", "céntimo", feminine=True),
    "TRY": Currency("lira turca", "liras turcas", "céntimo", feminine=True),
    "MAD": Currency("dírham", "dírhams", "céntimo"),
    "GTQ": Currency("quetzal", "quetzales", "centavo"),
    "HNL": Currency("lempira", "lempiras", "centavo"),
    "NIO": Currency("córdoba", "córdobas", "centavo"),
    "PYG": Currency("guaraní", "guaraníes", "céntimo"),
    "₲": Currency("guaraní", "guaraníes", "céntimo"),
    "VES": Currency("bolívar", "bolívares", "céntimo"),
    "CAD": Currency("dólar canadiense", "dólares canadienses", "centavo"),
    "CNY": Currency("yuan", "yuanes", "céntimo"),
    "RUB": Currency("rublo", "rublos", "kopek"),
    "₽": Currency("rublo", "rublos", "kopek"),
    "SEK": Currency("corona sueca", "coronas suecas", "céntimo", feminine=True),
    "NOK": Currency("corona noruega", "coronas noruegas", "céntimo", feminine=True),
}
SIGN = "|".join(
    re.escape(key) for key in sorted(CURRENCIES, key=len, reverse=True) if not key.islower()
)
NAME = "|".join(re.escape(key) for key in sorted(CURRENCIES, key=len, reverse=True))
# Groups of three behind dots, commas or spaces, and hundredths behind the other sign.
NUMBER = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f'][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]+)?)"
)
MEXICAN = r"(?: ?(?:MXN|M\.?N\.?|pesos|moneda nacional)(?!\w))"
SCALE = r"(?P<scale> ?(?:mil(?:lones|lón)?|billones|billón|M|MM|mdp|mdd)(?!\w))"
SCALES = {"M": "millones", "MM": "millones", "mdp": "millones", "mdd": "millones"}
NOT_BEFORE = r"(?<![\w.,:/€$£-])"
NOT_BEHIND = r"(?![\w]|[.,:][0-9]| ?[-–] ?[0-9])"


def money(written: str, currency: Currency) -> str:
    """`1.234,56` of a currency: units, hundredths; longer parts are a decimal."""
    parted = re.fullmatch(
        r"(?P<units>.*?[0-9])(?:[.,](?P<parts>[0-9]{1,2}|(?<=\b0[.,])[0-9]+|[0-9]{4,}))?", written
    )
    if not parted:
        return f"{written} {currency.many}"
    units, parts = whole(parted["units"]), parted["parts"] or ""
    if units >= LARGEST:
        return f"{written} {currency.many}"
    if len(parts) > 2:
        return f"{cardinal(units)} coma {fraction(parts)} {currency.many}"
    hundredths = int(parts.ljust(2, "0")) if parts else 0
    said = []
    if units or not hundredths:
        said.append(
            f"{cardinal(units, feminine=currency.feminine, short=True)} {_noun(units, currency)}"
        )
    if hundredths:
        noun = currency.hundredth + ("" if hundredths == 1 else "s")
        said.append(f"{cardinal(hundredths, short=True)} {noun}")
    return " ".join(said)


def _noun(units: int, currency: Currency) -> str:
    of = "de " if units and units % 1_000_000 == 0 else ""
    return of + (currency.one if units == 1 else currency.many)


def _before(match: re.Match[str]) -> str:
    mexican = match["mexican"]
    currency = PESO if mexican else CURRENCIES[match["sign"]]
    national = (
        " moneda nacional"
        if mexican and re.search(r"N\b|nacional", mexican.replace(".", ""))
        else ""
    )
    if "MXN" in (mexican or ""):
        national = ""
    return money(match["number"], currency) + national


def _behind(match: re.Match[str]) -> str:
    return money(match["number"], CURRENCIES[match["sign"]])


def _scaled(match: re.Match[str]) -> str:
    scale = match["scale"].strip()
    currency = (
        PESO if scale == "mdp" else DOLLAR if scale == "mdd" else CURRENCIES[match["sign"] or "$"]
    )
    said = SCALES.get(scale, scale)
    number = decimal(match["number"])
    one = number == "uno" and said == "millones"
    joined = f"{'un' if number == 'uno' else number} {'millón' if one else said}"
    return f"{joined} {'' if said == 'mil' else 'de '}{currency.many}"


def decimal(written: str) -> str:
    """`1,5`, `1.5` or a whole number in words."""
    parted = re.fullmatch(r"(?P<units>[0-9]+)(?P<sign>[.,])(?P<parts>[0-9]{1,2})", written)
    if not parted:
        return cardinal(whole(written))
    sign = "coma" if parted["sign"] == "," else "punto"
    return f"{cardinal(int(parted['units']))} {sign} {fraction(parted['parts'])}"


def _per(match: re.Match[str]) -> str:
    return f"{match['money']} {per(match['unit'])}"


def _thousandths(match: re.Match[str]) -> str:
    price = f"{cardinal(int(match['units']))} coma {fraction(match['parts'])} euros"
    return f"{price} {per(match['unit'])}"


# Before a dash looks like a minus.
RANGES_OF_MONEY = (
    rule("hundredths behind a stroke", r"(?<=[0-9])'(?=[0-9]{2} ?€)", ","),
    rule(
        "range of money",
        rf"(?<!\w)(?P<sign>{SIGN}) ?(?P<number>{NUMBER}) ?[-–—] ?(?=(?P=sign) ?[0-9])",
        r"\g<number> a ",
    ),
    rule(
        "range of money, signs behind",
        rf"{NOT_BEFORE}(?P<number>{NUMBER}) ?(?P<sign>{SIGN}) ?[-–—] ?(?={NUMBER} ?(?P=sign))",
        r"\g<number> a ",
    ),
)
AMOUNTS = (
    rule(
        "price in thousandths",
        rf"{NOT_BEFORE}(?P<units>[0-9]),(?P<parts>[0-9]"
        rf"{{3}}) ?€ ?/ ?(?P<unit>[a-zA-Z]+[²³23]?(?!\w))",
        _thousandths,
    ),
    rule(
        "money per unit",
        rf"(?P<money>[0-9] ?(?:{NAME})|(?:{SIGN}) ?{NUMBER}(?: ?[A-Z]"
        rf"{{3}})?) ?/ ?(?P<unit>[a-zA-Zñíáéó]+[²³23]?(?!\w))",
        _per,
    ),
    rule(
        "millions, sign before",
        rf"(?<!\w)(?P<sign>{SIGN}) ?(?P<number>{NUMBER}){SCALE}(?: de (?:pesos|euros|dólares))?",
        _scaled,
    ),
    rule(
        "millions, sign behind",
        rf"{NOT_BEFORE}(?P<number>{NUMBER})(?P<scale> ?(?:M|MM)| mil| millones"
        rf"| millón) ?(?:de )?(?P<sign>{SIGN})(?!\w)",
        _scaled,
    ),
    rule(
        "millions in letters",
        rf"{NOT_BEFORE}(?P<sign>)(?P<number>{NUMBER})(?P<scale> ?(?:mdp|mdd))(?!\w)",
        _scaled,
    ),
    rule(
        "sign before and code behind",
        rf"(?<![\w])(?:\$) ?(?P<number>{NUMBER}) ?(?P<sign>USD|COP|ARS|CLP|UYU|dólares|EUR|CAD"
        rf"|US)(?!\w)",
        lambda m: money(m["number"], CURRENCIES.get(m["sign"], DOLLAR)),
    ),
    rule(
        "sign before",
        rf"(?<![\w€$£])(?P<sign>{SIGN}) ?(?P<number>{NUMBER})(?P<mexican>{MEXICAN})?{NOT_BEHIND}",
        _before,
    ),
    rule(
        "sign behind",
        rf"{NOT_BEFORE}(?P<number>{NUMBER}) ?(?P<sign>{NAME})(?!\w)",
        _behind,
    ),
    rule(
        "hundredths",
        rf"{NOT_BEFORE}(?P<number>[0-9]{{1,3}}) ?(?:cts?\.?|¢|cents?\.)(?!\w)",
        r"\g<number> céntimos",
    ),
)
