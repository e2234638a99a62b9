"""German amounts of money, signs before and behind: `4,95 €`, `CHF 20.50`, `1,2 Mio. Euro`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.agreement import one_of
from voxloom.text.reading.rules.de.numbers import WHOLE, cardinal, decimal, number
from voxloom.text.reading.rules.rule import Rule, rule

# What it is called, and the hundredth: one, many.
CURRENCIES = {
    "€": ("Euro", "Cent", "Cent"),
    "EUR": ("Euro", "Cent", "Cent"),
    "Euro": ("Euro", "Cent", "Cent"),
    "EURO": ("Euro", "Cent", "Cent"),
    "$": ("Dollar", "Cent", "Cent"),
    "Dollar": ("Dollar", "Cent", "Cent"),
    "US-Dollar": ("US-Dollar", "Cent", "Cent"),
    "US$": ("US-Dollar", "Cent", "Cent"),
    "USD": ("US-Dollar", "Cent", "Cent"),
    "CAD": ("kanadische Dollar", "Cent", "Cent"),
    "AUD": ("australische Dollar", "Cent", "Cent"),
    "£": ("Pfund", "Penny", "Pence"),
    "GBP": ("Pfund", "Penny", "Pence"),
    "Pfund": ("Pfund", "Penny", "Pence"),
    "CHF": ("Franken", "Rappen", "Rappen"),
    "sFr.": ("Franken", "Rappen", "Rappen"),
    "SFr.": ("Franken", "Rappen", "Rappen"),
    "Franken": ("Franken", "Rappen", "Rappen"),
    "RUB": ("Rubel", "Kopeke", "Kopeken"),
    "₽": ("Rubel", "Kopeke", "Kopeken"),
    "PLN": ("Zloty", "Groschen", "Groschen"),
    "zł": ("Zloty", "Groschen", "Groschen"),
    "CZK": ("tschechische Kronen", "Heller", "Heller"),
    "DKK": ("dänische Kronen", "Öre", "Öre"),
    "SEK": ("schwedische Kronen", "Öre", "Öre"),
    "NOK": ("norwegische Kronen", "Öre", "Öre"),
    "HUF": ("Forint", "Filler", "Filler"),
    "TRY": ("türkische Lira", "Kuruş", "Kuruş"),
    "¥": ("Yen", "Sen", "Sen"),
    "JPY": ("Yen", "Sen", "Sen"),
    "CNY": ("Yuan", "Fen", "Fen"),
    "DM": ("D-Mark", "Pfennig", "Pfennig"),
}
SIGN = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
BEFORE = "|".join(
    re.escape(sign)
    for sign in ("€", "EUR", "US$", "$", "USD", "£", "GBP", "CHF", "sFr.", "SFr.", "¥")
)
# `5,-` and `5.–` are round; a full stop parts cents where two digits follow.
PART = r"(?:,(?P<part>[0-9]{1,6})|[.](?P<cents>[0-9]{2})(?![0-9])|[.,](?P<round>[-–—]{1,2}))"
AMOUNT = rf"(?P<whole>{WHOLE}){PART}?"
LARGE = (
    r"(?P<large>(?i:millionen?|milliarden?)\b|Mio\b\.?|Mrd\b\.?|Mill\.|Tsd\b\.?|Tausend\b|"
    r"tausend\b)"
)
LARGE_NAMES = {"mi": ("Million", "Millionen"), "mr": ("Milliarde", "Milliarden")}


def plain(whole: str) -> str:
    return re.sub(r"[.'’]", "", whole)


def money(whole: str, part: str, sign: str) -> str:
    """`part` is what stands behind the comma, or nothing."""
    name, one_cent, cents_name = CURRENCIES[sign]
    euros = plain(whole)
    digits = part.rstrip("0")
    if len(digits) > 2:
        return f"{decimal(whole, digits)} {name}"
    cents = int(digits.ljust(2, "0"))
    some = f"ein {one_cent}" if cents == 1 else f"{number(cents)} {cents_name}"
    if cents and not int(euros):
        return some
    said = f"{'ein' if euros == '1' else cardinal(whole)} {name}"
    if 0 < cents < 10:
        return f"{said} und {some}"
    return f"{said} {number(cents)}" if cents else said


def _money(match: re.Match[str]) -> str:
    part = match["part"] or match["cents"] or ""
    if match["whole"] == "1" and not part.strip("0"):
        name = CURRENCIES[match["sign"]][0]
        return f"{one_of(match.string[: match.start()], name)} {name}"
    return money(match["whole"], part, match["sign"])


def _pair(match: re.Match[str]) -> str:
    one, other = CURRENCIES.get(match["one"]), CURRENCIES.get(match["other"])
    return f"{one[0]} zu {other[0]}" if one and other else match.group()


def _rate(match: re.Match[str]) -> str:
    """A rate of exchange is a number with all its places: `1 EUR = 1,08 USD`."""
    whole, part, name = match["whole"], match["part"], CURRENCIES[match["other"]][0]
    one = money(match["amount"], "", match["sign"])
    return f"{one}{match['is']}{_number(whole, part or '')} {name}".replace("=", "gleich")


def _large(match: re.Match[str]) -> str:
    written, part = match["whole"], match["part"] or ""
    large = match["large"].casefold()
    if large.startswith("m"):
        one, many = LARGE_NAMES["mr" if large.startswith(("mrd", "milliarde")) else "mi"]
        alone = written == "1" and not part
        said = f"eine {one}" if alone else f"{_number(written, part)} {many}"
    else:
        said = f"{'ein' if written == '1' and not part else _number(written, part)}tausend"
    sign = match.groupdict().get("sign") or match.groupdict().get("sign_before")
    stop = "." if match.end() == len(match.string) and match.group().endswith(".") else ""
    return said + (f" {CURRENCIES[sign][0]}" if sign else "") + stop


def _number(whole: str, part: str) -> str:
    return decimal(whole, part) if part else cardinal(whole)


# Before weekdays: `Fr.` is Friday as well.
SWISS_RULES: tuple[Rule, ...] = (
    rule(
        "Swiss amount",
        r"(?<![\w.])Fr\. ?(?P<whole>[0-9]{1,3}(?:['’][0-9]{3})+|[0-9]+)(?P<part>)\.(?:"
        r"(?P<cents>[0-9]{2})|[-–—]{1,2})"
        r"(?!\w|\.| ?[-–—]| ?(?:Uhr|h|bis|und)(?!\w))",
        lambda m: money(m["whole"], m["cents"] or "", "CHF"),
    ),
    rule(
        "Swiss amount behind",
        r"(?<![\w.,])(?P<whole>[0-9]+)(?:\.(?P<cents>[0-9]{2}))? Fr\.(?! [A-ZÄÖÜ])",
        lambda m: money(m["whole"], m["cents"] or "", "CHF"),
    ),
)
AMOUNT_RULES: tuple[Rule, ...] = (
    rule(
        "two currencies",
        r"(?<![\w/])(?P<one>[A-Z]{3})/(?P<other>[A-Z]{3})(?=:? ?[0-9])",
        _pair,
    ),
    rule(
        "rate of exchange",
        rf"(?<![\w.,])(?P<amount>10{{0,3}}) ?(?P<sign>{SIGN})(?P<is> (?:=|entspricht|"
        rf"entsprechen|sind|ist|≈) )(?P<whole>[0-9]+)(?:[,.](?P<part>[0-9]{{1,6}}))? ?"
        rf"(?P<other>{SIGN})(?!\w)",
        _rate,
    ),
    rule("minus behind a sign", r"(?P<sign>\b(?:EUR|CHF|USD)) minus (?=[0-9])", r"minus \g<sign> "),
    rule("minus before a sign", r"(?<![\w-])[-−–](?=(?:EUR|CHF|USD) ?[0-9])", "minus "),
    rule("round euros", r"\bEuro (?P<whole>[0-9.]+),[-–—]{1,2}(?!\w)", r"\g<whole> Euro"),
    rule(
        "sign behind an amount",
        rf"(?<![\w.,])(?P<amount>{WHOLE})(?P<part>,[0-9]{{2}})(?P<minus>[-−–])(?= ?(?:€|EUR)"
        rf"(?!\w))",
        r"minus \g<amount>\g<part>",
    ),
    rule(
        "large amount",
        rf"(?<![\w.,])(?:(?P<sign_before>{BEFORE}) ?)?(?P<whole>{WHOLE})(?:,"
        rf"(?P<part>[0-9]{{1,3}}))? ?"
        rf"{LARGE}(?: ?(?P<sign>{SIGN})(?!\w))?(?![\w/])",
        _large,
    ),
    rule(
        "thousands of euros",
        rf"(?<![\w.,])(?P<whole>{WHOLE})(?:,(?P<part>[0-9]))? ?(?P<large>T)(?P<sign>€|EUR)(?!\w)",
        _large,
    ),
    rule(
        "amounts in a range",
        rf"(?<![\w.,])(?P<first>{AMOUNT}) ?(?P<sign>{SIGN})(?: ?[-–—] ?| bis )"
        rf"(?=[0-9][0-9.,'’]*[-–]? ?(?:{SIGN})(?!\w))",
        lambda m: f"{_money(m)} bis ",
    ),
    rule(
        "amount before another",
        rf"(?<![\w.,])(?P<whole>{WHOLE}),(?P<part>[0-9]{{2}})(?P<cents>)(?P<between> (?:bis|"
        rf"und|oder) )"
        rf"(?=[0-9][0-9.'’]*,[0-9]{{2}} ?(?P<sign>{SIGN})(?!\w))",
        lambda m: _money(m) + m["between"],
    ),
    rule("amount", rf"(?<![\w.,]){AMOUNT} ?(?P<sign>{SIGN})(?!\w|-[0-9])", _money),
    rule(
        "amount behind a sign",
        rf"(?<!\w)(?P<sign>{BEFORE}) ?{AMOUNT}(?![\w]|[.,][0-9])",
        _money,
    ),
    rule("round amount", r"(?<=[0-9])(?:,[-–—]{1,2}|\.[–—])(?![\w])", " Euro"),
    rule(
        "currency",
        r"(?<![\w$€£-])(?P<sign>€|EUR|CHF|USD|GBP)(?![\w])",
        lambda m: CURRENCIES[m["sign"]][0],
    ),
)
