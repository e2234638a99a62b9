"""English: times of day and opening hours."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop

HOUR = r"(?:[01]?[0-9]|2[0-4])"
HALF = r"(?: ?[aApP](?:\.?[mM]\b\.?|\b(?!['’])))"
CLOCK = rf"{HOUR}(?::[0-5][0-9])?{HALF}?"
DASH = r" ?(?:-|–|—) ?"
SPAN = (
    rf"(?P<from>{CLOCK}){DASH}(?P<until>{CLOCK})(?![\w/%-]|[.,:][0-9]| ?"
    rf"(?:%|mph|mi|lbs?|kg|cups?)\b)"
)
# What opens and closes.
BEFORE = (
    r"\b(?:(?:(?:Mon"
    r"|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)s?\b"
    r"\.?(?: only| closed)?|M[-–]F|(?:M|T|W|Th)(?:/(?:T|W|Th|F))+|daily|weekdays|weekends|holidays|"
    r"every ?day|hours?|hrs?\.?|opens?|open(?: daily)?|closed|closes|from|hours are|today|tonight|"
    r"tomorrow|between|(?:is|are|be) (?:staffed|open|closed|available|answered)|window is|"
    r"window|staffed|available|served|shift)"
)
AFTER = (
    r"(?=,? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*\b|M[-–]F\b|daily\b|weekdays\b|"
    r"weekends\b|every day|on (?:weekdays|weekends|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))|"
    r"[ECMP][SD]?T\b|local time|(?:tomorrow|today|tonight)\b))"
)
HALVES = {"a": "AM", "p": "PM"}


def _span(match: re.Match[str]) -> str:
    return f"{match['before']}{_half(match['from'])} to {_half(match['until'])}"


def _half(time: str) -> str:
    """`7a` in full."""
    return f"{time[:-1]} {HALVES[time[-1].lower()]}" if time[-1] in "apAP" else time


def _short(match: re.Match[str]) -> str:
    before = match.groupdict().get("before") or ""
    return f"{before}{match['time']} {HALVES[match['half'].lower()]}"


def _midnight(match: re.Match[str]) -> str:
    return f"12:{match['minute']} AM"


def _military(match: re.Match[str]) -> str:
    hour, minute = match["hour"], match["minute"]
    if minute == "00":
        return f"{'zero ' if hour.startswith('0') else ''}{int(hour)} hundred hours"
    return f"{'zero ' if hour.startswith('0') else ''}{int(hour)} {minute} hours"


HOURS = (
    rule("to noon", r"(?<=[0-9apmM]) ?[-–] ?(?=(?:noon|midnight|close|dusk)\b)", " to "),
    rule("from noon", r"(?<=\b(?:noon)) ?[-–] ?(?=[0-9])|(?<=\bmidnight) ?[-–] ?(?=[0-9])", " to "),
    rule(
        "opening hours",
        rf"(?P<before>(?i:{BEFORE})[,:]? ?(?:(?:is|are|from|at|between|only|hours),? )?){SPAN}",
        _span,
    ),
    rule("opening hours before days", rf"(?P<before>(?<![\w$.,/:-])){SPAN}(?i:{AFTER})", _span),
    rule(
        "more hours of a day",
        rf"(?P<before>(?<=[0-9apmM.])(?: and |, | & |; ))(?<! in ){SPAN}(?=[.,;]? *"
        rf"(?:$|[A-Z]|closed|on |and ))",
        _span,
    ),
    rule(
        "from a time to another",
        rf"(?<![\w$.,/:-])(?P<before>)(?P<from>{HOUR}(?::[0-5][0-9])?{HALF}?){DASH}"
        rf"(?P<until>{HOUR}(?::[0-5][0-9]{HALF}?|{HALF}))(?![\w/])",
        _span,
    ),
    rule(
        "from a time on the hour to another",
        rf"(?<![\w$.,/:-])(?P<before>)(?P<from>{HOUR}:[0-5][0-9]{HALF}?){DASH}"
        rf"(?P<until>{HOUR}{HALF}?)"
        r"(?![\w/:])",
        _span,
    ),
)
TIMES = (
    rule(
        "hour with half a sign",
        r"(?P<before>\b"
        r"(?:at|by|from|until|till?|to|before|after|around|about|past|since|opens?|closes?) )"
        r"(?P<time>(?:1[0-2]|0?[1-9]))(?P<half>[apAP])(?![\w'’]|\.[A-Za-z])",
        _short,
    ),
    rule(
        "minutes with half a sign",
        r"(?<![\w.$:/-])(?P<time>(?:1[0-2]|0?[1-9]):[0-5][0-9]) ?(?P<half>[apAP])"
        r"(?![\w'’]|\.[A-Za-z])",
        _short,
    ),
    rule(
        "end of a sentence",
        r"(?<=[0-9]) ?(?P<half>[ap])\.m\.(?=$| [A-Z](?:[a-z]| ))",
        lambda match: f" {HALVES[match['half']]}.",
    ),
    rule(
        "time in four digits",
        r"(?P<before>\b(?:at|by|until|before|after|from) )(?P<hour>0[1-9])(?P<minute>[0-5][0-9])"
        r"(?![\w:]|[.,][0-9])",
        lambda match: match["before"] + _military(match).removesuffix(" hours"),
    ),
    rule("midnight", r"(?<![\w.:])(?:0?0|24):00(?![\w:])", "midnight"),
    rule(
        "after midnight",
        r"(?<![\w.:])0?0:(?P<minute>[0-5][0-9])(?![\w:])(?! ?[aApP]\.?[mM])",
        _midnight,
    ),
    rule(
        "hours as the army counts them",
        r"(?<![\w.:,$-])(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9]) ?(?:hrs?\b\.?|hours\b)",
        lambda match: _military(match) + full_stop(match),
    ),
    rule(
        "twelve hundred hours",
        r"(?<![\w.:])(?P<hour>1[3-9]|2[0-3]):00(?![\w:])(?! ?[aApP]\.?[mM])",
        lambda m: f"{m['hour']} hundred",
    ),
    rule(
        "minutes below ten",
        r"\b(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"
        r"(?: one| two| three| four)?|zero) o (?="
        r"(?:one|two|three|four|five|six|seven|eight|nine)\b)",
        r"\g<hour> oh ",
    ),
)
