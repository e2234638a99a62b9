"""Spanish, of Spain and of Latin America."""

from __future__ import annotations

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.es.abbreviations import ABBREVIATIONS
from voxloom.text.reading.rules.es.amounts import AMOUNTS, RANGES_OF_MONEY
from voxloom.text.reading.rules.es.codes import BEFORE_CODES, BETWEEN, LEFT
from voxloom.text.reading.rules.es.counts import COUNTS, RANGES
from voxloom.text.reading.rules.es.dates import DATES, WITH_YEAR
from voxloom.text.reading.rules.es.names import LETTERS, NAMES
from voxloom.text.reading.rules.es.ordinals import FRACTIONS, ORDINAL_NUMBERS
from voxloom.text.reading.rules.es.rates import ALL_THE_TIME, RATES
from voxloom.text.reading.rules.es.signs import BEFORE_DATES, SIGNS
from voxloom.text.reading.rules.es.times import HOURS, TIMES
from voxloom.text.reading.rules.es.units import MEASURES, PARTS_OF_UNITS
from voxloom.text.reading.rules.es.weekdays import WEEKDAYS
from voxloom.text.reading.rules.es.words import WORDS

__all__ = ["RULES", "WORDS"]

RULES = (
    *ALL_THE_TIME,
    *ABBREVIATIONS,
    *WEEKDAYS,
    *RATES,
    *BETWEEN,
    *HOURS,  # 9-14, 8:30-17:00: before they look like dates and ranges
    *BEFORE_DATES,
    *BEFORE_CODES,
    *WITH_YEAR,  # before they look like codes
    *RANGES_OF_MONEY,
    *DATES,
    *first_rules(WORDS),
    *RANGES,
    *PARTS_OF_UNITS,
    *FRACTIONS,
    *TIMES,
    *AMOUNTS,
    *MEASURES,
    *ORDINAL_NUMBERS,
    *NAMES,
    *LEFT,
    *SIGNS,
    *last_rules(WORDS),
    *COUNTS,
    *LETTERS,
)
