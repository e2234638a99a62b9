"""Russian: by rules alone, with numbers in their genders and cases from num2words."""

from __future__ import annotations

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.ru.ages import AGES
from voxloom.text.reading.rules.ru.amounts import AMOUNTS, DECIMALS, RANGES
from voxloom.text.reading.rules.ru.codes import CODES
from voxloom.text.reading.rules.ru.comparisons import COMPARISONS
from voxloom.text.reading.rules.ru.contractions import CONTRACTIONS
from voxloom.text.reading.rules.ru.counts import COUNTS, HALVES, ORDINAL_RULES
from voxloom.text.reading.rules.ru.dates import DATES, PROTECTED
from voxloom.text.reading.rules.ru.names import EARLY_NAMES, INITIALISMS
from voxloom.text.reading.rules.ru.prose import EARLY_PROSE
from voxloom.text.reading.rules.ru.rulers import RULERS
from voxloom.text.reading.rules.ru.times import EARLY_TIMES, TIMES
from voxloom.text.reading.rules.ru.words import WORDS

RULES = (
    *EARLY_PROSE,
    *EARLY_NAMES,
    *COMPARISONS,
    *HALVES,
    *EARLY_TIMES,
    *CONTRACTIONS,
    *PROTECTED,
    *CODES,
    *first_rules(WORDS),
    *DATES,
    *TIMES,
    *AGES,
    *AMOUNTS,
    *RULERS,
    *ORDINAL_RULES,
    *RANGES,
    *DECIMALS,
    *last_rules(WORDS),
    *INITIALISMS,
    *COUNTS,
)
