"""Spanish dates: in figures, with months in short, from one to another."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.es.numbers import cardinal
from voxloom.text.reading.rules.es.weekdays import FULL
from voxloom.text.reading.rules.es.words import PLURAL
from voxloom.text.reading.rules.rule import rule

MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
ALSO = {"set": "septiembre", "sept": "septiembre", "setiembre": "setiembre"}
SHORT = {**{name[:3]: name for name in MONTHS}, **{name: name for name in MONTHS}, **ALSO}
FULL_MONTH = "|".join([*MONTHS, "setiembre"])
MONTH_NAME = rf"(?i:(?:{FULL_MONTH})\b|(?:ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\b\.?)"
DAY, MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[0-9]|20)[0-9]{2}"
FIRST = r"(?:\.?[ºo°]|ro|er)?"
END = r"(?![\w/]|[.,-][0-9])"
# Behind an amount, not behind a day: `mayo 20 personas`.
COUNTED = rf" {PLURAL}\b"
DASH = r"(?: ?[-–—] ?| al? | hasta el )"
# Before figures that might be a fraction.
WHEN = (
    r"(?i:\b(?:el(?: próximo| pasado| día)?|al|del(?: día)?|día|días|hoy|mañana|ayer"
    r"|desde|hasta|antes del|fecha(?: de [^\W\d_]+| límite)?|cita|vencimiento|vence|caduca"
    r"|caducidad"
    r"|límite|entrega|llegada|salida|ida|vuelta|regreso|entrada|check-in|corte|pago|emisión"
    r"|nacimiento|periodo|período|próxim[oa]|entre el|y el|para el|hasta el|desde el"
    r"|a partir del|[^\W\d_]+(?=:))"
    r":? )"
)
# Behind a fraction that might be a date.
PART = (
    r"(?! ?(?:partes?|de (?!20|19|ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[^\W\d_]"
    r"|horas?|tazas?"
    r"|cucharad|litros?|kilos?|pulgadas?|docena|jornada|tableta|comprimid|pastilla|\"))"
)
EXPIRES = (
    r"(?i:\b(?:caduc\w+|venc\w+|expir\w+|válid[ao]|vigencia|vigente|validez|vto|cad|exp)"
    r"(?: (?:hasta|el|en|es|de|la|su|tarjeta|fecha|al|a))*(?: fin de)?[:.]? )"
)
SEASON = (
    r"(?i:\b(?:curso|temporada|ejercicio|campaña|ciclo|año|bienio|periodo|período"
    r"|plan)(?: [^\W\d_]+)? )"
)


def _number(day: str) -> str:
    return cardinal(int(day))


def _day(written: str) -> str:
    return "primero" if int(written) == 1 else _number(written)


def _month(written: str) -> str:
    name = written.rstrip(".").casefold()
    return MONTHS[int(name) - 1] if name.isdigit() else SHORT[name]


def _year(written: str) -> str:
    return _number(
        written if len(written) == 4 else f"20{written}" if int(written) < 60 else f"19{written}"
    )


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = f" {parts.get('link') or 'de'} {_year(parts['year'])}" if parts.get("year") else ""
    return f"{parts.get('before') or ''}{_day(match['day'])} de {_month(match['month'])}{year}"


def _month_and_year(match: re.Match[str]) -> str:
    before = match.groupdict().get("before") or ""
    return f"{before}{_month(match['month'])} de {_year(match['year'])}"


def _span(match: re.Match[str]) -> str:
    """From a date to another: `1/6-15/6`, `3-14 feb.`."""
    parts = match.groupdict()
    before, year = parts.get("before") or "", parts.get("year")
    last = f"{_number(match['day2'])} de {_month(match['month2'])}" + (
        f" de {_year(year)}" if year else ""
    )
    start, first = parts.get("month"), _number(match["day"])
    if start and _month(start) != _month(match["month2"]):
        first += f" de {_month(start)}" + (
            f" de {_year(parts['year1'])}" if parts.get("year1") else ""
        )
    led = re.search(r"(?i:\b(?:del|desde el|el|entre el) )$", match.string[: match.start("day")])
    days = re.search(r"(?i:\bdías )$", match.string[: match.start("day")])
    start, to = "" if led or days else "del ", "a" if days else "al"
    return f"{before}{start}{first} {to} {last}{_ending(match)}"


def _months(match: re.Match[str]) -> str:
    return f"{_month(match['month'])} a {_month(match['month2'])}{_ending(match)}"


def _ending(match: re.Match[str]) -> str:
    return "." if match.group().endswith(".") and match.end() == len(match.string) else ""


def _named(match: re.Match[str]) -> str:
    return _date(match) + _ending(match)


def _years(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    season = match.groupdict().get("before") or len(last) == 2
    if len(last) == 2 and (int(first) + 1) % 100 != int(last):
        return match.group()
    before = match.groupdict().get("before") or ""
    return f"{before}{_number(first)}{' ' if season else ' a '}{_number(last)}"


# Before they look like codes.
WITH_YEAR = (
    rule(
        "quarter of a year",
        r"\b(?P<number>[1-4])T (?=(?:19|20)[0-9]{2}\b)",
        r"\g<number>.º trimestre de ",
    ),
    rule(
        "span with years",
        rf"(?<![\w/.-])(?P<day>{DAY})/(?P<month>{MONTH})(?:/(?P<year1>{YEAR}|[0-9]{{2}}))?{DASH}"
        rf"(?P<day2>{DAY})/(?P<month2>{MONTH})/(?P<year>{YEAR}|[0-9]{{2}}){END}",
        _span,
    ),
    rule(
        "date with a year",
        rf"(?<![\w/.-])(?P<day>{DAY})(?P<sign>[/.-])(?P<month>{MONTH})(?P=sign)(?P<year>{YEAR})"
        rf"{END}",
        _date,
    ),
    rule(
        "date with a year in short",
        rf"(?<![\w/.-])(?P<day>{DAY})(?P<sign>[/-])(?P<month>{MONTH})(?P=sign)(?P<year>[0-9]"
        rf"{{2}}){END}",
        _date,
    ),
    rule(
        "date from the year down",
        rf"(?<![\w/.-])(?P<year>{YEAR})(?P<sign>[/-])(?P<month>{MONTH})(?P=sign)(?P<day>{DAY})"
        rf"{END}",
        _date,
    ),
    rule(
        "date with a month's name",
        rf"(?<![\w/.,-])(?P<day>{DAY}){FIRST}(?P<sign>[ /.-]|-?(?=[A-Z]))(?P<month>{MONTH_NAME})"
        rf"(?:(?P=sign)| (?P<link>del?) |, )?(?P<year>{YEAR}|(?<=[/-])[0-9]{{2}}"
        rf"|(?<=[A-Z])[0-9]{{2}}){END}",
        _date,
    ),
    rule(
        "expiry",
        rf"(?P<before>{EXPIRES})(?P<month>{MONTH})[/-](?P<year>20[0-9]{{2}}|[2-4][0-9])(?![\w/-])",
        _month_and_year,
    ),
    rule(
        "month and year",
        rf"(?!\A)(?<![\w/.-])(?P<month>{MONTH})/(?P<year>(?:19|20)[0-9]{{2}})(?![\w/])",
        _month_and_year,
    ),
    rule(
        "month's name and year",
        rf"\b(?P<month>{MONTH_NAME})(?:[ /-]| de | del )?(?P<year>(?:19|20)[0-9]{{2}}"
        rf"|(?<=[/-])[0-9]{{2}}){END}",
        _month_and_year,
    ),
    rule(
        "season",
        rf"(?P<before>{SEASON})(?P<first>(?:19|20)[0-9]{{2}})[-–/](?P<last>(?:19|20)[0-9]{{2}}"
        rf"|[0-9]{{2}}){END}",
        _years,
    ),
    rule(
        "years",
        rf"(?<![\w/.-])(?P<first>(?:19|20)[0-9]{{2}}) ?[-–] ?(?P<last>(?:19|20)[0-9]{{2}}){END}",
        _years,
    ),
    rule(
        "season alone",
        rf"(?<![\w/.-])(?P<first>(?:19|20)[0-9]{{2}})/(?P<last>[0-9]{{2}}){END}",
        _years,
    ),
)
DATES = (
    rule(
        "day and month after a weekday",
        rf"(?P<before>\b(?i:{FULL}),? (?:el |día )?)(?P<day>{DAY})/(?P<month>{MONTH}){END}",
        _date,
    ),
    rule(
        "span of days",
        rf"(?<![\w/.,:-])(?P<day>{DAY}){FIRST} ?[-–—] ?(?P<day2>{DAY}) (?:de )?"
        rf"(?P<month2>{MONTH_NAME})(?: (?:de |del )?(?P<year>{YEAR}))?(?![\w/])",
        _span,
    ),
    rule(
        "span from month to month",
        rf"(?<![\w/.,:-])(?P<day>{DAY}){FIRST} (?:de )?(?P<month>{MONTH_NAME}) ?[-–—] ?(?P<day2>"
        rf"{DAY}) "
        rf"(?:de )?(?P<month2>{MONTH_NAME})(?: (?:de |del )?(?P<year>{YEAR}))?(?![\w/])",
        _span,
    ),
    rule(
        "span in figures",
        rf"(?<![\w/.-])(?P<day>{DAY})/(?P<month>{MONTH}){DASH}(?P<day2>{DAY})/(?P<month2>"
        rf"{MONTH}){END}",
        _span,
    ),
    rule(
        "span of days in figures",
        rf"(?<![\w/.-])(?P<day>{DAY})[-–](?P<day2>{DAY})/(?P<month2>{MONTH}){END}",
        _span,
    ),
    rule(
        "day and month's name",
        rf"(?<![\w/.,-])(?P<day>{DAY}){FIRST}(?: de | del |[ /.-])(?P<month>{MONTH_NAME})"
        rf"(?:,? (?:(?P<link>del?) )?(?P<year>{YEAR}))?(?![\w/])",
        _named,
    ),
    rule(
        "month's name and day",
        rf"\b(?<!\b[Ee]n )(?P<month>{MONTH_NAME}) (?P<day>{DAY})(?![\w/:]|[.,-][0-9]| ?(?:h|hrs?"
        rf"|[ap]\.? ?m)\b| de |{COUNTED})"
        rf"(?:,? (?P<year>{YEAR}))?",
        _date,
    ),
    rule(
        "month to month",
        rf"\b(?P<month>{MONTH_NAME}) ?[-–—/] ?(?P<month2>{MONTH_NAME})(?!\w)",
        _months,
    ),
    rule(
        "day and month after what tells",
        rf"(?P<before>{WHEN})(?P<day>{DAY})[/](?P<month>{MONTH}){END}{PART}",
        _date,
    ),
    rule(
        "day and month with dots or a hyphen",
        rf"(?P<before>\b(?i:{FULL}),? (?:el |día )?)(?P<day>{DAY})[.-](?P<month>{MONTH})(?:\."
        rf"(?= ))?{END}",
        _date,
    ),
    rule(
        "day and month before a time",
        rf"(?<![\w/.,-])(?P<day>{DAY})/(?P<month>{MONTH})(?=,? (?:a las?|a la|de [0-9]"
        rf"|[0-9]{{1,2}}[:.][0-9]{{2}}))",
        _date,
    ),
    rule(
        "day and month with zeros, or a day that no fraction has",
        rf"(?<![\w/.,-])(?P<day>{DAY})/(?P<month>0[1-9]|(?<=1[2-9]/|2[0-9]/"
        rf"|3[01]/){MONTH}){END}",
        _date,
    ),
    rule(
        "day and month that would be a strange fraction",
        rf"(?<=[^\W\d_,] )(?P<day>{DAY})/(?P<month>1[12]){END}{PART}",
        _date,
    ),
    rule(
        "month in short",
        r"\b(?P<month>(?i:ene|feb|abr|ago|sept|oct|nov|dic))\.",
        lambda m: _month(m["month"]),
    ),
    rule(
        "first of a month",
        rf"(?<![\w.,])1{FIRST}(?= de (?:{FULL_MONTH})\b)",
        "primero",
    ),
)
