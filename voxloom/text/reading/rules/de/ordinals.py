"""German ordinals and their endings, which what stands before and behind them tells."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de import months
from voxloom.text.reading.rules.de.agreement import OPENERS, gender
from voxloom.text.reading.rules.de.numbers import ordinal
from voxloom.text.reading.rules.de.weekdays import FULL, SHORT
from voxloom.text.reading.rules.rule import Rule, rule

WEAK = frozenset(  # after these every ordinal ends in -en
    "am vom zum beim im zur dem den des ab seit bis nach vor auf per zu diesem diesen dieser jedem "
    "einem einen einer eines ihrem ihren ihrer ihres unserem unseren unserer meinem meinen meiner "
    "spätestens zwischen ans ins aller alle beiden".split()
)
STRONG = {"m": "er", "f": "e", "n": "es"}
MIXED = frozenset("ein kein ihr unser mein dein sein".split())
SPOKEN_BEFORE = re.compile(r"[^ ]+")
# What may stand between a date and the word that governs it: other dates, weekdays, and the like.
PASSED_OVER = re.compile(
    rf"(?:(?:{SHORT}|{FULL})\.?|[0-9.:/]*|\w+(?:ten|sten)|{months.FULL}|\w*tausend\w*|und|oder|sowie|"
    r"bis|[–/&-]|(?:kommend|nächst|folgend|letzt|vergangen|einschließlich|"
    r"voraussichtlich|inklusive)\w*)[,:]?",
    re.IGNORECASE,
)
FARTHEST = 9  # words
COUNTED_OFF = (
    rf"{months.NAMES}|Stock|Stockwerk|Etage|\w*[Gg]eschoss|Mal|Platz|\w*[Kk]lasse|Quartal|Jahrhunderts?|"
    r"Tag|Woche|Monat|Kapitel|Teil|Versuch|Runde|Reihe|\w*[Gg]eburtstag|Ordnung|Straße|Mahnung|Rate|"
    r"Zahlung|Erinnerung|Abschlag|Person|Kind|Stelle|Schritt|Bezirk|Semester|Halbjahr|Jahr|"
    r"Lebensjahr|Stunde|Minute|Impfung|Dosis|Auflage|Juristische|Advent|Weihnachtstag|"
    r"Weihnachtsfeiertag|Feiertag|Liga|Spieltag|Wahl|Hand|Zustellversuch|Kalendertag|Werktag|OG|UG"
)
ARTICLE = "am|im|um|vom|zum|der|die|das|dem|den|des|zur|beim|ihre?n?|unsere?n?|eine?n?|ihrer|unserer|jede[rns]?"
DIGITS = r"(?<![\w.,:/-])(?P<number>[0-9]{1,3})\."
CHOSEN = re.compile(r"\b(?:drücken|wählen|taste|tippen|option|ziffer)\b[^.,;]*$", re.IGNORECASE)


def ending(before: str, kind: str = "m") -> str:
    """Of an ordinal of that gender behind that text."""
    word = _governor(before)
    if word in WEAK:
        return "en"
    if word == "der":
        return "e" if kind == "m" else "en"
    if word in ("die", "das") or (word.endswith("e") and word[:-1] in MIXED | {"jed", "dies"}):
        return "e"
    return STRONG[kind]


def _governor(before: str) -> str:
    """The last word that is no date itself, in small letters; empty if there is none."""
    last = ""
    for word in reversed(SPOKEN_BEFORE.findall(before[-120:])[-FARTHEST:]):
        bare = word.casefold().lstrip("(")
        if bare in WEAK:
            return bare
        if not PASSED_OVER.fullmatch(word):
            return last or bare
    return last


def _counted_off(match: re.Match[str]) -> str:
    before = match.string[: match.start("number")]
    kind = gender(match["noun"]) if not re.match(months.NAMES, match["noun"]) else "m"
    return ordinal(int(match["number"]), ending(before, kind)) + " "


def _in_a_sentence(match: re.Match[str]) -> str:
    before = match.string[: match.start("number")]
    if CHOSEN.search(before[-60:]):
        return match.group()
    return ordinal(int(match["number"]), ending(before))


def _before_a_noun(match: re.Match[str]) -> str:
    before = match.string[: match.start("number")]
    if CHOSEN.search(before[-60:]):
        return match.group()
    return match["before"] + ordinal(int(match["number"]), ending(before, gender(match["noun"])))


def _stops(match: re.Match[str]) -> bool:
    """Whether the full stop of the number also ends the sentence."""
    return match.string[match.end() :][:1] in ("", " ")


ORDINAL_RULES: tuple[Rule, ...] = (
    rule(
        "ordinals in a row",
        rf"{DIGITS}(?P<between> ?[-–—] ?| ?[/] ?)(?=[0-9]{{1,3}}\. )",
        lambda m: _in_a_sentence(m) + (" und " if "/" in m["between"] else " bis "),
    ),
    rule("ordinal", rf"{DIGITS} (?=(?P<noun>{COUNTED_OFF})(?![\w]))", _counted_off),
    # A number with a full stop, and the sentence goes on.
    rule(
        "ordinal in a sentence",
        rf"{DIGITS}(?= [a-zäöü]|,? (?:(?:und|oder|bis|[+&–-]) )?(?:(?:{FULL}),? )?[0-9]{{1,3}}\.)",
        _in_a_sentence,
    ),
    rule(
        "ordinal before a noun",
        rf"(?P<before>\b(?i:{ARTICLE}) ){DIGITS}"
        rf"(?= (?!{OPENERS})(?P<noun>[A-ZÄÖÜ][a-zäöüß-]+))",
        _before_a_noun,
    ),
    rule(
        "day of the month",
        rf"(?P<before>\b(?i:am|ab|vom|zum|bis|dem|den|seit|des) ){DIGITS}(?=$| {OPENERS}|[,;!?])",
        lambda m: m["before"] + ordinal(int(m["number"]), "en") + ("." if _stops(m) else ""),
    ),
)
