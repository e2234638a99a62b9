"""German ordinals and their endings, which what stands before and behind them tells."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de import months
from voxloom.text.reading.rules.de.agreement import OPENERS, gender
from voxloom.text.reading.rules.de.numbers import ordinal
from voxloom.text.reading.rules.de.weekdays import FULL, SHORT
from voxloom.text.reading.rules.rule import Rule, rule

WEAK = frozenset(  # after these every ordinal ends in -en
    [
        "am",
        "vom",
        "zum",
        "beim",
        "im",
        "zur",
        "dem",
        "den",
        "des",
        "jeden",
        "ab",
        "seit",
        "bis",
        "nach",
        "vor",
        "auf",
        "per",
        "zu",
        "diesem",
        "diesen",
        "dieser",
        "jedem",
        "einem",
        "einen",
        "einer",
        "eines",
        "ihrem",
        "ihren",
        "ihrer",
        "ihres",
        "unserem",
        "unseren",
        "unserer",
        "meinem",
        "meinen",
        "meiner",
        "spätestens",
        "zwischen",
        "ans",
        "ins",
        "aller",
        "alle",
        "beiden",
    ]
)
WITHOUT_ARTICLE = {  # before a feminine noun
    **dict.fromkeys(("ab", "seit", "nach", "vor", "zu"), "er"),
    **dict.fromkeys(("bis", "auf", "per"), "e"),
}
STRONG = {"m": "er", "f": "e", "n": "es"}
POSSESSIVES = frozenset(["ein", "kein", "ihr", "unser", "mein", "dein", "sein"])
WORD = re.compile(r"[^ ]+")
# What may stand between a date and the word that governs it: other dates, weekdays, and the like.
PASSED_OVER = re.compile(
    rf"(?:(?:{SHORT}|{FULL})\.?|[0-9.:/]*|\w+(?:ten|sten)|{months.FULL}|\w*tausend\w*|und|"
    rf"oder|sowie|"
    r"bis|[–/&-]|(?:kommend|nächst|folgend|letzt|vergangen|einschließlich|"
    r"voraussichtlich|inklusive)\w*)[,:]?",
    re.IGNORECASE,
)
SHORT_NOUNS = {"OG": "n", "UG": "n", "DG": "n", "Kl.": "f", "Etg.": "f", "KW": "f", "Hj.": "n"}
FARTHEST = 9  # words
COUNTED_OFF = (
    rf"{months.NAMES}|Stock|Stockwerk|Etage|\w*[Gg]eschoss|Mal|Platz|\w*[Kk]lasse|Quartal|"
    rf"Jahrhunderts?|"
    r"Tag|Woche|Monat|Kapitel|Teil|Versuch|Runde|Reihe|\w*[Gg]eburtstag|Ordnung|Straße|"
    r"Mahnung|Rate|"
    r"Zahlung|Erinnerung|Abschlag|Person|Kind|Stelle|Schritt|Bezirk|Semester|Halbjahr|Jahr|"
    rf"{FULL}|Kl\.|Etg\.|KW|Kalenderwoche|Hj\.|Lebensjahr|Stunde|Minute|Impfung|Dosis|Auflage|"
    rf"Advent|Weihnachtstag|"
    r"Weihnachtsfeiertag|Feiertag|Liga|Spieltag|Wahl|Hand|Zustellversuch|Kalendertag|Werktag|"
    r"Vorsitzende[r]?|Bürgermeister|OG|UG|DG"
)
ARTICLE = (
    "am|im|um|vom|zum|der|die|das|dem|den|des|zur|beim|ihre?n?|unsere?n?|eine?n?|ihrer|unserer|"
    "jede[rns]?"
)
# Four digits without an article before them are a year.
DIGITS = r"(?<![\w.,:/-])(?P<number>[0-9]{1,3}(?:\.[0-9]{3}){0,2}|(?!19|20)[0-9]{4})\."
GOVERNED = r"(?P<number>[0-9]{1,3}(?:\.[0-9]{3}){0,2}|[0-9]{4})\."
# Where one is sent or lives: an ordinal only where a clause begins, "Ihre Option 3. Tür auf".
PLACES = (
    r"(?:Tür|Eingang|Ausgang|Ampel|Kreuzung|Gang|Aufzug|Haltestelle|Station|Abfahrt|Ausfahrt|Termin|"
    r"Anruf|Nachricht|Option|Spur|Schicht|Gruppe|Hof|Hinterhof|Hälfte|Halbzeit|Preis|Hilfe|Auswahl|"
    r"Abschnitt|Ausgabe|Frage|Antwort|Warnung|Besucher|Kunde|Nacht|Sieger)"
)
NAMED = re.compile(  # a number that is a name, behind which a sentence ends
    r"\b(?:Platz|Raum|Zimmer|Gleis|Nummer|Nr\.|Taste|Schalter|Halle|Saal|Tor|Gate|Linie|Option|"
    r"Kabine|Stufe|Phase|Zone|Wagen|Reihe|Bus|Tram|Terminal|Steig|Seite|haben|hat|sind) $"
)
# What is added to such a number: "Wagen 2. Klasse", "Zimmer 3. Stock".
ADDED = re.compile(r"\w*[Kk]lasse|Kl\.|Stock|Etage|Etg\.|\w*[Gg]eschoss|[OUD]G|Reihe|Liga")
CHOSEN = re.compile(r"\b(?:drücken|wählen|taste|tippen|option|ziffer)\b[^.,;]*$", re.IGNORECASE)


# "Zutritt ab 18. Bitte": an age, or so many.
NO_DAY = re.compile(
    r"\b(?:Zutritt|Eintritt|Einlass|Freigabe|freigegeben|FSK|Film|Personen|Kinder|Jugendliche|"
    r"erlaubt|Alter|Teilnahme|geeignet|empfohlen|Verkauf|Abgabe|Größen?|zähl\w*)"
    r"(?: (?:nur|erst|von [0-9]+))? $"
)


def ending(before: str, kind: str = "m") -> str:
    """Of an ordinal of that gender behind that text."""
    word = _governor(before)
    if kind == "f" and word in WITHOUT_ARTICLE:
        return WITHOUT_ARTICLE[word]
    if word in WEAK:
        return "en"
    if word in ("der", "jeder"):
        return "e" if kind == "m" else "en"
    if word in ("die", "das") or (
        word.endswith("e") and word[:-1] in POSSESSIVES | {"jed", "dies"}
    ):
        return "e"
    return STRONG[kind]


def _governor(before: str) -> str:
    """The last word that is no date itself, in small letters; empty if there is none."""
    last = ""
    for word in reversed(WORD.findall(before[-120:])[-FARTHEST:]):
        bare = word.casefold().lstrip("(")
        if bare in WEAK:
            return bare
        if not PASSED_OVER.fullmatch(word):
            return last or bare
    return last


def _value(match: re.Match[str]) -> int:
    return int(match["number"].replace(".", ""))


def _counted_off(match: re.Match[str]) -> str:
    before = match.string[: match.start("number")]
    noun = match["noun"]
    if NAMED.search(before[-40:]) and not ADDED.match(noun):
        return match.group()
    kind = "m" if re.match(months.NAMES, noun) else SHORT_NOUNS.get(noun) or gender(noun)
    return ordinal(_value(match), ending(before, kind)) + " "


def _in_a_sentence(match: re.Match[str]) -> str:
    before = match.string[: match.start("number")]
    if CHOSEN.search(before[-60:]):
        return match.group()
    return ordinal(_value(match), ending(before))


def _before_a_noun(match: re.Match[str]) -> str:
    before = match.string[: match.start("number")]
    if CHOSEN.search(before[-60:]):
        return match.group()
    return match["before"] + ordinal(_value(match), ending(before, gender(match["noun"])))


def _day(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    if _value(match) > 31 or NO_DAY.search(before[-40:]):
        return match.group()
    return match["before"] + ordinal(_value(match), "en") + ("." if _stops(match) else "")


def _stops(match: re.Match[str]) -> bool:
    """Whether the full stop of the number also ends the sentence."""
    return match.string[match.end() :][:1] in ("", " ")


ORDINAL_RULES: tuple[Rule, ...] = (
    rule(
        "ordinals in a row",
        rf"{DIGITS}(?P<between> ?[-–—] ?| ?[/] ?)(?=[0-9]{{1,3}}\. )",
        lambda m: _in_a_sentence(m) + (" und " if "/" in m["between"] else " bis "),
    ),
    rule("ordinal", rf"{DIGITS} ?(?=(?P<noun>{COUNTED_OFF})(?![\w]))", _counted_off),
    rule(
        "ordinal where a clause begins",
        rf"(?:^|(?<=[.,;:(] )){DIGITS} ?(?=(?P<noun>{PLACES})(?![\w]))",
        _counted_off,
    ),
    # A number with a full stop, and the sentence goes on.
    rule(
        "ordinal in a sentence",
        rf"{DIGITS}(?= [a-zäöü]|,? (?:(?:und|oder|bis|[+&–-]) )?(?:(?:{FULL}),? )?"
        rf"(?:[0-9]{{1,3}}\.|[a-zäöü]\w*(?:ten|ter|te)\b))",
        _in_a_sentence,
    ),
    rule(
        "ordinal before a noun",
        rf"(?P<before>\b(?i:{ARTICLE}) ){GOVERNED}"
        rf"(?= (?!{OPENERS})(?P<noun>[A-ZÄÖÜ][a-zäöüß-]+))",
        _before_a_noun,
    ),
    rule(
        "day that is today",
        r"(?P<before>\b(?i:heute|morgen|gestern)(?: ist| war)?(?: schon| erst)? der )"
        rf"{DIGITS}(?=$| {OPENERS}|[,;!?])",
        lambda m: m["before"] + ordinal(_value(m), "e") + ("." if _stops(m) else ""),
    ),
    rule(
        "day of the month",
        rf"(?P<before>\b(?i:am|ab|vom|zum|(?<![0-9] )bis|dem|den|seit|des) )"
        rf"{DIGITS}(?=$| {OPENERS}|[,;!?])",
        _day,
    ),
)
