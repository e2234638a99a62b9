"""What is so much per something, in Spanish: `3/día`, `5 mg/kg`, `100 GB/mes`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule

PER = {
    "min": "por minuto",
    "min.": "por minuto",
    "minuto": "por minuto",
    "h": "por hora",
    "hr": "por hora",
    "hora": "por hora",
    "s": "por segundo",
    "seg": "por segundo",
    "d": "al día",
    "día": "al día",
    "dia": "al día",
    "días": "al día",
    "mes": "al mes",
    "año": "al año",
    "sem": "a la semana",
    "sem.": "a la semana",
    "semana": "a la semana",
    "trimestre": "al trimestre",
    "noche": "por noche",
    "kWh": "por kilovatio hora",
    "kwh": "por kilovatio hora",
    "kW": "por kilovatio",
    "MWh": "por megavatio hora",
    "kg": "por kilo",
    "l": "por litro",
    "L": "por litro",
    "lt": "por litro",
    "litro": "por litro",
    "dl": "por decilitro",
    "dL": "por decilitro",
    "ml": "por mililitro",
    "mL": "por mililitro",
    "m²": "por metro cuadrado",
    "m2": "por metro cuadrado",
    "m³": "por metro cúbico",
    "m3": "por metro cúbico",
    "km²": "por kilómetro cuadrado",
    "km": "por kilómetro",
    "ud": "por unidad",
    "ud.": "por unidad",
    "MB": "por megabyte",
    "GB": "por gigabyte",
    "pers": "por persona",
    "pers.": "por persona",
    "pax": "por pasajero",
    "hab": "por habitante",
    "hab.": "por habitante",
    "SMS": "por S M S",
    "sms": "por S M S",
}
WHILE = "minuto|hora|d[ií]a|semana|mes|trimestre|año|noche"
# Behind any number or what it counts; letters only behind a unit, for they might be a code's.
BASIS = (
    rf"(?:{WHILE}|sem\.?|min|h|sesión|toma|persona|pers\.?|mesa|hab\.?|habitante|paciente|kg"
    r"|maleta|bulto|pasajero|ojo|alumno|cliente|usuario|vehículo|dosis|unidad|caja|turno|clase)"
)
COUNT = r"(?<![\w.,/])(?:[0-9]+/[0-9]+|[0-9]+(?:[.,][0-9]+)*|[½¼¾])"
HOUR = r"h(?:oras?|rs?|s)?"
# Before these, what looks like `24/7` is a day of July.
DATED = re.compile(
    r"(?i:\b(?:el|del|al|día|desde|hasta|vence|caduca|fecha|vencimiento|cita|entrega|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|hoy|mañana|ayer)[:,]? )$"
)


def per(written: str) -> str:
    """What stands behind a stroke: `mes` -> al mes."""
    return PER.get(written) or PER.get(written.rstrip(".")) or f"por {written.rstrip('.')}"


def _all_the_time(match: re.Match[str]) -> str:
    rest = match.string[match.end() :]
    date = re.match(r" (?:a las?|al?|de [0-9]|[0-9]+:)| ?[-–]", rest)
    if not match["year"] and (DATED.search(match.string[: match.start()]) or date):
        return match.group()
    return "veinticuatro siete" + (" trescientos sesenta y cinco" if match["year"] else "")


def _rate(match: re.Match[str]) -> str:
    ends = match["per"].endswith(".") and not match.string[match.end() :].strip()
    return f"{match['counted']} {per(match['per'])}{'.' if ends else ''}"


# Before anything looks like a date or a code.
ALL_THE_TIME = (
    rule(
        "hours of days",
        rf"(?i:(?<![\w.,/])24 ?{HOUR} ?(?:/|los|x|-) ?7 ?(?:d|días?)(?:\.(?=.))?(?!\w))",
        "veinticuatro horas, siete días",
    ),
    rule(
        "hours of hours", rf"(?<![\w.,/])24 ?(?:{HOUR})? ?/ ?24(?: ?{HOUR})?(?![\w/])", "24 horas"
    ),
    rule("24/7", r"(?<![\w.,/-])24(?:/|[x×])7(?P<year>/365)?(?![\w/-]|[.,][0-9])", _all_the_time),
)
RATES = (
    rule("one every few hours", r"(?<![\w.,/])1/(?=(?:6|8|12|24|48) ?h(?:oras?|s)?\b)", "1 cada "),
    rule("of fuel", r"(?<=[0-9]) ?[lL]/100 ?km\b", " litros a los cien kilómetros"),
    rule("by the day", rf"(?<=[0-9a-zñ]) x (?=(?:{WHILE}|persona)\b)", " por "),
    rule(
        "so much every few hours",
        rf"(?P<counted>{COUNT} ?[^\W\d_]+\.?) ?/ ?"
        rf"(?=[0-9]+ ?(?:{HOUR}|min|d|días?|semanas?|meses)(?!\w))",
        r"\g<counted> cada ",
    ),
    rule(
        "so many in a while",
        rf"(?P<counted>{COUNT}(?: ?%|(?: ?[^\W\d_]+\.?){{0,2}}?)) ?/ ?"
        rf"(?P<per>{BASIS})(?!\w)(?!/)",
        _rate,
    ),
)
