"""German: numbers as one word each, from num2words; the library's grammar writes them apart."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.roman import SURE, value
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.words import Words

MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
CURRENCIES = {
    "€": "Euro",
    "$": "Dollar",
    "£": "Pfund",
    "EUR": "Euro",
    "USD": "Dollar",
    "CHF": "Franken",
}
SIGNS = "|".join(map(re.escape, CURRENCIES))
AMOUNT = r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,(?P<cents>[0-9]{2}|-))?"
RULERS = "Ludwig|Friedrich|Wilhelm|Heinrich|Karl|Otto|Papst \\w+|Benedikt|Johannes Paul|Franz|Georg"
COUNTED_OFF = (
    rf"{'|'.join(MONTHS)}|Stock|Stockwerk|Etage|Obergeschoss|Mal|Platz|Klasse|Quartal|Jahrhundert|"
    r"Jahrhunderts|Tag|Woche|Monat|Kapitel|Teil|Versuch|Runde|Reihe|Geburtstag|Ordnung|Straße"
)
DATIVE = r"am|vom|zum|im|beim|dem|den|ab|seit|bis|diesem|jeden|jedem|einem"

WORDS = Words(
    language="de",
    code=r"\b(?:(?:PIN|Zugangs|Sicherheits|Bestätigungs|Aktivierungs|Gutschein)?-?codes?|PIN|TAN|"
    r"Durchwahl|Nebenstelle|Kennwort|Passwort|Postleitzahl|PLZ|Vorwahl|"
    r"(?:Konto|Kunden|Bestell|Auftrags|Rechnungs|Referenz|Karten|Vorgangs|Mitglieds|Telefon|Vertrags)"
    r"nummer|Endziffern?|endet auf|endend auf)",
    numbered="kapitel|band|teil|akt|szene|abschnitt|anhang|artikel|stufe|phase|typ|klasse",
    thing=r"\b(?:Auftrag|Bestellung|Rechnung|Ticket|Vorgang|Sendung|Paket|Flug|Konto|Karte|Vertrag|Zähler)",
    copula="ist|sind|lautet|lauten|war",
    dialled=r"\b(?:unter|wählen Sie|rufen Sie|anrufen|Tel\.?|Telefon|Fax|Hotline|Rufnummer|Nummer)(?: die| uns unter| an unter)?",
    national=(
        r"(?<![\w.,/])\(?0[0-9]{1,4}\)?(?: ?/ ?| |-)[0-9]{2,8}(?:[ -][0-9]{2,8})*(?![\w]|[.,:/-]?[0-9])",
    ),
    pressed="",
    plus="plus",
    minus="minus",
    to="bis",
    version=r"\b(?:Version|Release|Firmware)",
    point="Punkt",
    counted=r"Tagen?|Stunden|Minuten|Wochen|Monaten?|Jahren?|Euro|Mal|Personen|Uhr|€|%|km|kg",
    dot="Punkt",
    at="ät",
    slash="Schrägstrich",
    hyphen="Bindestrich",
    underscore="Unterstrich",
    abbreviations={
        "z. B.": "zum Beispiel",
        "z.B.": "zum Beispiel",
        "d. h.": "das heißt",
        "d.h.": "das heißt",
        "u. a.": "unter anderem",
        "u.a.": "unter anderem",
        "usw.": "und so weiter",
        "bzw.": "beziehungsweise",
        "ca.": "circa",
        "Nr.": "Nummer",
        "Tel.": "Telefon",
        "Dr.": "Doktor",
        "Prof.": "Professor",
        "Hr.": "Herr",
        "Fr.": "Frau",
        "Str.": "Straße",
        "inkl.": "inklusive",
        "zzgl.": "zuzüglich",
        "ggf.": "gegebenenfalls",
        "evtl.": "eventuell",
        "max.": "maximal",
        "min.": "mindestens",
        "§": "Paragraf",
        "GmbH": "G m b H",
    },
    units={
        "%": "Prozent",
        "°C": "Grad Celsius",
        "°": "Grad",
        "km/h": "Kilometer pro Stunde",
        "km": "Kilometer",
        "m": "Meter",
        "cm": "Zentimeter",
        "mm": "Millimeter",
        "kg": "Kilogramm",
        "g": "Gramm",
        "l": "Liter",
        "ml": "Milliliter",
        "Min.": "Minuten",
        "min": "Minuten",
        "Std.": "Stunden",
        "h": "Stunden",
        "Sek.": "Sekunden",
        "s": "Sekunden",
        "MB": "Megabyte",
        "GB": "Gigabyte",
        "m²": "Quadratmeter",
        "Mio.": "Millionen",
        "Mrd.": "Milliarden",
    },
)


def number(count: int, to: str = "cardinal") -> str:
    from num2words import num2words

    said: str = num2words(count, lang="de", to=to)
    return said


def ordinal(count: int, ending: str) -> str:
    """The ending: e, en, er or es."""
    return number(count, "ordinal").removesuffix("e") + ending


def _cardinal(match: re.Match[str]) -> str:
    digits = match.group().replace(".", "").replace("'", "")
    if (len(digits) > 1 and digits.startswith("0")) or len(digits) > 12:
        return " ".join(number(int(digit)) for digit in digits)
    if re.fullmatch("1[1-9][0-9]{2}", match.group()):
        return number(int(digits), "year")  # neunzehnhundert..., as such numbers are mostly years
    return number(int(digits))


def _decimal(match: re.Match[str]) -> str:
    digits = " ".join(number(int(digit)) for digit in match["part"])
    return f"{match['whole']} Komma {digits}"


def _money(match: re.Match[str]) -> str:
    whole, cents = match["whole"], (match["cents"] or "").strip("-0") and match["cents"]
    said = f"{'ein' if whole == '1' else whole} {CURRENCIES[match['sign']]}"
    return f"{said} {int(cents)}" if cents else said


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    said = f"{'ein' if hour == 1 else hour} Uhr"
    return f"{said} {minute}" if minute else said


def _ordinal(match: re.Match[str]) -> str:
    before = match["before"] or ""
    dative = re.fullmatch(f"(?i:{DATIVE}) ", before)
    article = re.fullmatch("(?i:der|die|das) ", before)
    ending = "en" if dative else "e" if article else "er"
    return before + ordinal(int(match["number"]), ending)


def _date(match: re.Match[str]) -> str:
    year = f" {match['year']}" if match["year"] else ""
    return f"{match['before'] or ''}{int(match['day'])}. {MONTHS[int(match['month']) - 1]}{year}"


def _ruler(match: re.Match[str]) -> str:
    return f"{match['before']}der {ordinal(value(match['roman']), 'e')}"


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match["above"]), int(match["below"])
    if below == 2:
        return "ein halb" if above == 1 else f"{number(above)} Halbe"
    part = ordinal(below, "el") if below < 20 else number(below) + "stel"
    return f"{'ein' if above == 1 else number(above)} {part[0].upper()}{part[1:]}"


BEFORE = rf"(?P<before>\b(?:(?i:{DATIVE}|der|die|das)) )?"

RULES = (
    *first_rules(WORDS),
    rule(
        "time",
        r"(?<![\w,.:])(?P<hour>[01]?[0-9]|2[0-4])[:.](?P<minute>[0-5][0-9]) ?(?:Uhr\b|h\b)",
        _time,
    ),
    rule(
        "time without a word",
        r"(?<![\w,.:])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?![\w:]|[.,][0-9])",
        _time,
    ),
    rule("one o'clock", r"(?<![\w,.])1(?= Uhr\b)", "ein"),
    rule(
        "date",
        BEFORE + r"(?<![\w.])(?P<day>0?[1-9]|[12][0-9]|3[01])\.(?P<month>0?[1-9]|1[0-2])\."
        r"(?P<year>[12][0-9]{3})?(?!\w|\.\w)",
        _date,
    ),
    rule(
        "ordinal",
        BEFORE + rf"(?<![\w.,])(?P<number>[0-9]{{1,3}})\. (?=(?:{COUNTED_OFF})\b)",
        lambda m: _ordinal(m) + " ",
    ),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE})\b\.?", _ruler),
    rule("amount", rf"(?<![\w.,]){AMOUNT} ?(?P<sign>{SIGNS})(?!\w)", _money),
    rule("amount behind a sign", rf"(?P<sign>[€$£]) ?{AMOUNT}(?!\w)", _money),
    rule("weekdays", r"\bMo\.?(?: ?[-–] ?| bis )Fr\b\.?", "Montag bis Freitag"),
    rule("street", r"(?<=[a-zäöü])str\.", "straße"),
    *last_rules(WORDS),
    rule(
        "fraction",
        r"(?<![\w/.,])(?P<above>[1-9])/(?P<below>[2-9]|1[0-9]|[2-9]0|100)(?![\w/])",
        _fraction,
    ),
    rule("minus", r"(?<![\w-])[-−](?=[0-9])", "minus "),
    rule(
        "decimal",
        r"(?<![\w.,])(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),(?P<part>[0-9]{1,6})(?![\w.,]*[0-9])",
        _decimal,
    ),
    rule(
        "one of a thing",
        r"(?<![\w.,])1(?= (?:Euro|Dollar|Kilometer|Kilogramm|Liter|Meter|Prozent|Grad)\b)",
        "ein",
    ),
    rule(
        "cardinal",
        r"(?<![\w.,])(?:[0-9]{1,3}(?:[.'][0-9]{3})+|[0-9]+)(?![\w]|[.,:/][0-9])",
        _cardinal,
    ),
)
