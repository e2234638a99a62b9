"""An Italian sentence that ends with a word in short keeps its full stop: `5 min. Poi`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.dates import WEEKDAYS as NAMES
from voxloom.text.reading.rules.it.units import PER, UNITS
from voxloom.text.reading.rules.rule import Rule, rule

DOTTED = "|".join(re.escape(unit[:-1]) for unit in {**UNITS, **PER} if unit.endswith("."))
MONTHS = "genn?|febb?|mar|apr|magg?|giu|lug|ago|sett?|ott|nov|dic"
WEEKDAYS = "lun|mart?|merc?|giov?|ven|sab|dom"
SENTENCE = r"[A-ZÀÈ](?:[a-zàèéìòù]|[ '’])"


def weekday(short: str) -> str:
    return next(name for name in NAMES if name.startswith(short[:3]))


# The first dot goes with the word that is written out, the second one stays.
STOP_RULES: tuple[Rule, ...] = (
    rule(
        "full stop behind a unit or a month",
        rf"(?<=[0-9/])(?P<short> ?(?:{DOTTED})| (?:{MONTHS}))\.(?= {SENTENCE})",
        r"\g<short>..",
    ),
    rule(
        "full stop behind a weekday",
        rf"(?P<before>[-–/] ?|\b(?i:il|di|al|e|chiuso|dal|ogni|solo) )(?P<day>{WEEKDAYS})\."
        rf"(?= {SENTENCE})",
        lambda match: match["before"] + weekday(match["day"]) + ".",
    ),
)
