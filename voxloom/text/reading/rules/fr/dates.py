"""French dates: in figures, with names of months, from one to another."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.calendar import (
    DAY_NAMES,
    MONTH_NAMES,
    MONTHS,
    MONTHS_IN_SHORT,
    alternatives,
)
from voxloom.text.reading.rules.fr.numbers import cardinal
from voxloom.text.reading.rules.rule import rule, table

DAY = r"(?:0?[1-9]|[12][0-9]|3[01]|1er)"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)[0-9]{2}"
START, END = r"(?<![\w.,/-])", r"(?![\w/€%]|[-.,][0-9])"
NAMED = rf"(?:(?:{alternatives(MONTHS_IN_SHORT)})\.|(?:{alternatives(MONTH_NAMES)})(?!\w))"
WEEKDAY = alternatives(DAY_NAMES)
ON = (
    rf"\b(?:{WEEKDAY}|le|du|au|avant|après|depuis|dès|d'ici|date|jusqu'au|entre le|échéance)"
    r"(?: ?:)? (?:le |au )?"
)
OF_SOMETHING = r"(?! d['’]heure| tarif| pension| journée| finale| des? [^\W\d]| du [^\W\d]| de la )"
EXPIRY = (
    r"\b(?:exp\.|expir\w*|valables?|validité|valide|échéance|fin)"
    r"(?: [^\W\d]+(?:['’][^\W\d]+)?){0,4}? ?:? ?"
)
NOT_NUMBERED = r"(?<!n° )(?<!N° )(?<!numéro )(?<!facture )(?<!dossier )(?<!commande )"
SHORT_WORDS = ("jan", "sep", "sept")  # not without a day
BEFORE_RANGE = r"(?P<before>\b(?i:du|de|le|les|entre le|entre) )?"
DASH = r" ?[-–—] ?"


def said(day: str, month: str | None, year: str | None = None) -> str:
    """`month` in figures, in short or whole; a year of two figures is of this century's half."""
    number = int(re.sub(r"\D", "", day))
    words = ["premier" if number == 1 else cardinal(number)]
    if month:
        words.append(month_name(month))
    if year:
        words.append(year_said(year))
    return " ".join(words)


def month_name(written: str) -> str:
    if written.isdecimal():
        return MONTHS[int(written) - 1]
    return MONTH_NAMES[written.rstrip(".").lower()]


def year_said(written: str) -> str:
    number = int(written)
    if len(written) == 2:
        number += 2000 if number < 50 else 1900
    return cardinal(number)


def _date(match: re.Match[str]) -> str:
    groups = match.groupdict()
    before = groups.get("before") or ""
    date = said(match["day"], match["month"], groups.get("year"))
    ends = match.end() == len(match.string) and match.group().endswith(".")
    return f"{before}{date}." if ends else before + date


def _month(match: re.Match[str]) -> str:
    before = re.sub(r"(?<=jusqu['’])au $|(?<= )le $", "en ", match["before"])
    return f"{before}{month_name(match['month'])} {year_said(match['year'])}"


def _range(match: re.Match[str]) -> str:
    """Two dates and what stands before them: from one to the other, or one and the other."""
    groups = match.groupdict()
    days = [f"{groups[key]} " if groups.get(key) else "" for key in ("weekday", "weekday2")]
    first = days[0] + said(match["day"], groups.get("month"), groups.get("year"))
    last = days[1] + said(match["day2"], match["month2"], groups.get("year2"))
    ends = "." if match.end() == len(match.string) and match.group().endswith(".") else ""
    before = (match["before"] or "").strip()
    if before.lower() == "les":
        return f"{before} {first} et {last}{ends}"
    if before.lower().startswith("entre"):
        return f"{before.split()[0]} le {first} et le {last}{ends}"
    of = "Du" if before.startswith("D") else "du"
    return f"{of} {first} au {last}{ends}"


def _years(match: re.Match[str]) -> str:
    first, last = int(match["first"]), match["last"]
    second = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < second <= first + 60:
        return match.group()
    led = re.search(r"\b(?:guerre|période|années) (?:de )?$", match.string[: match.start()])
    return f"{cardinal(first)}{' à ' if led else ' '}{cardinal(second)}"


RULES = (
    rule(  # 5er janvier
        "number with the ending of first",
        r"(?<![\w.,/-])(?P<number>[02-9]|[0-9]{2,4})(?:ers?|[èe]?res?)(?!\w)",
        r"\g<number>",
    ),
    rule(
        "first of a range",
        rf"(?P<before>\b(?i:du|entre le) (?:{WEEKDAY})? ?)1(?= (?:au|et le) (?:{WEEKDAY} )?[0-9])",
        r"\g<before>premier",
    ),
    rule(
        "range of dates",
        rf"{START}{BEFORE_RANGE}(?:(?P<weekday>{WEEKDAY}) )?"
        rf"(?P<day>{DAY})/(?P<month>{MONTH})(?:/(?P<year>{YEAR}|[0-9]{{2}}))?"
        rf"{DASH}(?:(?P<weekday2>{WEEKDAY}) )?"
        rf"(?P<day2>{DAY})/(?P<month2>{MONTH})(?:/(?P<year2>{YEAR}|[0-9]{{2}}))?{END}",
        _range,
        re.IGNORECASE,
    ),
    rule(
        "date with the year first",
        rf"{START}(?P<year>{YEAR})(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>{DAY}){END}",
        _date,
    ),
    rule(
        "date",
        rf"{START}(?P<day>{DAY})(?: ?(?P<sep>[-/.]) ?)(?P<month>{MONTH}) ?(?P=sep) ?"
        rf"(?P<year>{YEAR}){END}",
        _date,
    ),
    rule(
        "date with a short year",
        rf"{START}(?P<day>{DAY})(?P<sep>[/.])(?P<month>{MONTH})(?P=sep)(?P<year>[0-9]{{2}}){END}",
        _date,
    ),
    rule(
        "end of validity",
        rf"(?P<before>(?i:{EXPIRY}))(?P<month>{MONTH})[/-](?P<year>{YEAR}|[2-9][0-9]){END}",
        _month,
    ),
    rule(
        "month and year",
        rf"{START}{NOT_NUMBERED}(?P<before>)(?P<month>{MONTH})/(?P<year>{YEAR}){END}",
        _month,
    ),
    rule(
        "two days of a named month",
        rf"{START}(?P<before>\bdu )?(?P<day>{DAY})/(?P<day2>{DAY})(?= {NAMED})",
        lambda match: (
            f"{match['before'] or ''}{match['day']}"
            f" {'au' if match['before'] else 'et'} {match['day2']}"
        ),
        re.IGNORECASE,
    ),
    rule(
        "day and month",
        rf"(?P<before>(?i:{ON}))(?P<day>{DAY})[/](?P<month>{MONTH}){END}{OF_SOMETHING}",
        _date,
    ),
    rule(
        "day and month with points",
        rf"(?P<before>(?i:\b(?:{WEEKDAY}|le|du|au) ))(?P<day>[0-3][0-9])\.(?P<month>0[1-9]|1[0-2])"
        rf"(?:\.(?=,? [^\W\d]))?{END}(?! ?(?:€|%|euros?))",
        _date,
    ),
    rule(
        "day and month that are no fraction",
        rf"{START}(?:(?P<day>0[1-9]|[12][0-9]|3[01])/(?P<month>0[1-9]|1[0-2])"
        rf"|(?P<day2>1[3-9]|2[0-9]|3[01]|0[1-9])/(?P<month2>{MONTH})"
        rf"|(?:(?<=\bles )|(?<=\bet ))(?P<day3>{DAY})/(?P<month3>1[12])){END}(?<!20/20)(?<!24/7)",
        lambda match: said(*filter(None, match.groups())),
    ),
    rule(
        "range of days",
        rf"{START}{BEFORE_RANGE}(?:(?P<weekday>{WEEKDAY}) )?(?P<day>{DAY})"
        rf"(?: (?P<month>{NAMED}))?(?: (?P<year>{YEAR}))?{DASH}"
        rf"(?:(?P<weekday2>{WEEKDAY}) )?(?P<day2>{DAY}) (?P<month2>{NAMED})"
        rf"(?: (?P<year2>{YEAR})(?!\w))?",
        _range,
        re.IGNORECASE,
    ),
    rule(
        "day of a named month",
        rf"{START}(?P<day>{DAY})[ -](?P<month>{NAMED})(?:[ -](?P<year>{YEAR})(?!\w))?",
        _date,
        re.IGNORECASE,
    ),
    rule(
        "first on a weekday",
        rf"(?P<before>\b(?:{WEEKDAY}) )1(?:er)?(?![\w/:,.-]| ?h)",
        r"\g<before>premier",
    ),
    rule(
        "years",
        rf"{START}(?P<first>{YEAR}) ?[-/–] ?(?P<last>{YEAR}|[0-9]{{2}}){END}",
        _years,
    ),
    # Without a day: "sept." may also be a number at the end of a sentence.
    rule(
        "September",
        rf"\b(?i:en|fin|début|mi|courant|depuis|dès|d['’]ici|de|à) ?-? ?(?i:sept)\.(?= )"
        rf"|(?<![\w'’-])(?i:sept)\.?(?= {YEAR})",
        lambda match: match.group()[: match.group().lower().rindex("sept")] + "septembre",
    ),
    table(
        "month",
        r"(?<![\w'’]){}(?!\w)",
        {f"{short}.": name for short, name in MONTHS_IN_SHORT.items() if short not in SHORT_WORDS},
        re.IGNORECASE,
    ),
)
