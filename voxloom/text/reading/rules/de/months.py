"""German months, in full and in short."""

from __future__ import annotations

MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
SHORT = {
    "Jan": "Januar",
    "Jän": "Jänner",
    "Feb": "Februar",
    "Mär": "März",
    "Mrz": "März",
    "Apr": "April",
    "Jun": "Juni",
    "Jul": "Juli",
    "Aug": "August",
    "Sep": "September",
    "Sept": "September",
    "Okt": "Oktober",
    "Nov": "November",
    "Dez": "Dezember",
}
FULL = "|".join([*MONTHS, "Jänner", "Feber"])
NAMES = rf"(?:{FULL}|(?:{'|'.join(sorted(SHORT, key=len, reverse=True))})\b\.?(?!\w))"


def month(written: str) -> str:
    """As it is said: `Okt.` -> `Oktober`."""
    return SHORT.get(written.rstrip(".").capitalize(), written)
