"""German times of day and opening hours: `17.32 Uhr`, `Mo-Fr 9-17`, `8:00–16:30`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.numbers import number
from voxloom.text.reading.rules.de.weekdays import FULL
from voxloom.text.reading.rules.rule import Rule, rule

HOUR = r"(?:2[0-4]|[01]?[0-9])(?![0-9])"
MINUTE = r"[0-5][0-9]"
CLOCK = rf"{HOUR}(?:[:.]{MINUTE})?"
O_CLOCK = r"(?: ?(?:Uhr|h|U\.)(?![\w/]))"
TO = r"(?: ?[-–—] ?| bis )"
AND = r"(?:, ?|,? und | u\. |,? sowie | & | \+ | ?/ ?)(?:von |ab )?"
SPAN = rf"{CLOCK}{O_CLOCK}?{TO}{CLOCK}"
START = r"(?<![\w.,:/-])"
END = r"(?![\w°%€$£]|[.,:/-][0-9]| ?[°%€$£]| (?:Euro|EUR|Prozent|Grad|Tagen?|Stunden|Minuten|Personen)\b)"
# What opening hours stand behind.
OPEN = rf"(?:{FULL}|[Tt]äglich|[Ww]erktags|[Ff]eiertags?|[Ww]ochentags|[Ss]onntags|[Ss]amstags|[Ff]reitags|[Mm]ontags|[Dd]ienstags|[Mm]ittwochs|[Dd]onnerstags)"
SPOKEN = re.compile(
    rf"(?P<hour>{HOUR})(?:[:.](?P<minute>{MINUTE}))?{O_CLOCK}?(?P<to>{TO})"
    rf"(?P<end>{HOUR})(?:[:.](?P<end_minute>{MINUTE}))?{O_CLOCK}?"
)


def clock(hour: int, minute: int) -> str:
    said = f"{'ein' if hour == 1 else number(hour)} Uhr"
    return f"{said} {number(minute)}" if minute else said


def span(hour: int, minute: int, end: int, end_minute: int) -> str:
    """A round hour needs no `Uhr` where another follows."""
    first = clock(hour, minute) if minute else number(hour)
    return f"{first} bis {clock(end, end_minute)}"


def _spans(match: re.Match[str]) -> str:
    said = SPOKEN.sub(
        lambda m: span(
            int(m["hour"]), int(m["minute"] or 0), int(m["end"]), int(m["end_minute"] or 0)
        ),
        match["spans"],
    )
    return (match.groupdict().get("before") or "") + said


def _time(match: re.Match[str]) -> str:
    return (match.groupdict().get("before") or "") + clock(
        int(match["hour"]), int(match["minute"] or 0)
    )


def _seconds(match: re.Match[str]) -> str:
    hour, minute, second = (int(match[name]) for name in ("hour", "minute", "second"))
    minutes = "eine Minute" if minute == 1 else f"{number(minute)} Minuten"
    seconds = "eine Sekunde" if second == 1 else f"{number(second)} Sekunden"
    return f"{clock(hour, 0)} {minutes} {seconds}"


def _duration(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    hours = "eine Stunde" if hour == 1 else f"{number(hour)} Stunden"
    minutes = "eine Minute" if minute == 1 else f"{number(minute)} Minuten"
    return " ".join(part for part, count in ((hours, hour), (minutes, minute)) if count) or hours


TIME_RULES: tuple[Rule, ...] = (
    rule(
        "hours behind a weekday",
        rf"(?P<before>\b{OPEN}[.,:]{{0,2}} ?(?:(?:von|jeweils|nur|auch|geöffnet|offen|ist|zwischen)"
        rf"(?: von)? )?\(?)(?P<spans>{SPAN}{O_CLOCK}?(?:{AND}{SPAN}{O_CLOCK}?){{0,3}}){END}",
        _spans,
    ),
    rule(
        "hours",
        rf"{START}(?P<spans>{SPAN}(?:{O_CLOCK}?{AND}{SPAN}){{0,3}} ?Uhr\b)",
        _spans,
    ),
    rule(
        "hours with minutes",
        rf"{START}(?P<spans>{HOUR}[:.]{MINUTE}{O_CLOCK}?(?: ?[-–—] ?| bis ){HOUR}[:.]{MINUTE}{O_CLOCK}?)"
        r"(?!\w|[.,:/-][0-9]|\.[0-9]| ?[%€$£]| (?:Euro|EUR|CHF)\b)",
        _spans,
    ),
    rule(
        "hour behind a weekday",
        rf"(?P<before>\b{OPEN},? (?:ab|bis|um|gegen) )(?P<hour>{HOUR})(?:[:.](?P<minute>{MINUTE}))?"
        rf"{O_CLOCK}?(?![\w°%€]|[.:][0-9]| ?[-–%€]|\.? [A-ZÄÖÜ]|,[0-9]|\.$)",
        _time,
    ),
    rule(
        "duration",
        rf"{START}(?P<hour>[0-9]{{1,2}}):(?P<minute>{MINUTE}) ?(?:Std\b\.?|Stunden\b)",
        _duration,
    ),
    rule(
        "time with seconds",
        rf"{START}(?P<hour>{HOUR}):(?P<minute>{MINUTE}):(?P<second>{MINUTE})(?: ?Uhr\b)?(?![\w:])",
        _seconds,
    ),
    rule("time", rf"{START}(?P<hour>{HOUR})[:.](?P<minute>{MINUTE}){O_CLOCK}", _time),
    rule("time in letters", rf"{START}(?P<hour>{HOUR})h(?P<minute>{MINUTE})(?!\w)", _time),
    rule(
        "time without a word",
        rf"{START}(?P<hour>{HOUR}):(?P<minute>{MINUTE})(?![\w:]|[.,][0-9])",
        _time,
    ),
    rule(
        "time behind a word",
        rf"(?P<before>\b(?i:um|gegen) (?:ca\. |circa )?)(?P<hour>{HOUR})\.(?P<minute>{MINUTE})"
        r"(?![\w:%€]|[.,][0-9]| ?(?:Euro|EUR|CHF|%|€))",
        _time,
    ),
    rule(
        "time after noon of its hour",
        rf"(?P<before>\b(?i:ab|bis|von|zwischen|und) )(?P<hour>{HOUR})\.(?P<minute>00|1[3-9]|[2-5][0-9])"
        r"(?![\w:%€]|[.,][0-9]| ?(?:Euro|EUR|CHF|%|€))",
        _time,
    ),
    rule(
        "whole hour",
        rf"(?P<before>\b(?i:um|gegen|ab|bis) )(?P<hour>{HOUR})(?P<minute>)(?: ?h| U\.)(?![\w/])",
        _time,
    ),
    rule(
        "minutes below ten", r"(?<=[0-9] Uhr )0(?P<minute>[1-9])(?![\w.,:])", lambda m: m["minute"]
    ),
    rule(
        "one thing to another",
        rf"{START}(?P<first>[0-9]{{1,2}}):(?P<second>[0-9])(?![\w:]|[.,][0-9])",
        lambda m: f"{number(int(m['first']))} zu {number(int(m['second']))}",
    ),
)
