"""French days of the week in short, alone, in lists and from one to another."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.calendar import (
    DAY_NAMES,
    DAYS,
    DAYS_IN_ONE,
    DAYS_IN_TWO,
    MONTH_NAMES,
    alternatives,
)
from voxloom.text.reading.rules.rule import Rule, rule, table

ANY = rf"(?:{alternatives(DAY_NAMES)})(?![^\W\d_])"
IN_TWO = "|".join(day.capitalize() for day in DAYS_IN_TWO)
BETWEEN = r"(?:, ?| et |, et | & | ou | ?/ ?|-)"
NOT_A_SEA = r"(?<!\bla )(?<!\bune )(?<!\ben )"
NOT_A_PLAY = rf"{NOT_A_SEA}(?<!\bun )(?<!\bce )(?<!\bde )(?<!\bau )"
# Not of what the next sentence counts: `le jeu. 20 joueurs`.
NUMBERED = r",? [0-9]+(?![0-9]| (?!mars\b)[a-zà-ÿ]{3,}[sx]\b)"
NO_NUMBER = (
    r"(?!(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent|mille)\b)"
)
ON_A_DAY = (
    r" (?:0?[1-9]|[12][0-9]|3[01])(?:[/-]| ?h| ?:|er\b|,|\.(?!\w)|$"
    rf"| (?:{alternatives(MONTH_NAMES)}))"
    r"| (?:fermé|matin|après-midi|soir|midi|uniquement|sur rendez-vous|inclus)"
)


def _whole(short: str) -> str:
    key = short.rstrip(".")
    return {**DAY_NAMES, **DAYS_IN_TWO}.get(key.lower()) or DAYS_IN_ONE[key]


def _end(match: re.Match[str]) -> str:
    """The dot of a short form that is also the full stop."""
    return "." if match.group().endswith(".") and match.end() == len(match.string) else ""


def _range(match: re.Match[str]) -> str:
    first, last = _whole(match["first"]), _whole(match["last"])
    if match["link"].strip() == "/" and (first != "lundi" or last == "mardi"):
        return f"{match['before'] or ''}{first} et {last}{_end(match)}"
    of = "Du" if (match["before"] or "").startswith("D") else "du"
    return f"{of} {first} au {last}{_end(match)}"


def _list(match: re.Match[str]) -> str:
    said = re.sub(ANY, lambda day: _whole(day.group()), match.group().replace(".", ""), flags=re.I)
    return re.sub(r" ?/ ?| & ", " et ", said).replace("-", ", ") + _end(match)


def _range_rule(days: str, links: str, flags: re.RegexFlag) -> Rule:
    return rule(
        "days from one to another",
        rf"(?<![\w'’/-])(?P<before>(?:du|de) )?(?P<first>{days})\.?"
        rf"(?P<link>{links})(?P<last>{days})(?:\.(?!\w)|(?![\w'’]|[-/]\w))",
        _range,
        flags,
    )


def _letters(match: re.Match[str]) -> str:
    """`L-Me-V`; two M one behind the other are Tuesday and Wednesday, a single one either."""
    short = re.findall(r"[A-Z][a-z]?", match.group())
    if short.count("M") != (2 if "M" in short else 0):
        return match.group()
    ems = iter(("mardi", "mercredi"))
    days = [next(ems) if day == "M" else _whole(day) for day in short]
    return ", ".join(days[:-1]) + f" et {days[-1]}"


ONE_OR_TWO = r"(?:Lu?|Ma|Me|M|Je?|Ve?|Sa?|Di?)"
SIGNS = r" ?[-–—/>→] ?"
RULES = (
    rule(
        "letters of days",
        rf"(?<![\w'’/.-]){ONE_OR_TWO}(?:(?:-|/|, ?){ONE_OR_TWO})+(?:-|/|, ?| et | & ){ONE_OR_TWO}"
        rf"(?![\w'’/-])|(?<![\w'’/.-])(?:{IN_TWO})(?:/| et | & )(?:{IN_TWO})(?![\w'’/-]| [A-Z])"
        rf"|(?<![\w'’/.-])(?:{ONE_OR_TWO} ){{2,}}{ONE_OR_TWO}(?![\w'’/-])",
        _letters,
    ),
    _range_rule(alternatives(DAYS), rf"{SIGNS}| à | au ", re.IGNORECASE),
    _range_rule(alternatives(DAY_NAMES), SIGNS, re.IGNORECASE),
    _range_rule(alternatives(DAYS_IN_TWO), rf"{SIGNS}| à | au ", re.IGNORECASE),
    rule(
        "days from one to another",
        r"(?<![\w'’/-])(?P<before>(?i:du|de) )?(?P<first>[LJVS])(?!.?.?(?P=first))\.?"
        r"(?P<link> ?[-–/] ?| à | au )(?P<last>[VSD])(?:\.(?!\w)|(?![\w'’-]))",
        _range,
    ),
    rule("days", rf"(?<![\w'’-]){ANY}\.?(?:{BETWEEN}{ANY}\.?)+(?![\w'’-])", _list, re.IGNORECASE),
    table(
        "day",
        r"(?<![\w'’-]){}(?!\w)",
        {f"{day}.": name for day, name in DAYS.items() if day not in ("jeu", "mer")},
        re.IGNORECASE,
        closing=[f"{day}." for day in DAYS],
    ),
    table(
        "day",
        rf"(?<![\w'’-]){NOT_A_PLAY}{{}}(?=,? (?-i:{NO_NUMBER}[a-zé(])|{NUMBERED}|[,:)/-]| ?:)",
        {"jeu.": "jeudi", "mer.": "mercredi"},
        re.IGNORECASE,
    ),
    table(
        "day at the end",
        r"(?:(?<=\bet )|(?<=\bsf )|(?<=\bsauf )|(?<=di au )|(?<=\bou )|(?<=[Ff]ermé le )){}$",
        {"jeu.": "jeudi", "mer.": "mercredi"},
        re.IGNORECASE,
    ),
    rule(
        "days in two letters",
        rf"(?<![\w'’-])(?:{IN_TWO})\.?(?:(?:, ?| et |/)(?:{IN_TWO})\.?)*"
        r"(?= ?: ?[0-9]| fermé| [0-9]{1,2}(?: ?h|:|-))",
        lambda match: re.sub(rf"(?:{IN_TWO})\.?", lambda day: _whole(day.group()), match.group()),
    ),
    table("day of a date", rf"(?<![\w'’-]){NOT_A_SEA}{{}}(?={ON_A_DAY})", DAYS, re.IGNORECASE),
    table(
        "day of opening hours",
        r"(?<![\w'’-]){}(?= ?:)",
        {day: name for day, name in DAYS.items() if day not in ("jeu", "mer")},
        re.IGNORECASE,
    ),
)
