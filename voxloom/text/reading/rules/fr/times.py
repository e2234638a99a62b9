"""French times of day, opening hours and how long things take."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.calendar import DAY_NAMES, MONTH_NAMES, alternatives
from voxloom.text.reading.rules.fr.numbers import cardinal
from voxloom.text.reading.rules.fr.words import PLURALS
from voxloom.text.reading.rules.rule import rule

HOUR = r"(?:[01]?[0-9]|2[0-4])"
LATE = r"(?:0?[7-9]|1[0-9]|2[0-4])"  # without an h: 9-12h are times, 2-3 h are a while
MINUTE = r"[0-5][0-9]"
# 9h, 9 h 05, 9h05min, 9:05.
CLOCK = rf"(?:{HOUR}(?: ?[hH] ?(?:{MINUTE}(?: ?(?:min|mn))?|[1-9] ?(?:min|mn))| ?h|:{MINUTE}))"
START, END = r"(?<![\w.,:/])(?<![0-9]-)", r"(?!\w|[:.,][0-9])"
DASH = r" ?[-–—>→] ?"
PAIR = rf"{HOUR} ?[-–] ?{HOUR}"
OPEN = (
    rf"\b(?:(?:{alternatives(DAY_NAMES)})s?|week-end|jours? fériés?|ouverte?s?|horaires?"
    r"|permanence)(?: (?:matin|après-midi|soir))?,? ?:? ?"
)


def time_said(written: str) -> str:
    """`8h05` -> huit heures cinq; an hour alone may be bare figures."""
    hour, *minutes = (int(figures) for figures in re.findall(r"[0-9]+", written))
    said = f"{cardinal(hour, feminine=True)} {'heures' if hour > 1 else 'heure'}"
    minute = minutes[0] if minutes else 0
    return f"{said} {cardinal(minute, feminine=True)}" if minute else said


def _time(match: re.Match[str]) -> str:
    said = time_said(match["time"])
    of = match["of"] or ""
    return (of[0] + "'" if of and said.startswith("une") else of) + said


def _from_to(before: str | None, first: str, last: str) -> str:
    start, end = time_said(first), time_said(last)
    if before and before.strip().lower() == "entre":
        return f"{before}{start} et {end}"
    of = "d'" if start.startswith("une") else "de "
    return f"{of}{start} à {end}"


def _range(match: re.Match[str]) -> str:
    return _from_to(match["before"], match["first"], match["last"])


def _open(match: re.Match[str]) -> str:
    def pair(hours: re.Match[str]) -> str:
        first, last = re.findall(r"[0-9]+", hours.group())
        return _from_to(None, first, last)

    return match["before"] + re.sub(PAIR, pair, match["hours"]).replace("/", " et ")


def _with_seconds(match: re.Match[str]) -> str:
    said = [
        f"{cardinal(int(match[unit]), feminine=True)} {unit}{'s' if int(match[unit]) > 1 else ''}"
        for unit in ("heure", "minute", "seconde")
        if int(match[unit])
    ]
    return " ".join(said) or "zéro seconde"


RULES = (
    rule(
        "around the clock",
        r"\b24 ?(?:h|heures)? ?(?:/|sur) ?24(?: ?h)?(?![\w/])|\bH24\b",
        "vingt-quatre heures sur vingt-quatre",
    ),
    rule(
        "days of the week",
        r"(?<![\w.,/])(?P<days>[1-7])(?: ?(?:j|jours?|jrs?) ?/ ?7(?: ?j(?:ours)?)?|"
        r"(?<=[2-7]) ?/ ?7(?: ?j(?:ours)?)?)"
        r"(?![\w/])",
        lambda match: f"{cardinal(int(match['days']))} jour{'s' * (match['days'] != '1')} sur sept",
    ),
    rule(
        "days after",
        r"\b(?P<unit>[JH]|UTC|GMT) ?(?P<sign>[-−+]) ?(?P<count>[0-9]{1,2})(?!\w)",
        lambda match: (
            f"{match['unit']} {'plus' if match['sign'] == '+' else 'moins'} "
            f"{cardinal(int(match['count']))}"
        ),
    ),
    rule(
        "ranges of times with a stroke between",
        rf"(?P<first>{CLOCK}{DASH}{CLOCK}) ?/ ?(?={HOUR})",
        r"\g<first> et ",
        re.IGNORECASE,
    ),
    rule(
        "range of times",
        rf"{START}(?P<before>\b(?:de|entre) )?(?P<first>{CLOCK}|{LATE}(?={DASH}{HOUR} ?h))"
        rf"{DASH}(?P<last>{CLOCK}){END}",
        _range,
        re.IGNORECASE,
    ),
    rule(
        "range of times with a stroke",
        rf"{START}(?P<before>\b(?:de|entre) )?(?P<first>{CLOCK}) ?/ ?(?P<last>{CLOCK}){END}",
        _range,
        re.IGNORECASE,
    ),
    rule("times apart", r"(?<=[a-z]) ?/ ?(?=de \w+ heures?)", " et "),
    rule(
        "opening hours",
        rf"(?P<before>(?i:{OPEN}))(?P<hours>{PAIR}(?:(?:,? et |, ?| ?/ ?){PAIR})*)"
        rf"(?!\w|[.,:/-][0-9]| ?(?:h|%|€|{alternatives(MONTH_NAMES)})| (?!tous\b){PLURALS}\b)",
        _open,
    ),
    rule(
        "time with seconds",
        rf"{START}(?P<heure>{HOUR}):(?P<minute>{MINUTE}):(?P<seconde>{MINUTE}){END}",
        _with_seconds,
    ),
    rule("time", rf"(?P<of>\b[Dd]e )?{START}(?P<time>{CLOCK}){END}", _time),
)
