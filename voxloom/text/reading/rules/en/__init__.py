"""English (American)."""

from __future__ import annotations

from voxloom.text.reading.rules.common import last_rules, number_rules
from voxloom.text.reading.rules.en.amounts import AMOUNTS
from voxloom.text.reading.rules.en.dates import DATES, WITH_YEAR
from voxloom.text.reading.rules.en.measures import MEASURES
from voxloom.text.reading.rules.en.names import NAMES
from voxloom.text.reading.rules.en.numerals import NUMERALS
from voxloom.text.reading.rules.en.places import PLACES
from voxloom.text.reading.rules.en.shortened import SHORTENED
from voxloom.text.reading.rules.en.times import HOURS, TIMES
from voxloom.text.reading.rules.en.weekdays import DAYS
from voxloom.text.reading.rules.en.words import TELEPHONE, WORDS

__all__ = ["RULES", "WORDS"]

RULES = (
    *TELEPHONE,
    *PLACES,  # I-95, 5th St: before their numbers look like codes
    *WITH_YEAR,
    *HOURS,  # 9-5, 8:30-17:00: before they look like dates and ranges
    *number_rules(WORDS),
    *DAYS,
    *DATES,
    *TIMES,
    *AMOUNTS,
    *MEASURES,
    *SHORTENED,
    *NUMERALS,
    *last_rules(WORDS),
    *NAMES,
)
