"""French names of days and months, whole and in short."""

from __future__ import annotations

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
MONTHS_IN_SHORT = {
    "jan": "janvier",
    "janv": "janvier",
    "fév": "février",
    "févr": "février",
    "fev": "février",
    "fevr": "février",
    "avr": "avril",
    "juil": "juillet",
    "juill": "juillet",
    "aou": "août",
    "aoû": "août",
    "sep": "septembre",
    "sept": "septembre",
    "oct": "octobre",
    "nov": "novembre",
    "déc": "décembre",
    "dec": "décembre",
}
WITHOUT_ACCENTS = {"fevrier": "février", "aout": "août", "decembre": "décembre"}
MONTH_NAMES = {**{name: name for name in MONTHS}, **MONTHS_IN_SHORT, **WITHOUT_ACCENTS}

DAYS = {
    "lun": "lundi",
    "mar": "mardi",
    "mer": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "dim": "dimanche",
}
DAYS_IN_TWO = {day[:2]: whole for day, whole in DAYS.items()}
DAYS_IN_ONE = {
    "L": "lundi",
    "J": "jeudi",
    "V": "vendredi",
    "S": "samedi",
    "D": "dimanche",
}  # M is two of them
DAY_NAMES = {**{day: day for day in DAYS.values()}, **DAYS}


def alternatives(names: dict[str, str]) -> str:
    """A pattern for any of them, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))
