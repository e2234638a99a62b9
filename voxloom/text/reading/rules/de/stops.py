"""A German sentence that ends with a word in short keeps its full stop: `5 Min. Danach`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.de.agreement import STARTERS
from voxloom.text.reading.rules.de.short_words import IN_PARTS, NOUNS, WORDS
from voxloom.text.reading.rules.de.units import UNITS
from voxloom.text.reading.rules.de.weekdays import AFTER, FULL, SHORT, WEEKDAYS
from voxloom.text.reading.rules.rule import Rule, rule

# A name follows them, whatever it is.
TITLES = ("Hr.", "Hrn.", "Fr.", "Dr.", "Prof.", "St.", "Fam.", "Frl.")
# Words that have a capital inside a sentence too.
POLITE = (
    r"(?:(?:Sie|Ihr|Ihre[mnrs]?)\b|"
    r"(?:Achtung|Vorsicht|Hinweis|Wichtig|Tipp|Hallo|Verzeihung|Entschuldigung|Guten?|Nein|Ja|"
    r"Schade|Hilfe|Stopp|Los)(?: [A-ZÄÖÜ]\w+)?[!:,])"
)


def _dotted(words: tuple[str, ...]) -> str:
    known = sorted({word for word in words if word.endswith(".")} - {*TITLES}, key=len)
    return "|".join(re.escape(word[:-1]) for word in reversed(known))


# The first dot goes with the word that is written out, the second one stays.
STOP_RULES: tuple[Rule, ...] = (
    rule(
        "full stop behind a unit",
        rf"(?<=[0-9/])(?P<unit> ?(?:{_dotted(tuple(UNITS))}))\.(?= (?:{STARTERS}|{POLITE}))",
        r"\g<unit>..",
    ),
    rule(
        "full stop behind a word in short",
        rf"(?<![\w.])(?P<word>(?:{_dotted((*IN_PARTS, *WORDS, *NOUNS))}))\.(?= {STARTERS})",
        r"\g<word>..",
    ),
    rule(
        "full stop behind a weekday",
        rf"(?P<before>\b(?:(?i:{AFTER})|(?:{SHORT}|{FULL})\.? ?[-–/&]) ?)(?P<day>{SHORT})\."
        rf"(?= {STARTERS})",
        lambda m: f"{m['before']}{WEEKDAYS[m['day']]}.",
    ),
    rule("full stop behind a street", rf"(?<=[a-zäöüß]str)\.(?= {STARTERS})", ".."),
)
