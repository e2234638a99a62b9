"""French: the library's grammar has little left to read."""

from __future__ import annotations

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.fr import (
    abbreviations,
    agreement,
    dates,
    money,
    names,
    numerals,
    places,
    ranges,
    rates,
    times,
    units,
    weekdays,
)
from voxloom.text.reading.rules.fr.words import WORDS

RULES = (
    # Their signs and groups look like those of codes and telephone numbers.
    *abbreviations.RULES,
    *rates.RULES,
    *weekdays.RULES,
    *dates.RULES,
    *times.RULES,
    *ranges.RULES,
    *money.RULES,
    *units.RULES,
    *names.RULES,
    *places.RULES,
    *first_rules(WORDS),
    names.INITIALISMS,
    *agreement.RULES,
    *numerals.RULES,
    *last_rules(WORDS),
)
