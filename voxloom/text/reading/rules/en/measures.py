"""English: measures, and one of them for each other."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop

NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
# Behind a number: one of them, and more.
UNITS = {
    "mi.": ("mile", "miles"),
    "mi": ("mile", "miles"),
    "ft.": ("foot", "feet"),
    "ft": ("foot", "feet"),
    "in.": ("inch", "inches"),
    "yd.": ("yard", "yards"),
    "yds.": ("yard", "yards"),
    "yd": ("yard", "yards"),
    "yds": ("yard", "yards"),
    "m": ("meter", "meters"),
    "g": ("gram", "grams"),
    "km": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "sq. ft.": ("square foot", "square feet"),
    "sq ft": ("square foot", "square feet"),
    "sq. mi.": ("square mile", "square miles"),
    "sq mi": ("square mile", "square miles"),
    "cu. ft.": ("cubic foot", "cubic feet"),
    "cu ft": ("cubic foot", "cubic feet"),
    "ft²": ("square foot", "square feet"),
    "ft2": ("square foot", "square feet"),
    "ft³": ("cubic foot", "cubic feet"),
    "m²": ("square meter", "square meters"),
    "m³": ("cubic meter", "cubic meters"),
    "m3": ("cubic meter", "cubic meters"),
    "lb.": ("pound", "pounds"),
    "lbs.": ("pound", "pounds"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz.": ("ounce", "ounces"),
    "oz": ("ounce", "ounces"),
    "fl. oz.": ("fluid ounce", "fluid ounces"),
    "fl oz": ("fluid ounce", "fluid ounces"),
    "kg": ("kilogram", "kilograms"),
    "kgs": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"),
    "mcg": ("microgram", "micrograms"),
    "µg": ("microgram", "micrograms"),
    "mIU": ("milli I U", "milli I U"),
    "mmHg": ("millimeters of mercury", "millimeters of mercury"),
    "bpm": ("beat per minute", "beats per minute"),
    "bps": ("basis point", "basis points"),
    "h": ("hour", "hours"),
    "mg/dl": ("milligram per deciliter", "milligrams per deciliter"),
    "inHg": ("inch of mercury", "inches of mercury"),
    "mL": ("milliliter", "milliliters"),
    "ml": ("milliliter", "milliliters"),
    "dL": ("deciliter", "deciliters"),
    "cc": ("c c", "c c"),
    "gal.": ("gallon", "gallons"),
    "gal": ("gallon", "gallons"),
    "gals.": ("gallon", "gallons"),
    "qt.": ("quart", "quarts"),
    "tsp.": ("teaspoon", "teaspoons"),
    "tsp": ("teaspoon", "teaspoons"),
    "tbsp.": ("tablespoon", "tablespoons"),
    "tbsp": ("tablespoon", "tablespoons"),
    "ac.": ("acre", "acres"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "kwh": ("kilowatt hour", "kilowatt hours"),
    "KWH": ("kilowatt hour", "kilowatt hours"),
    "MWh": ("megawatt hour", "megawatt hours"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"),
    "mAh": ("milliamp hour", "milliamp hours"),
    "BTU": ("B T U", "B T U"),
    "BTUs": ("B T U", "B T U's"),
    "CCF": ("hundred cubic feet", "hundred cubic feet"),
    "ccf": ("hundred cubic feet", "hundred cubic feet"),
    "psi": ("P S I", "P S I"),
    "PSI": ("P S I", "P S I"),
    "ppm": ("part per million", "parts per million"),
    "rpm": ("R P M", "R P M"),
    "dB": ("decibel", "decibels"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "KB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "Kbps": ("kilobit per second", "kilobits per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "Mb/s": ("megabit per second", "megabits per second"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"),
    "mph": ("mile per hour", "miles per hour"),
    "MPH": ("mile per hour", "miles per hour"),
    "mpg": ("mile per gallon", "miles per gallon"),
    "mg/dL": ("milligram per deciliter", "milligrams per deciliter"),
    "mg/mL": ("milligram per milliliter", "milligrams per milliliter"),
    "hr.": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs.": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "min.": ("minute", "minutes"),
    "min": ("minute", "minutes"),
    "mins.": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "sec.": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "secs.": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "wk.": ("week", "weeks"),
    "wk": ("week", "weeks"),
    "wks.": ("week", "weeks"),
    "wks": ("week", "weeks"),
    "mo.": ("month", "months"),
    "mos.": ("month", "months"),
    "mos": ("month", "months"),
    "yr.": ("year", "years"),
    "yrs.": ("year", "years"),
    "yr": ("year", "years"),
    "yrs": ("year", "years"),
    "pct.": ("percent", "percent"),
    "pct": ("percent", "percent"),
}
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
PER = {
    "mo.": "month",
    "mo": "month",
    "month": "month",
    "yr.": "year",
    "yr": "year",
    "year": "year",
    "wk.": "week",
    "wk": "week",
    "week": "week",
    "day": "day",
    "night": "night",
    "hr.": "hour",
    "hr": "hour",
    "hour": "hour",
    "min.": "minute",
    "min": "minute",
    "minute": "minute",
    "sec": "second",
    "lb.": "pound",
    "lb": "pound",
    "oz": "ounce",
    "gal.": "gallon",
    "gal": "gallon",
    "mi": "mile",
    "mile": "mile",
    "kWh": "kilowatt hour",
    "L": "liter",
    "ml": "milliliter",
    "mL": "milliliter",
    "kg": "kilogram",
    "GB": "gigabyte",
    "MB": "megabyte",
    "person": "person",
    "guest": "guest",
    "bag": "bag",
    "line": "line",
    "user": "user",
    "ea.": "each",
}
PERS = "|".join(re.escape(per) for per in sorted(PER, key=len, reverse=True))
DEGREES = {"F": "Fahrenheit", "C": "Celsius"}


def _temperature(match: re.Match[str]) -> str:
    """Not where the sentence speaks of seats."""
    if re.search(r"(?i)\b(?:seats?|passengers?|boarding|aisle)\b", match.string):
        return match.group()
    return f"{match['number']} {DEGREES[match['scale']]}"


def _unit(match: re.Match[str]) -> str:
    one, more = UNITS[match["unit"]]
    thing = (
        match.string[: match.start()].endswith((" a ", "A ", " the ", "The "))
        and match["hyphen"] != ""
    )
    single = match["number"] == "1" or match["hyphen"] == "-" or thing  # a 6-ft. ladder
    per = f" per {PER[match['per']]}" if match["per"] else ""
    return f"{match['number']} {one if single else more}{per}{full_stop(match)}"


def _unit_of_a_fraction(match: re.Match[str]) -> str:
    one, more = UNITS[match["unit"]]
    return f"{match['number']} {more if match['whole'] else one}{full_stop(match)}"


MEASURES = (
    rule(
        "hours and minutes",
        r"(?<![\w.:])(?P<h>[0-9]{1,2})h ?(?P<m>[0-9]{1,2}) ?m(?:in)?\b\.?",
        lambda match: f"{match['h']} hr {match['m']} min{full_stop(match)}",
    ),
    rule(
        "liters",
        rf"(?<![\w,:-])(?P<number>{NUMBER}) ?L(?=[/.,;)]|$| [a-z])",
        lambda match: f"{match['number']} {'liter' if match['number'] == '1' else 'liters'}",
    ),
    rule("per minute", r"(?<=\bliters)/min\b", " per minute"),
    rule("inches to inches", r"(?<=[0-9])[\"″] ?[-–] ?(?=[0-9]+[\"″])", " to "),
    rule("inches in all", r"(?<= to )(?P<n>[0-9]+)[\"″](?! ?[x×])", r"\g<n> inches"),
    rule(
        "by",
        rf"(?<![\w.,/])(?P<side>[0-9]+(?:\.[0-9]+)?(?:[\"″']|-?"
        rf"(?:in|ft|cm|mm|m|inch|foot)\b\.?)?) ?[x×] ?"
        rf"(?=[0-9]+(?:\.[0-9]+)?(?: ?[x×] ?[0-9]+(?:\.[0-9]+)?)*(?:[\"″']|[ -]?(?:{UNIT}|inch"
        rf"(?:es)?|feet|foot|"
        r"photos?|prints?|room|rug|board|frame|envelope|box|grid)(?!\w)))",
        r"\g<side> by ",
    ),
    rule(
        "for each",
        rf"(?P<before>\b"
        rf"(?:times|days|hours|doses|tablets|capsules|pills|puffs|drops|visits|calls|minutes|miles|"
        rf"trips|meals|cups|units)) ?/ ?(?P<per>{PERS})(?!\w)",
        lambda match: f"{match['before']} per {PER[match['per']]}{full_stop(match)}",
    ),
    rule(
        "times for each",
        rf"(?<![\w.])(?P<times>[0-9]+) ?x ?/ ?(?P<per>{PERS})(?!\w)",
        lambda match: f"{match['times']} times per {PER[match['per']]}{full_stop(match)}",
    ),
    rule("years old", r"(?<=[0-9])[ -]?(?:y/o|yo|y\.o\.)(?!\w)", " year old"),
    rule("every hours", r"(?<!\w)[qQ](?P<h>[0-9]{1,2})(?:h|hr|hrs)\b", r"every \g<h> hours"),
    rule(
        "for one of a unit",
        rf"(?P<before>(?:[0-9]|cents|dollars) (?:a|an|per) )(?P<per>{PERS})(?![\w/])",
        lambda match: f"{match['before']}{PER[match['per']]}{full_stop(match)}",
    ),
    rule(
        "degrees",
        rf"(?P<number>{NUMBER}) ?° ?(?P<scale>[FC])\b",
        lambda m: (
            f"{m['number']} {'degree' if m['number'] == '1' else 'degrees'} {DEGREES[m['scale']]}"
        ),
    ),
    rule("degrees without a scale", r"(?<=[0-9]) ?°(?![\w°])", " degrees"),
    rule(
        "temperature",
        r"(?<![\w.,:/$])(?P<number>[0-9]{1,3}) ?(?P<scale>F|(?<=[0-9])C)(?![\w'-])",
        _temperature,
    ),
    rule(
        "feet and inches",
        r"(?<![\w.])([0-9]{1,2})['′] ?([0-9]{1,2})(?:\"|″|''|”)",
        r"\1 feet \2 inches",
    ),
    rule("part of an inch", r"(?<=[0-9][/⁄][0-9])(?:\"|″|”)", "-in."),
    rule(
        "inches",
        r"(?<![\w.])([0-9]{1,2}(?:\.[0-9])?)(?:\"|″)(?= (?:x|by|of|screen|pipe|TV)\b)",
        r"\1 inch",
    ),
    rule(
        "unit behind a fraction",
        rf"(?P<number>(?:(?P<whole>[0-9]+)[ -])?(?<![0-9])[0-9]{{1,2}}[/⁄][0-9]{{1,2}})[ -]?"
        rf"(?P<unit>{UNIT})(?![\w/²³])",
        _unit_of_a_fraction,
    ),
    rule(
        "unit",
        rf"(?<![\w,:-])(?P<number>{NUMBER})(?P<hyphen>-| ?)(?P<unit>{UNIT})(?:/(?P<per>{PERS}))?"
        rf"(?![\w/²³])",
        _unit,
    ),
    rule("at most once a word", r"(?<=[0-9]) x(?= (?:[0-9]|daily|weekly|a day|per))", " times"),
    rule("times as", r"(?<![\w.])(?P<n>[0-9]+)x(?= [a-z])", r"\g<n> times"),
)
