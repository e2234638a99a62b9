"""German weekdays in short: `Mo-Fr`, `Sa./So.`, `Di., 04.03.`, `So geschlossen`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de import months
from voxloom.text.reading.rules.rule import Rule, rule

WEEKDAYS = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "So": "Sonntag",
}
SHORT = "|".join(WEEKDAYS)
FULL = "|".join([*WEEKDAYS.values(), "Sonnabend"])
# `So` opens many a sentence, and `Fr.` many a name.
DAY = rf"(?<![\w.-])(?P<day>{SHORT})\b(?:\.(?!$))?"
IN_A_SENTENCE = r"Mo|Di|Mi|Do|Fr|Sa|(?<=[\w,;(|)] )So"
BETWEEN = {"-": " bis ", ",": ", ", "bis": " bis ", "und": " und ", "oder": " oder "}
DASHES = "-–—"
# "So 20 Leute", "So ab 20 Uhr wird es": where a sentence begins only hours and dates, and no more.
HOUR = r"[0-9]{1,2}(?:[.:][0-9]{2})?(?![0-9])(?: ?(?:Uhr|h)\b)?"
HOURS_FOLLOW = (
    r"geschl|Ruhetag|nach Vereinb|n\. ?V|vormitt|nachmitt|abend|morgen|mittag|Vormitt|Nachmitt|"
    r"Abend|Morgen|Mittag|Früh|Nacht|Feiert|feiert|ganztäg|durchgehend|zu\b|frei\b|früh|geöffnet"
)
SUNDAY = (
    r"\(?(?:(?:nur|erst|auch|schon|de[nrm]|ab|bis|von|um|gegen) ){0,2}"
    rf"(?:{HOUR}(?: ?[-–—] ?| bis ){HOUR}(?! [A-ZÄÖÜ])|[0-9]{{1,2}}[.:][0-9]{{2}}|"
    rf"[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.|{months.NAMES})|"
    rf"{HOUR}(?:[.,;)/|!]| ?$| (?:{HOURS_FOLLOW})))"
)
AFTER = r"am|ab|bis|jeden|vom|zum|nächsten|kommenden|diesen|letzten|von|jeder|oder|und|nur|immer"


def _before_another(match: re.Match[str]) -> str:
    sign = match["sign"].strip()
    between = BETWEEN.get("-" if sign in DASHES else sign, " und ")
    return WEEKDAYS.get(match["day"], match["day"]) + between


def _full(match: re.Match[str]) -> str:
    named = match.groupdict()
    glued = match.string[match.end() :][:1].isdigit()
    mark = (named.get("mark") or "") + (" " if glued else "")
    return f"{named.get('before') or ''}{WEEKDAYS[match['day']]}{mark}"


WEEKDAY_RULES: tuple[Rule, ...] = (
    rule(
        "weekday to weekday",
        rf"\b(?P<day>{FULL})(?P<sign> ?[-–—] ?)(?=(?:{FULL})\b)",
        _before_another,
    ),
    rule(
        "weekday before a weekday",
        rf"(?<![\w.-])(?P<day>{SHORT}|{FULL})\b\.?:?(?P<sign> ?[-–—/+&,] ?| bis | und | oder |"
        rf" u\. )"
        rf"(?=(?:{SHORT})\b(?!-))",
        _before_another,
    ),
    rule(
        "weekday behind a weekday",
        rf"(?P<before>\b(?:{FULL})(?: bis | und | oder |, ))(?P<day>{SHORT})\b(?:\.(?!$))?",
        _full,
    ),
    rule(
        "weekday and its date",
        rf"(?P<before>\b(?i:am|vom|zum) )(?P<day>{SHORT}|{FULL})\b\.?, ?"
        rf"(?=[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.|{months.NAMES}))",
        lambda m: f"{m['before']}{WEEKDAYS.get(m['day'], m['day'])}, dem ",
    ),
    rule("weekday and a comma", rf"(?<![\w.-])(?P<day>{SHORT})\.(?P<mark>[,:])", _full),
    rule(
        "weekday and a number",
        rf"(?<![\w.-])(?P<day>{IN_A_SENTENCE})\b(?:\.(?!$))?(?P<mark>[,:]?)"
        rf"(?= ?(?:nur |erst |auch |schon )?(?:\(?(?:de[nrm]|ab|bis|von|"
        rf"um|gegen) )?[0-9])"
        r"(?! ?[0-9]+-?(?:mal|x)\b)",
        _full,
    ),
    rule(
        "Sunday and its hours",
        rf"(?<![\w.-])(?P<day>So)\b\.?(?P<mark>[,:]?)(?= ?{SUNDAY})",
        _full,
    ),
    rule(
        "weekday and its hours",
        rf"(?<![\w.-])(?P<day>Mo|Di|Mi|Do|Fr|Sa|(?<=[a-zäöüß,;:(|] )So)\b"
        rf"(?:\.(?!$))?(?P<mark>[,:]?)(?= (?:{HOURS_FOLLOW}))",
        _full,
    ),
    rule(
        "Sunday is closed",
        r"(?<![\w.-])(?P<day>So)\b\.?(?P<mark>:?)(?= (?:geschl|Ruhetag|(?:und|u\.|&|\+) "
        r"(?:an )?Feiert))",
        _full,
    ),
    rule(
        "weekday behind a word",
        rf"(?P<before>(?<!\w)(?i:{AFTER}) ){DAY}(?!-|\.? [A-ZÄÖÜ][a-zäöü])",
        _full,
    ),
    rule("Friday at the end", r"(?<![\w.-])(?P<day>Fr)(?=\.(?:$|[;)]))", _full),
    rule(
        "weekday of a month",
        rf"(?P<before>[0-9]\. ){DAY}(?= (?:im|des|eines|jedes) )",
        _full,
    ),
    rule("time to weekday", rf"(?<=[0-9Uhr.]) [-–—] (?=(?:{FULL}),? [0-9])", " bis "),
    rule(
        "weekday in a list", rf"(?P<before>\b(?:{FULL}),? ?){DAY}(?![-\w]| [A-ZÄÖÜ][a-zäöü])", _full
    ),
)
