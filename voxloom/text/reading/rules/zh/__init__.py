"""Mandarin Chinese."""

from __future__ import annotations

from voxloom.text.reading.rules.zh.addresses import address_rules
from voxloom.text.reading.rules.zh.codes import code_rules, shape_rules
from voxloom.text.reading.rules.zh.dates import date_rules, full_date_rules, spoken_date_rules
from voxloom.text.reading.rules.zh.forms import form_rules
from voxloom.text.reading.rules.zh.keys import key_rules
from voxloom.text.reading.rules.zh.money import money_rules
from voxloom.text.reading.rules.zh.numbers import number_rules
from voxloom.text.reading.rules.zh.percent import percent_rules
from voxloom.text.reading.rules.zh.ranges import range_rules
from voxloom.text.reading.rules.zh.short_dates import short_date_rules
from voxloom.text.reading.rules.zh.signs import minus_rules, name_rules, sign_rules
from voxloom.text.reading.rules.zh.telephone import telephone_rules
from voxloom.text.reading.rules.zh.times import time_rules
from voxloom.text.reading.rules.zh.units import unit_rules
from voxloom.text.reading.rules.zh.weekdays import weekday_rules

RULES = (
    *form_rules(),
    *address_rules(),
    *full_date_rules(),
    *name_rules(),
    *key_rules(),
    *code_rules(),
    *telephone_rules(),
    *shape_rules(),
    *time_rules(),
    *date_rules(),
    *short_date_rules(),
    *weekday_rules(),
    *spoken_date_rules(),
    *money_rules(),
    *percent_rules(),
    *unit_rules(),
    *range_rules(),
    *minus_rules(),
    *sign_rules(),
    *number_rules(),
)
