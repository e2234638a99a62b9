"""Spanish times of day and opening hours."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.es.numbers import cardinal
from voxloom.text.reading.rules.es.weekdays import FULL
from voxloom.text.reading.rules.es.words import PLURAL
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop

HOUR, MINUTE = r"(?:[01]?[0-9]|2[0-4])", r"[0-5][0-9]"
MARK = r"(?: ?(?:h(?:rs?|s)?|H(?:RS?|S)?)\b\.?)"
HALF = r"(?:[ap]\. ?m\b\.?|[ap]m\b\.?|[AP]\. ?M\b\.?|[AP]M\b\.?)"
POINT = rf"(?:{HOUR}(?:[:.h]{MINUTE})?{MARK}?)"
TO = r" ?[-–—] ?| a "
SPAN = rf"{POINT}(?:{TO}){POINT}"
# Behind these, two bare numbers are hours.
OPEN = (
    rf"(?i:\b(?:{FULL}|festivos?|laborables|diario|a diario|diariamente|todos los días|horario"
    r"(?: (?!de [0-9])[^\W\d_]+){0,4}|abrimos|abiert[oa]s?|abre|atendemos|atención|mañanas?"
    r"|tardes?|fines de semana)"
    r"[:,.]?(?: de| desde| en horario de)?(?: las?)? )"
)
PERSONS = rf"(?!(?:horas|festivos|s[áa]bados|domingos|laborables|cerrados)\b){PLURAL}"
NEXT = r"(?:,? y (?:de )?|, ?(?:de )?| ?/ ?| e )"
ZONE = r"(?! ?(?:utc|gmt|UTC|GMT|[ecpm][sd]t|py?t)\b)"
NOT_CLOCK = rf"(?![\w:]|[.,][0-9]| ?[ap]\.? ?m\b| ?(?:€|euros|%|km|kg|mil|puntos)){ZONE}"
MINUTES = {0: "", 15: " y cuarto", 30: " y media"}


def clock(hour: int, minute: int) -> str:
    """`9:15` -> nueve y cuarto; from 13 on the minutes are numbers, as on a timetable."""
    said = cardinal(hour, feminine=True)
    if minute and (12 < hour < 24 or (hour % 24 == 0 and minute in MINUTES)):
        return f"{said} {'cero ' if minute < 10 else ''}{cardinal(minute)}"
    return said + (MINUTES[minute] if minute in MINUTES else f" y {cardinal(minute)}")


def _part(hour: int, half: str) -> str:
    if half == "a":
        return "de la noche" if hour == 12 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 8 else "de la noche"


def _with_half(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"][0].casefold()
    part = f" {_part(hour, half)}" if 0 < hour < 13 else ""
    return f"{clock(hour, minute)}{part}{full_stop(match)}"


def _noon(match: re.Match[str]) -> str:
    return f"doce del mediodía{full_stop(match)}"


def _duration(match: re.Match[str]) -> str:
    hours = "hora" if match["hours"] == "1" else "horas"
    return f"{match['hours']} {hours} y {match['minutes']} minutos{full_stop(match)}"


def _point(written: str) -> str:
    hour, minute = re.findall(r"[0-9]+", written + ".0")[:2]
    return clock(int(hour), int(minute))


def _clock(match: re.Match[str]) -> str:
    hour, minute, mark = int(match["hour"]), int(match["minute"]), match["mark"] or ""
    if minute and mark.strip() == "horas":
        link = " " if 12 < hour < 24 else " y "
        return f"{cardinal(hour, feminine=True)}{link}{cardinal(minute)} horas"
    whole = (mark or not hour) and not minute and hour != 1
    return clock(hour, minute) + (" horas" if whole else "") + full_stop(match)


def _span(match: re.Match[str]) -> str:
    first, last = re.split(rf"{TO}", match["span"], maxsplit=1)
    return f"{_point(first)} a {_point(last)}"


def _marked(match: re.Match[str]) -> str:
    start = re.search(rf"(?:^|[:;,(] ?|\b{FULL} )$", match.string[: match.start()])
    return f"{'de ' if start else ''}{_span(match)}{_whole_hours(match['span'])}{full_stop(match)}"


def _whole_hours(spans: str) -> str:
    """The word for the h behind the last of them, unless it has minutes."""
    last = re.split(TO, spans)[-1]
    return " horas" if re.fullmatch(rf"[0-9]+(?:[:.]00)?{MARK}", last.strip()) else ""


def _hours(match: re.Match[str]) -> str:
    spans = re.split(r"(?<=[0-9h.s])(?:,? y | ?/ ?|, ?| e )(?:de )?", match["list"])
    said = []
    for span in spans:
        first, last = re.split(TO, span, maxsplit=1)
        said.append(f"{_point(first)} a {_point(last)}")
    of = "" if re.search(r"(?i:\b(?:de|desde|las?)) $", match["before"]) else "de "
    ends = _whole_hours(match["list"]) + full_stop(match)
    return f"{match['before']}{of}{' y de '.join(said)}{ends}"


# Before they look like dates and ranges.
HOURS = (
    rule(
        "range of halves",
        rf"(?<![\w:.,/-])(?P<first>{HOUR}(?:[:.]{MINUTE})?(?: ?{HALF})?) ?[-–—] ?(?={HOUR}"
        rf"(?:[:.]{MINUTE})? ?{HALF})",
        r"\g<first> a ",
    ),
    rule(
        "time of a half",
        rf"(?<![\w:.,/-])(?P<hour>{HOUR})(?:[:.](?P<minute>{MINUTE}))? ?(?P<half>{HALF})(?!\w)",
        _with_half,
    ),
    rule(
        "time of a half in short",
        rf"(?<![\w:.,/-])(?P<hour>{HOUR}):(?P<minute>{MINUTE})(?P<half>[ap])(?![\w.])",
        _with_half,
    ),
    rule(
        "hour before an hour of a half",
        rf"(?<![\w:.,/-])(?P<hour>{HOUR})(?:[:.](?P<minute>{MINUTE}))?(?= a "
        rf"(?:las? )?(?:[a-z]+ ){{1,5}}(?:de la|del) "
        r"(?:mañana|tarde|noche|mediodía))",
        lambda m: clock(int(m["hour"]), int(m["minute"] or 0)),
    ),
    rule("noon", r"(?<![\w:.,/-])12(?::00 ?m\b\.?| ?m\.(?= |$))", _noon),
    rule(
        "opening hours",
        rf"(?P<before>{OPEN})(?P<list>{SPAN}(?:{NEXT}{SPAN})*)(?: horas)?"
        rf"(?![\w/:]|[.,-][0-9]| de [a-z]| ?[€%]| {PERSONS}\b)",
        _hours,
    ),
    rule(
        "span of marked hours",
        rf"(?<![\w:.,/-])(?P<span>{HOUR}(?:[:.]{MINUTE})?{MARK}?(?:{TO}){HOUR}(?:[:.]"
        rf"{MINUTE})?{MARK})(?!\w)",
        _marked,
    ),
    rule(
        "span with minutes",
        rf"(?<![\w:.,/-])(?P<span>{HOUR}:{MINUTE}(?:{TO}){HOUR}(?::{MINUTE})?"
        rf"|{HOUR}(?: ?h)?(?:{TO}){HOUR}[:h]{MINUTE})(?![\w:/]|[.,-][0-9])",
        _span,
    ),
)
TIMES = (
    rule(
        "hours and minutes",
        r"(?<![\w:.,/-])(?P<hours>[0-9]{1,2}) ?h(?:rs?"
        r"|s)?\.? ?(?:y )?(?P<minutes>[0-9]{1,2}) ?(?:m|min|mins)\b\.?",
        _duration,
    ),
    rule(
        "hour and minutes about an h",
        rf"(?<![\w:.,/-])(?P<hour>{HOUR}) ?h(?P<minute>{MINUTE})(?P<mark>)(?!\w)",
        _clock,
    ),
    rule(
        "time",
        rf"(?<![\w:.,/-])(?P<hour>{HOUR}):(?P<minute>{MINUTE})(?P<mark>{MARK}| horas)?{NOT_CLOCK}",
        _clock,
    ),
    rule(
        "time with a dot",
        rf"(?<![\w:.,/-])(?P<hour>{HOUR})\.(?P<minute>{MINUTE})(?P<mark>{MARK}| horas){NOT_CLOCK}",
        _clock,
    ),
    rule(
        "time with a dot after an article",
        rf"(?<=\b[Ll]as )(?P<hour>{HOUR})\.(?P<minute>{MINUTE})(?P<mark>){NOT_CLOCK}|"
        rf"(?<=\b[Ll]a )(?P<hour1>0?1)\.(?P<minute1>{MINUTE}){NOT_CLOCK}",
        lambda m: clock(int(m["hour"] or 1), int(m["minute"] or m["minute1"])),
    ),
    rule(
        "hour of two digits",
        rf"(?<![\w:.,/-])0(?P<hour>[0-9]){MARK}(?!\w)",
        lambda m: (
            (clock(int(m["hour"]), 0) + ("" if m["hour"] == "1" else " horas")) + full_stop(m)
        ),
    ),
    rule(
        "hour with a mark",
        r"(?<![\w:.,/-])(?P<hour>[0-9]{1,3}) ?(?:hrs?|hs|HRS|h)\b\.?(?! ?[0-9])(?!/)",
        lambda m: f"{m['hour']} {'hora' if m['hour'] == '1' else 'horas'}{full_stop(m)}",
    ),
)
