"""Italian money, measures and percent, and ranges of them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.numbers import NUMBER, a, cardinal, how_many, parts, spoken
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
BEFORE = r"(?<![\w.,/:])"
END = r"(?![\w]|[.,][0-9])"

# One and many; the article follows from the one.
UNITS = {
    "km": ("chilometro", "chilometri"),
    "m": ("metro", "metri"),
    "mt": ("metro", "metri"),
    "mt.": ("metro", "metri"),
    "cm": ("centimetro", "centimetri"),
    "mm": ("millimetro", "millimetri"),
    **dict.fromkeys(("m²", "m2", "mq", "mq."), ("metro quadrato", "metri quadrati")),
    **dict.fromkeys(("m³", "m3", "mc", "mc."), ("metro cubo", "metri cubi")),
    **dict.fromkeys(("Smc", "smc"), ("standard metro cubo", "standard metri cubi")),
    **dict.fromkeys(("km²", "kmq"), ("chilometro quadrato", "chilometri quadrati")),
    **dict.fromkeys(("cm³", "cc"), ("centimetro cubo", "centimetri cubi")),
    **dict.fromkeys(("kg", "Kg", "kg.", "Kg.", "KG"), ("chilogrammo", "chilogrammi")),
    **dict.fromkeys(("hg", "etti"), ("etto", "etti")),
    **dict.fromkeys(("g", "gr", "gr."), ("grammo", "grammi")),
    "mg": ("milligrammo", "milligrammi"),
    **dict.fromkeys(("µg", "μg", "mcg"), ("microgrammo", "microgrammi")),
    "t": ("tonnellata", "tonnellate"),
    **dict.fromkeys(("q", "q.li", "ql"), ("quintale", "quintali")),
    **dict.fromkeys(("l", "lt", "lt.", "L"), ("litro", "litri")),
    "dl": ("decilitro", "decilitri"),
    "cl": ("centilitro", "centilitri"),
    "ml": ("millilitro", "millilitri"),
    "kWh": ("chilowattora", "chilowattora"),
    "MWh": ("megawattora", "megawattora"),
    **dict.fromkeys(("kW", "KW"), ("chilowatt", "chilowatt")),
    "MW": ("megawatt", "megawatt"),
    "W": ("watt", "watt"),
    "V": ("volt", "volt"),
    "mAh": ("milliampere ora", "milliampere ora"),
    "Hz": ("hertz", "hertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    **dict.fromkeys(("kB", "KB"), ("kilobyte", "kilobyte")),
    "MB": ("megabyte", "megabyte"),
    "GB": ("gigabyte", "gigabyte"),
    "TB": ("terabyte", "terabyte"),
    **dict.fromkeys(("Mb", "Mbit"), ("megabit", "megabit")),
    **dict.fromkeys(("Gb", "Gbit"), ("gigabit", "gigabit")),
    **dict.fromkeys(("Mbps", "Mbit/s", "Mb/s"), ("megabit al secondo", "megabit al secondo")),
    **dict.fromkeys(("Gbps", "Gbit/s", "Gb/s"), ("gigabit al secondo", "gigabit al secondo")),
    "°C": ("grado Celsius", "gradi Celsius"),
    "°F": ("grado Fahrenheit", "gradi Fahrenheit"),
    "hPa": ("ettopascal", "ettopascal"),
    "mbar": ("millibar", "millibar"),
    "bar": ("bar", "bar"),
    "mmHg": ("millimetro di mercurio", "millimetri di mercurio"),
    "dB": ("decibel", "decibel"),
    "kcal": ("chilocaloria", "chilocalorie"),
    "CV": ("cavallo", "cavalli"),
    "bpm": ("battito al minuto", "battiti al minuto"),
    **dict.fromkeys(("h", "hh"), ("ora", "ore")),
    **dict.fromkeys(("min", "min.", "'", "′"), ("minuto", "minuti")),
    **dict.fromkeys(("cent.", "cent", "cts"), ("centesimo", "centesimi")),
    **dict.fromkeys(("s", "sec", "sec.", "''", "″"), ("secondo", "secondi")),
    **dict.fromkeys(("gg", "gg."), ("giorno", "giorni")),
    **dict.fromkeys(("pz", "pz."), ("pezzo", "pezzi")),
    **dict.fromkeys(("cpr", "cpr."), ("compressa", "compresse")),
    **dict.fromkeys(("gtt", "gtt."), ("goccia", "gocce")),
    **dict.fromkeys(("pers.", "pax"), ("persona", "persone")),
    "UI": ("unità internazionale", "unità internazionali"),
    "pp": ("punto percentuale", "punti percentuali"),
    "nodi": ("nodo", "nodi"),
}
# Behind a preposition alone, for they are more often a verb and a letter.
MORE_UNITS = {"ha": ("ettaro", "ettari"), "A": ("ampere", "ampere")}
UNIT = rf"(?:{'|'.join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))})"
# What stands behind a stroke: `€/min`, `km/h`.
PER = {
    **dict.fromkeys(("h", "ora"), "all'ora"),
    **dict.fromkeys(("s", "sec", "sec.", "secondo"), "al secondo"),
    **dict.fromkeys(("min", "min.", "minuto"), "al minuto"),
    **dict.fromkeys(("g", "gg", "gg.", "giorno", "die"), "al giorno"),
    **dict.fromkeys(("sett", "sett.", "settimana"), "a settimana"),
    **dict.fromkeys(("mese", "m.", "mens."), "al mese"),
    **dict.fromkeys(("bim.", "bimestre"), "al bimestre"),
    **dict.fromkeys(("trim.", "trimestre"), "al trimestre"),
    **dict.fromkeys(("anno", "a"), "all'anno"),
    "notte": "a notte",
    **dict.fromkeys(("persona", "pers.", "pers", "pax"), "a persona"),
    **dict.fromkeys(("kg", "Kg"), "al chilo"),
    **dict.fromkeys(("l", "litro", "lt"), "al litro"),
    "dl": "per decilitro",
    "ml": "per millilitro",
    "etto": "all'etto",
    "km": "al chilometro",
    "kWh": "al chilowattora",
    "MWh": "al megawattora",
    **dict.fromkeys(("Smc", "smc"), "allo standard metro cubo"),
    **dict.fromkeys(("mc", "m³", "m3"), "al metro cubo"),
    **dict.fromkeys(("mq", "m²", "m2"), "al metro quadrato"),
    **dict.fromkeys(("pz", "pz.", "pezzo"), "al pezzo"),
    **dict.fromkeys(("cad", "cad.", "cadauno"), "cadauno"),
    "SMS": "a SMS",
    "chiamata": "a chiamata",
    "confezione": "a confezione",
}
PER_UNIT = rf"(?:{'|'.join(re.escape(unit) for unit in sorted(PER, key=len, reverse=True))})"
BY = rf"(?: ?/ ?(?P<per>{PER_UNIT})(?!\w))?"

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
# Between these and a number two numbers follow each other: "in tre cinque giorni".
JOINED = re.compile(
    r"(?i:in|entro|per|di|del|dei|degli|delle|della|dal|dai|dalle|con|ogni|dopo|a|al|ai|alle|i|le|gli|il"
    r"|nei|nelle|da|tra|fra|tra i|circa|ca\.|almeno|quasi|oltre|su|sui|un|una|questi|altri|altre"
    r"|prossimi|prossime|primi|ultimi|più)"
)
# Before numbers of things in a row.
ROW = (
    r"(?i:pagine|pagg\.|pag\.|piani|camere|stanze|articoli|artt\.|gate|uscite|righe|file|linee|posti"
    r"|capitoli|sportelli|binari|casse|et[àa]|anni|classi|taglie|fasce|temperature?|massime|minime|ambulatori|sale)"
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
    return said + (f" {PER[per]}" if per else "")


def _scaled(match: re.Match[str]) -> str:
    return scaled(match["number"], match["scale"])


def _measure(match: re.Match[str]) -> str:
    per = match["per"]
    said = how_many(match["number"], *UNITS[match["unit"]]) + (f" {PER[per]}" if per else "")
    ends = match.group().endswith(".") and match.end() == len(match.string)
    return f"{said}." if ends else said  # the dot of an abbreviation is also a full stop


def _range(match: re.Match[str]) -> str:
    """The lower number in words, the higher one with its unit for other rules."""
    groups = match.groupdict()
    before, low, high = groups.get("before") or "", match["low"], match["high"]
    if _size(low) >= _size(high) or low.startswith("0") and len(parts(low)[0]) > 1:
        return match.group()
    end = f"{groups.get('sign') or ''}{high}"
    if JOINED.fullmatch(before.strip()):
        return f"{before}{spoken(low)} {end}"
    if _size(high) - _size(low) == 1 and _size(low) < 10:
        return f"{before}{spoken(low)} o {end}"
    return f"{before}da {spoken(low)} a {end}"


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
        rf"{BEFORE_RANGE}{BEFORE}(?<![+-])(?P<low>{NUMBER}) ?(?P<unit>[€%°]|euro|km|kg|cm|°C|mg){DASH}"
        rf"(?P<high>{NUMBER})(?= ?(?P=unit))",
        _range,
    ),
    rule(
        "range",
        rf"{BEFORE_RANGE}{BEFORE}(?<![+-])(?P<low>{NUMBER})(?:{DASH}|/(?=[0-9.,]+ ?[€%]|[0-9]+ ?(?:{MANY})\b))"
        rf"(?P<high>{NUMBER})(?= ?(?:[^\W\d_]{{4,12}} )?(?:{COUNTED})(?!\w))",
        _range,
    ),
    rule(
        "range of things in a row",
        rf"(?P<before>\b{ROW}:? )(?P<low>[0-9]+){DASH}(?P<high>[0-9]+)(?![\w/]|[.,-][0-9])",
        _range,
    ),
)
SIGN_RULES: tuple[Rule, ...] = (
    rule("plus or minus", r"\+ ?/ ?[-−–]|±", "più o meno "),
    rule(
        "minus with a space",
        rf"(?<=[:èa]) [-−–] ?(?=(?:{SIGN} ?)?[0-9][0-9.,]* ?{SIGN})|(?<=[:èa]) [-−–] ?(?={SIGN} ?[0-9])",
        " meno ",
    ),
)
AMOUNT_RULES: tuple[Rule, ...] = (
    rule(
        "number as the English write it",
        rf"{BEFORE}(?P<above>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)\.(?P<below>[0-9]{{2}}){END}",
        lambda match: f"{match['above'].replace(',', '.')},{match['below']}",
    ),
    rule(
        "blood pressure",
        rf"{BEFORE}(?P<high>[0-9]{{2,3}})/(?P<low>[0-9]{{2,3}}) ?mmHg(?!\w)",
        lambda match: f"{spoken(match['high'])} su {spoken(match['low'])} millimetri di mercurio",
    ),
    rule("times", r"(?<=[0-9]) ?[x×] ?(?=[0-9])|(?<=[a-z%€]) [x×] (?=[0-9])", " per "),
    rule(
        "money, sign first",
        rf"(?<![\w,.])(?P<sign>{SIGN}) ?(?P<number>{MONEY})(?: ?(?P<scale>{SCALE}))?{BY}{END}",
        _money,
    ),
    rule(
        "money",
        rf"{BEFORE}(?P<number>{MONEY})(?: ?(?P<scale>{SCALE})(?: di)?)? ?(?P<sign>{SIGN})(?!\w){BY}",
        _money,
    ),
    rule(
        "scale",
        rf"{BEFORE}(?P<number>{NUMBER}) ?(?P<scale>(?:ml[nd]|Ml[nd])\.?|milioni|miliardi|milione|mila|[kK])(?!\w)",
        _scaled,
    ),
    rule(
        "measure",
        rf"{BEFORE}(?P<number>{NUMBER}) ?(?P<unit>{UNIT})(?![\w'’])(?:{BY})(?!/)",
        _measure,
    ),
    rule(
        "hectares or amperes",
        rf"(?P<before>\b(?:di|da|circa|per) )(?P<number>{NUMBER}) ?(?P<unit>ha|A)(?=$|[.,;)] ?| di | e )",
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
        rf"(?:(?<=\beuro)|(?<=\bvolte)|(?<=\bvolta)|(?<=\b[Ee]uro)) ?/ ?(?P<per>{PER_UNIT})(?![\w/])",
        lambda match: f" {PER[match['per']]}",
    ),
)
