"""German units: one of them, many of them, so much of them a time."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.numbers import cardinal
from voxloom.text.reading.rules.rule import Rule, rule

# As written: one, many.
UNITS = {
    "%": ("Prozent", "Prozent"),
    "‰": ("Promille", "Promille"),
    "°C": ("Grad Celsius", "Grad Celsius"),
    "° C": ("Grad Celsius", "Grad Celsius"),
    "°F": ("Grad Fahrenheit", "Grad Fahrenheit"),
    "°dH": ("Grad deutscher Härte", "Grad deutscher Härte"),
    "°": ("Grad", "Grad"),
    **dict.fromkeys(("km²", "qkm", "km2"), ("Quadratkilometer", "Quadratkilometer")),
    **dict.fromkeys(("m²", "qm", "m2"), ("Quadratmeter", "Quadratmeter")),
    **dict.fromkeys(("cm²", "qcm"), ("Quadratzentimeter", "Quadratzentimeter")),
    **dict.fromkeys(("m³", "cbm", "m3"), ("Kubikmeter", "Kubikmeter")),
    **dict.fromkeys(("cm³", "ccm"), ("Kubikzentimeter", "Kubikzentimeter")),
    "km": ("Kilometer", "Kilometer"),
    "m": ("Meter", "Meter"),
    "dm": ("Dezimeter", "Dezimeter"),
    "cm": ("Zentimeter", "Zentimeter"),
    "mm": ("Millimeter", "Millimeter"),
    **dict.fromkeys(("µm", "μm"), ("Mikrometer", "Mikrometer")),
    "ft": ("Fuß", "Fuß"),
    "ha": ("Hektar", "Hektar"),
    "kg": ("Kilogramm", "Kilogramm"),
    "g": ("Gramm", "Gramm"),
    "mg": ("Milligramm", "Milligramm"),
    **dict.fromkeys(("µg", "μg", "mcg"), ("Mikrogramm", "Mikrogramm")),
    "t": ("Tonne", "Tonnen"),
    "Ztr.": ("Zentner", "Zentner"),
    "Pfd.": ("Pfund", "Pfund"),
    **dict.fromkeys(("l", "L", "Ltr."), ("Liter", "Liter")),
    "dl": ("Deziliter", "Deziliter"),
    "cl": ("Zentiliter", "Zentiliter"),
    **dict.fromkeys(("ml", "mL"), ("Milliliter", "Milliliter")),
    "hl": ("Hektoliter", "Hektoliter"),
    **dict.fromkeys(
        ("IE", "I.E.", "I. E."), ("Internationale Einheit", "Internationale Einheiten")
    ),
    **dict.fromkeys(("Tbl.", "Tabl.", "Tab."), ("Tablette", "Tabletten")),
    **dict.fromkeys(("Tr.", "Trpf.", "gtt."), ("Tropfen", "Tropfen")),
    "kcal": ("Kilokalorie", "Kilokalorien"),
    "kJ": ("Kilojoule", "Kilojoule"),
    "W": ("Watt", "Watt"),
    "kW": ("Kilowatt", "Kilowatt"),
    "MW": ("Megawatt", "Megawatt"),
    "Wh": ("Wattstunde", "Wattstunden"),
    **dict.fromkeys(("kWh", "kwh", "KWh", "KWH"), ("Kilowattstunde", "Kilowattstunden")),
    "MWh": ("Megawattstunde", "Megawattstunden"),
    "kWp": ("Kilowatt Peak", "Kilowatt Peak"),
    "V": ("Volt", "Volt"),
    "kV": ("Kilovolt", "Kilovolt"),
    **dict.fromkeys(("mV", "mv"), ("Millivolt", "Millivolt")),
    "Ah": ("Amperestunde", "Amperestunden"),
    "mAh": ("Milliamperestunde", "Milliamperestunden"),
    "Hz": ("Hertz", "Hertz"),
    "kHz": ("Kilohertz", "Kilohertz"),
    "MHz": ("Megahertz", "Megahertz"),
    "GHz": ("Gigahertz", "Gigahertz"),
    "dB": ("Dezibel", "Dezibel"),
    "hPa": ("Hektopascal", "Hektopascal"),
    "mbar": ("Millibar", "Millibar"),
    "mmHg": ("Millimeter Quecksilber", "Millimeter Quecksilber"),
    "PS": ("P S", "P S"),
    **dict.fromkeys(("kB", "KB"), ("Kilobyte", "Kilobyte")),
    "MB": ("Megabyte", "Megabyte"),
    "GB": ("Gigabyte", "Gigabyte"),
    "TB": ("Terabyte", "Terabyte"),
    **dict.fromkeys(("kbit", "Kbit", "kBit"), ("Kilobit", "Kilobit")),
    **dict.fromkeys(("Mbit", "MBit"), ("Megabit", "Megabit")),
    **dict.fromkeys(("Gbit", "GBit"), ("Gigabit", "Gigabit")),
    "kbps": ("Kilobit pro Sekunde", "Kilobit pro Sekunde"),
    **dict.fromkeys(("Mbps", "MBit/s"), ("Megabit pro Sekunde", "Megabit pro Sekunde")),
    "Gbps": ("Gigabit pro Sekunde", "Gigabit pro Sekunde"),
    "MP": ("Megapixel", "Megapixel"),
    "px": ("Pixel", "Pixel"),
    **dict.fromkeys(("h", "Std.", "Std", "Stdn.", "Stdn"), ("Stunde", "Stunden")),
    **dict.fromkeys(("min", "Min.", "Min", "min.", "Minn."), ("Minute", "Minuten")),
    **dict.fromkeys(("s", "Sek.", "Sek", "sek.", "sec"), ("Sekunde", "Sekunden")),
    "EL": ("Esslöffel", "Esslöffel"),
    "TL": ("Teelöffel", "Teelöffel"),
    "U/min": ("Umdrehung pro Minute", "Umdrehungen pro Minute"),
    "ms": ("Millisekunde", "Millisekunden"),
    **dict.fromkeys(("Tg.", "Tge."), ("Tag", "Tage")),
    **dict.fromkeys(("Wo.", "Wchn."), ("Woche", "Wochen")),
    **dict.fromkeys(("Mon.", "Mt.", "Mte."), ("Monat", "Monate")),
    "J.": ("Jahr", "Jahre"),
    **dict.fromkeys(("Pers.", "Pers"), ("Person", "Personen")),
    **dict.fromkeys(("Stk.", "Stk", "Stck.", "St.", "St"), ("Stück", "Stück")),
    **dict.fromkeys(("Zi.", "Zi"), ("Zimmer", "Zimmer")),
    **dict.fromkeys(("Pkg.", "Pckg.", "Pck."), ("Packung", "Packungen")),
    **dict.fromkeys(("Pkt.", "P."), ("Punkt", "Punkte")),
    **dict.fromkeys(("Jh.", "Jhd."), ("Jahrhundert", "Jahrhunderte")),
    **dict.fromkeys(("ct", "Ct", "ct.", "Ct.", "Cts."), ("Cent", "Cent")),
    "Rp.": ("Rappen", "Rappen"),
    **dict.fromkeys(("Mio.", "Mio", "Mill."), ("Million", "Millionen")),
    **dict.fromkeys(("Mrd.", "Mrd"), ("Milliarde", "Milliarden")),
    **dict.fromkeys(("Tsd.", "Tsd"), ("tausend", "tausend")),
}
# What one may pay for, or do so much in, beside the units.
TIMES = {
    name: name
    for name in [
        "Monat",
        "Jahr",
        "Tag",
        "Woche",
        "Stunde",
        "Minute",
        "Sekunde",
        "Person",
        "Nacht",
        "Stück",
        "Quartal",
        "Anruf",
        "SMS",
        "Zimmer",
        "Liter",
        "Kilometer",
        "Kilogramm",
        "Kilo",
        "Tonne",
        "Meter",
        "Quadratmeter",
        "Kopf",
        "Kind",
        "Fahrt",
        "Vorgang",
        "Paket",
        "Einheit",
        "Teilnehmer",
        "Mitglied",
        "Semester",
        "Kalenderjahr",
        "Haushalt",
        "Buchung",
        "Überweisung",
    ]
} | {"Mon.": "Monat", "Mo.": "Monat", "a": "Jahr", "d": "Tag", "J.": "Jahr", "Pers.": "Person"}
NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
# Those whose plural takes an -n in the dative.
IN_E = "|".join(
    re.escape(unit) for unit, (_, many) in UNITS.items() if many in ("Jahre", "Monate", "Tage")
)
CURRENCY = r"[€$£]|EUR|CHF|USD|Euro|Franken|Dollar|Cent"
PER = "|".join(re.escape(unit) for unit in sorted({*UNITS, *TIMES} - {"%"}, key=len, reverse=True))

COUNTED = (
    rf"{UNIT}|[€$£¥₽]|EUR|USD|CHF|GBP|Uhr|Mal|mal|Euro|Cent|Dollar|Franken|Pfund|Rubel|Prozent|"
    r"Tagen?|Stunden?|Minuten?|Sekunden?|Wochen?|Monaten?|Monats?|Jahren?|Nächten?|"
    r"(?:Werk|Arbeits|Kalender|Bank|Geschäfts|Urlaubs)tagen?|Personen|Kunden|Kindern?|Gäste|"
    r"Seiten?|Zeichen|Ziffern|Stellen|Punkten?|Stück|Nachrichten|Anrufen?|Anrufer|Plätzen?|"
    r"Kilo\w*|\w*[Mm]etern?|\w*[Ll]iter|\w*[Gg]ramm|Grad|Tabletten|Tropfen|Paketen?|Mio|Mrd|"
    r"Millionen|Milliarden|Mitarbeiter\w*|Teilnehmer\w*|Zimmern?|\w*[Bb]yte|\w*bit|Volt|Watt"
)


def _times(match: re.Match[str]) -> str:
    low = f"{_stem(match['low'])} bis " if match["low"] else ""
    per = f" pro {_name(match['per'])}" if match["per"] else ""
    return f"{low}{_stem(match['count'])}mal{per}" + ("." if _ends(match) else "")


def _ends(match: re.Match[str]) -> bool:
    """Whether the dot of the unit is also a full stop."""
    return match.end() == len(match.string) and match.group().endswith(".")


def _stem(count: str) -> str:
    return "ein" if count == "1" else cardinal(count)


def _per(match: re.Match[str]) -> str:
    return f"{match['unit']} pro {_name(match['per'])}" + ("." if _ends(match) else "")


def _name(per: str) -> str:
    return TIMES.get(per) or UNITS[per][0]


def _in_dative(match: re.Match[str]) -> str:
    unit = UNITS[match["unit"]][1]
    return f"{match['before']}{match['number']} {unit}n" + ("." if _ends(match) else "")


# Before amounts of money, which take their sign.
PER_RULES: tuple[Rule, ...] = (
    rule(
        "so much a time",
        rf"(?P<unit>(?<=[0-9]) ?(?:{UNIT}|{CURRENCY})?|\b(?:Euro|Cent|Millionen|[Mm]al)|"
        rf"(?<=[0-9]) [A-ZÄÖÜ][a-zäöüß]{{2,30}}(?=/)) ?/ ?(?:1 )?"
        rf"(?P<per>{PER})(?![\w/])",
        _per,
    ),
)
UNIT_RULES: tuple[Rule, ...] = (
    rule(
        "units in the dative",
        r"(?P<before>\b(?i:ab|nach|seit|vor|in|mit|von|aus|zu|bei|binnen|innerhalb von)"
        r" (?:(?:ca\.|circa|etwa|rund|mindestens|je|jeweils) )?(?:[0-9]+ (?:bis|und|oder) )?)"
        rf"(?P<number>(?!1 )[0-9]+(?:,[0-9]+)?) ?(?P<unit>{IN_E})(?![\w/])",
        _in_dative,
    ),
    rule(
        "decimal with a point",
        rf"(?<![\w.,:/])(?P<whole>[0-9]{{1,3}})\.(?P<part>[0-9]{{1,2}})(?= ?(?:{UNIT})(?![\w/]))",
        r"\g<whole>,\g<part>",
    ),
    rule(
        "part of how many",
        r"(?P<before>\b(?:Seite|Teil|Rate|Blatt|Folge|Schritt|Etappe|Stufe|Nummer|Paket|"
        r"Karte) [0-9]{1,3})"
        r" ?/ ?(?=[0-9]{1,3}(?![\w/]|[.,][0-9]))",
        r"\g<before> von ",
    ),
    rule(
        "percent of a kind",
        r"(?<![\w.,])(?P<number>[0-9]+(?:,[0-9]+)?) ?-?%-?ig(?=(?:e[mnrs]?)?\b)",
        r"\g<number>-prozentig",
    ),
    rule("percent and a noun", r"(?<=[0-9]) ?%-(?=[A-ZÄÖÜ])", "-Prozent-"),
    rule("currency and a noun", r"(?<=[0-9]) ?-?(?:€|EUR)-(?=[A-ZÄÖÜ])", "-Euro-"),
    rule("hours and a noun", r"(?<=[0-9])-?h-(?=[A-ZÄÖÜ])", "-Stunden-"),
    rule(
        "number of times",
        r"(?<![\w,.–-])(?:(?P<low>[0-9]{1,3}) ?[-–] ?)?(?P<count>[0-9]{1,3}) ?"
        rf"(?:-mal\b|[x×](?!\w| ?[0-9]))(?: ?/ ?(?P<per>{PER})(?!\w))?",
        _times,
    ),
    rule("in a hundred kilometres", r"(?<=[lLh]) ?/ ?100 ?km\b", " auf 100 km"),
    rule("pressure", r"(?P<high>[0-9]{2,3}) ?/ ?(?=[0-9]{2,3} ?mmHg)", r"\g<high> zu "),
    rule(
        "blood pressure",
        r"(?P<high>\b(?:Blutdruck|RR)\b[^.,;]{0,30}[ :][0-9]{2,3}) ?/ ?(?=[0-9]{2,3}(?!\w))",
        r"\g<high> zu ",
    ),
    rule("measures", r"(?<=[0-9]) ?(?:×|x) ?(?=[0-9])", " mal "),
    rule(
        "number and an ending",
        r"(?<![\w,.])(?P<count>[0-9]{1,4})-?(?P<ending>(?:stellig|tägig|stündig|minütig|wöchig|"
        r"monatig|jährig|malig|fach|teilig|köpfig|zeilig|seitig|stöckig|sprachig|prozentig|"
        r"stündlich|tausend)(?:e[mnrs]?)?|er)\b",
        lambda m: _stem(m["count"]) + m["ending"],
    ),
    rule(
        "half a unit",
        rf"(?<![\w.,/])(?<![0-9] )1/2 ?(?P<unit>{UNIT})(?![\w/])",
        lambda m: f"1/2 {UNITS[m['unit']][0]}" + ("." if _ends(m) else ""),
    ),
    rule(
        "one unit",
        rf"(?<![\w.,:/])1 ?(?P<unit>{UNIT})(?![\w/])",
        lambda m: f"1 {UNITS[m['unit']][0]}" + ("." if _ends(m) else ""),
    ),
)
