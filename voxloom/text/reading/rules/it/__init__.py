"""Italian: what the rules leave, the library's grammar reads."""

from __future__ import annotations

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.it.amounts import AMOUNT_RULES, SIGN_RULES
from voxloom.text.reading.rules.it.counting import NUMBER_RULES, SHORT_NUMBER_RULES
from voxloom.text.reading.rules.it.dates import DATE_RULES
from voxloom.text.reading.rules.it.fractions import FRACTION_RULES, ROW_RULES
from voxloom.text.reading.rules.it.names import LETTER_RULES, NAME_RULES, STREET_RULES
from voxloom.text.reading.rules.it.ordinals import ORDINAL_RULES
from voxloom.text.reading.rules.it.parts import PART_RULES
from voxloom.text.reading.rules.it.ranges import RANGE_RULES
from voxloom.text.reading.rules.it.ranks import RANK_RULES
from voxloom.text.reading.rules.it.signs import COMPARISON_RULES
from voxloom.text.reading.rules.it.stops import STOP_RULES
from voxloom.text.reading.rules.it.times import HOUR_RULES, TIME_RULES, WEEKDAY_RULES
from voxloom.text.reading.rules.it.words import WORDS

__all__ = ["RULES", "WORDS"]

# Dates, hours and ranges go before the codes, whose shapes they share.
RULES = (
    *STOP_RULES,
    *RANK_RULES,
    *PART_RULES,
    *STREET_RULES,
    *ROW_RULES,
    *SHORT_NUMBER_RULES,
    *WEEKDAY_RULES,
    *DATE_RULES,
    *HOUR_RULES,
    *RANGE_RULES,
    *SIGN_RULES,
    *COMPARISON_RULES,
    *first_rules(WORDS),
    *TIME_RULES,
    *AMOUNT_RULES,
    *ORDINAL_RULES,
    *FRACTION_RULES,
    *NAME_RULES,
    *last_rules(WORDS),
    *LETTER_RULES,
    *NUMBER_RULES,
)
