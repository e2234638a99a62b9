"""French units of measure behind numbers, in the form and gender that the number asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voxloom.text.reading.rules.fr.numbers import NUMBER, START, counted, is_plural, number_said
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop


@dataclass(frozen=True)
class Unit:
    one: str
    many: str
    feminine: bool = False


def _masculine(one: str, many: str | None = None) -> Unit:
    return Unit(one, many or f"{one}s")


def _feminine(one: str, many: str | None = None) -> Unit:
    return Unit(one, many or f"{one}s", feminine=True)


HOUR, MINUTE, SECOND = _feminine("heure"), _feminine("minute"), _feminine("seconde")
DAY, YEAR, MONTH = _masculine("jour"), _masculine("an"), _masculine("mois", "mois")
SQUARE = _masculine("mètre carré", "mètres carrés")
CUBIC = _masculine("mètre cube", "mètres cubes")
LITRE = _masculine("litre")
UNITS = {
    "km": _masculine("kilomètre"),
    "m": _masculine("mètre"),
    "cm": _masculine("centimètre"),
    "mm": _masculine("millimètre"),
    "km²": _masculine("kilomètre carré", "kilomètres carrés"),
    "km2": _masculine("kilomètre carré", "kilomètres carrés"),
    "m²": SQUARE,
    "m2": SQUARE,
    "m³": CUBIC,
    "m3": CUBIC,
    "cm²": _masculine("centimètre carré", "centimètres carrés"),
    "cm³": _masculine("centimètre cube", "centimètres cubes"),
    "ha": _masculine("hectare"),
    "t": _feminine("tonne"),
    "kg": _masculine("kilogramme"),
    "g": _masculine("gramme"),
    "mg": _masculine("milligramme"),
    "mmol": _feminine("millimole"),
    "µmol": _feminine("micromole"),
    "nmol": _feminine("nanomole"),
    "µg": _masculine("microgramme"),
    "μg": _masculine("microgramme"),
    "L": LITRE,
    "l": LITRE,
    "hl": _masculine("hectolitre"),
    "cl": _masculine("centilitre"),
    "cL": _masculine("centilitre"),
    "ml": _masculine("millilitre"),
    "mL": _masculine("millilitre"),
    "dl": _masculine("décilitre"),
    "dL": _masculine("décilitre"),
    "mcg": _masculine("microgramme"),
    "gél.": _feminine("gélule"),
    "comp.": _masculine("comprimé"),
    "puls.": _feminine("pulsation"),
    "h": HOUR,
    "min": MINUTE,
    "mn": MINUTE,
    "s": SECOND,
    "sec": SECOND,
    "ms": _feminine("milliseconde"),
    "j": DAY,
    "jr": DAY,
    "jrs": DAY,
    "sem": _feminine("semaine"),
    "°C": _masculine("degré Celsius", "degrés Celsius"),
    "°F": _masculine("degré Fahrenheit", "degrés Fahrenheit"),
    "°": _masculine("degré"),
    "W": _masculine("watt"),
    "kW": _masculine("kilowatt"),
    "MW": _masculine("mégawatt"),
    "Wh": _masculine("wattheure"),
    "kWh": _masculine("kilowattheure"),
    "MWh": _masculine("mégawattheure"),
    "kVA": _masculine("kilovoltampère"),
    "V": _masculine("volt"),
    "mA": _masculine("milliampère"),
    "mAh": _masculine("milliampère-heure", "milliampères-heures"),
    "Hz": _masculine("hertz", "hertz"),
    "kHz": _masculine("kilohertz", "kilohertz"),
    "MHz": _masculine("mégahertz", "mégahertz"),
    "GHz": _masculine("gigahertz", "gigahertz"),
    "dB": _masculine("décibel"),
    "hPa": _masculine("hectopascal"),
    "bar": _masculine("bar"),
    "bars": _masculine("bar"),
    "mbar": _masculine("millibar"),
    "Ko": _masculine("kilooctet"),
    "ko": _masculine("kilooctet"),
    "Mo": _masculine("mégaoctet"),
    "Go": _masculine("gigaoctet"),
    "To": _masculine("téraoctet"),
    "MB": _masculine("mégaoctet"),
    "GB": _masculine("gigaoctet"),
    "TB": _masculine("téraoctet"),
    "kb": _masculine("kilobit"),
    "kbit": _masculine("kilobit"),
    "Mb": _masculine("mégabit"),
    "Mbit": _masculine("mégabit"),
    "Mbits": _masculine("mégabit"),
    "Gb": _masculine("gigabit"),
    "Gbit": _masculine("gigabit"),
    "Gbits": _masculine("gigabit"),
    "cal": _feminine("calorie"),
    "kcal": _feminine("kilocalorie"),
    "kJ": _masculine("kilojoule"),
    "ch": _masculine("cheval", "chevaux"),
    "nds": _masculine("nœud"),
    "pers": _feminine("personne"),
    "pers.": _feminine("personne"),
    "hab": _masculine("habitant"),
    "hab.": _masculine("habitant"),
    "ct": _masculine("centime"),
    "cts": _masculine("centime"),
    "pt": _masculine("point"),
    "pts": _masculine("point"),
    "kWc": _masculine("kilowatt-crête", "kilowatts-crête"),
    "cp": _masculine("comprimé"),
    "UI": _feminine("unité internationale", "unités internationales"),
    "ppm": _feminine("partie par million", "parties par million"),
    "px": _masculine("pixel"),
    "mois": MONTH,
    "an": YEAR,
    "ans": YEAR,
    "jour": DAY,
    "jours": DAY,
}
# Said in one breath, without "par".
TOGETHER = {
    "km/h": _masculine("kilomètre heure", "kilomètres heure"),
    "Mbps": _masculine("mégabit par seconde", "mégabits par seconde"),
    "Gbps": _masculine("gigabit par seconde", "gigabits par seconde"),
    "bpm": _masculine("battement par minute", "battements par minute"),
    "mm Hg": _masculine("millimètre de mercure", "millimètres de mercure"),
    "mmHg": _masculine("millimètre de mercure", "millimètres de mercure"),
    "l/100 km": _masculine("litre aux cent kilomètres", "litres aux cent kilomètres"),
    "L/100 km": _masculine("litre aux cent kilomètres", "litres aux cent kilomètres"),
    "%": _masculine("pour cent", "pour cent"),
    "‰": _masculine("pour mille", "pour mille"),
}
WORDS = ("mois", "an", "ans", "jour", "jours")  # read by themselves, but for what they are per
APART = {"A": _masculine("ampère")}  # 12A is a seat
ALL = UNITS | TOGETHER | APART


def _any(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


ONE_UNIT = _any([name for name in ALL if name not in (*WORDS, *APART)]) + "|(?<= )A"
PER = rf"(?:{_any(list(UNITS))}|[a-zéèê]{{3,}})"
NOT_A_LETTER = (
    r"(?i:(?<!siège )(?<!place )(?<!porte )(?<!voiture )(?<!hall )(?<!bâtiment )(?<!vol ))"
)
UNIT_END = r"(?![\w²³'’])"


def per(written: str) -> str:
    """What stands behind a stroke: `/kWh` -> par kilowattheure, `/kg/j` -> ... par jour."""
    bases = [part.strip().rstrip(".") for part in written.split("/")]
    return " ".join(f"par {ALL[base].one if base in ALL else base}" for base in bases)


def _unit(match: re.Match[str]) -> str:
    unit = ALL[match["unit"]]
    said = counted(match["number"], unit.one, unit.many, feminine=unit.feminine)
    if match["per"]:
        said = f"{said} {per(match['per'])}"
    return said + full_stop(match)


def _apart(match: re.Match[str]) -> str:
    """A number too far from its unit to be seen with it: `60 à 80 km`, `1 ou 2 h`."""
    unit = ALL[match["unit"]]
    return number_said(match["number"], feminine=unit.feminine and not is_plural(match["number"]))


RULES = (
    rule(
        "so much in a while",
        r"(?P<unit>[0-9] ?(?:m?[gl]|L|UI)) ?/ ?(?=[0-9]+ ?(?:h|j|min|mois|jours)\b)",
        r"\g<unit> par ",
    ),
    rule(
        "number before a number with a unit",
        rf"{START}(?P<number>{NUMBER})(?= (?:à|ou|et) {NUMBER} ?(?P<unit>{ONE_UNIT}){UNIT_END})",
        _apart,
    ),
    rule(
        "unit",
        rf"{START}{NOT_A_LETTER}(?P<number>{NUMBER}) ?(?P<unit>{ONE_UNIT})"
        rf"(?: ?/ ?(?P<per>{PER}(?:/(?:j|jour|h|kg|min|dose)(?!\w))?)|\.(?=[,;)]| [a-zéèà0-9(]))?"
        rf"{UNIT_END}(?!/)",
        _unit,
    ),
)
