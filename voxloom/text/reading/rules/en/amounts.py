"""English: money, measures and other amounts."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule, table

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
    "mL": ("milliliter", "milliliters"),
    "ml": ("milliliter", "milliliters"),
    "dL": ("deciliter", "deciliters"),
    "cc": ("c c", "c c"),
    "gal.": ("gallon", "gallons"),
    "gal": ("gallon", "gallons"),
    "gals.": ("gallon", "gallons"),
    "qt.": ("quart", "quarts"),
    "pt.": ("pint", "pints"),
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
NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
CURRENCIES = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
}
OTHERS = {
    "CAD": "Canadian dollars",
    "C$": "Canadian dollars",
    "CA$": "Canadian dollars",
    "AUD": "Australian dollars",
    "A$": "Australian dollars",
    "MXN": "Mexican pesos",
    "JPY": "yen",
    "CHF": "Swiss francs",
    "INR": "rupees",
}
CODES = "|".join(map(re.escape, OTHERS))
SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}
LARGE = {
    "K": "thousand",
    "k": "thousand",
    "M": "million",
    "MM": "million",
    "mil.": "million",
    "mil": "million",
    "B": "billion",
    "bn": "billion",
    "T": "trillion",
}
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
WHOLE = r"(?<![\w.,:/])"


def _stop(match: re.Match[str]) -> str:
    """The dot of an abbreviation at the end is also a full stop."""
    return "." if match.group().endswith(".") and match.end() == len(match.string) else ""


def _unit(match: re.Match[str]) -> str:
    one, more = UNITS[match["unit"]]
    thing = match.string[: match.start()].endswith((" a ", "A ")) and match["hyphen"] != ""
    single = match["number"] == "1" or match["hyphen"] == "-" or thing  # a 6-ft. ladder
    per = f" per {PER[match['per']]}" if match["per"] else ""
    return f"{match['number']} {one if single else more}{per}{_stop(match)}"


def _unit_of_a_fraction(match: re.Match[str]) -> str:
    one, more = UNITS[match["unit"]]
    return f"{match['number']} {more if match['whole'] else one}{_stop(match)}"


def _other(match: re.Match[str]) -> str:
    return f"{match['number']} {OTHERS[match['code']]}"


def _per(match: re.Match[str]) -> str:
    return f"{match['amount']} per {PER[match['per']]}{_stop(match)}"


def _ascending(match: re.Match[str]) -> str:
    """`9-4` are hours, other numbers ascend."""
    low, high = int(match["low"]), int(match["high"])
    ascending = low < high or (7 <= low <= 12 and high <= 7)
    return f"{match['before']}{match['low']} to {match['high']}" if ascending else match.group()


def _before_a_thing(match: re.Match[str]) -> str:
    """A five dollar fee."""
    large = match["large"] or ""
    said = f" {LARGE.get(large, large.strip())}" if large else ""
    return f"{match['before']}{match['number']}{said} {SIGNS[match['sign']].removesuffix('s')}"


def _large(match: re.Match[str]) -> str:
    unit = f" {SIGNS[match['sign']]}" if match["sign"] else ""
    return f"{match['number']} {LARGE[match['large']]}{unit}"


def _code_before(match: re.Match[str]) -> str:
    return CURRENCIES[match["code"]] + match["number"]


def _behind(match: re.Match[str]) -> str:
    cents = f".{match['cents']}" if match["cents"] else ""
    return f"{match['sign']}{match['whole']}{cents}"


def _thousands(match: re.Match[str]) -> str:
    return f"{int(match.group()):,}"


AMOUNTS = (
    rule("retirement account", r"\b401 ?\(?[kK]\)?(?!\w)", "four oh one K"),
    rule(
        "resolution",
        r"\b(?P<n>[48])K(?= (?i:video|tv|uhd|ultra|resolution|display|stream|screen))",
        r"\g<n> K",
    ),
    rule(
        "blood pressure",
        r"(?P<before>\b(?:BP|blood pressure|pressure|reading)\b[^.?!/0-9]{0,30})(?P<above>[0-9]{2,3})/(?P<below>[0-9]{2,3})(?![\w/])",
        r"\g<before>\g<above> over \g<below>",
    ),
    rule("mixed number with a hyphen", r"(?<=[0-9])-(?=[1-9]/[0-9])", " "),
    rule(
        "money before a thing",
        rf"(?P<before>\b[Aa] )(?P<sign>[$£€])(?P<number>[0-9]+(?:,[0-9]{{3}})*)(?P<large>[kKMB]| ?million| ?billion)?"
        r"(?= (?!(?:and|or|per|for|in|is|if|to|at|from|with|more|less|a|off|each)\b)[a-z]+)",
        _before_a_thing,
    ),
    rule(
        "range of what is counted",
        r"(?P<before>)(?<![\w.,/:$£€-])(?<!from )(?P<low>[0-9]{1,4}) ?[-–] ?(?P<high>[0-9]{1,4})"
        r"(?= (?!(?:and|or|in|is|to|for|win|score|loss|lead|vote|on|at)\b)[a-z]{3,})",
        _ascending,
    ),
    rule(
        "range",
        r"(?P<before>)(?<![\w.,/:$£€-])(?<!from )(?P<low>[0-9]{1,3}) ?[-–] ?(?P<high>[0-9]{1,3})"
        r"(?![\w/:-]|[.,][0-9]| ?=)",
        _ascending,
    ),
    # Money.
    rule(
        "currency by its code",
        rf"(?<!\w)(?P<code>USD|EUR|GBP) ?(?P<number>{NUMBER})(?![\w])",
        _code_before,
    ),
    rule(
        "currency code behind",
        rf"{WHOLE}(?P<number>{NUMBER}) ?(?P<code>USD|EUR|GBP)\b",
        _code_before,
    ),
    rule(
        "other currency before",
        rf"(?<!\w)(?P<code>{CODES}) ?(?P<number>{NUMBER})(?!\w)",
        _other,
    ),
    rule(
        "other currency behind",
        rf"{WHOLE}(?P<number>{NUMBER}) ?(?P<code>{CODES})(?!\w)",
        _other,
    ),
    rule("cents", r"(?<![\w.])([0-9]+) ?¢", r"\1 cents"),
    rule("cents below a dollar", r"(?<=\$)(?=\.[0-9]{2}(?![0-9]))", "0"),
    rule(
        "currency sign behind",
        r"(?<![\w.,])(?P<whole>[0-9]+(?:,[0-9]{3})*)(?:[.,](?P<cents>[0-9]{2}))? ?(?P<sign>[€£])(?!\w)",
        _behind,
    ),
    rule(
        "large number in short",
        rf"(?<![\w.,:/])(?P<sign>[$€£])?(?P<number>{NUMBER}) ?(?P<large>(?<=[0-9])[KkM]|(?<=\.[0-9])B|MM|mil\b\.?|bn|(?<=[0-9])T)"
        r"(?=\+?(?![\w/.-]*[0-9])(?![\w']))",
        _large,
    ),
    rule(
        "amount per unit",
        rf"(?P<amount>[$€£]?{NUMBER}(?: ?(?:%|¢|cents|dollars))?)(?: ?/ ?| per )(?P<per>{PERS})(?!\w)",
        _per,
    ),
    rule("dollars of the States", r"\bus dollars?\b", "U S dollars"),
    # Measures.
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
        lambda m: f"{m['number']} {DEGREES[m['scale']]}",
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
        rf"(?<![\w,:-])(?P<number>{NUMBER})(?P<hyphen>-| ?)(?P<unit>{UNIT})(?:/(?P<per>{PERS}))?(?![\w/²³])",
        _unit,
    ),
    rule("at most once a word", r"(?<=[0-9]) x(?= (?:[0-9]|daily|weekly|a day|per))", " times"),
    rule("times as", r"(?<![\w.])(?P<n>[0-9]+)x(?= [a-z])", r"\g<n> times"),
    # Numbers.
    rule("percent", r"(?<=[0-9]) %", "%"),
    rule("number sign", r"(?<![\w&#])#(?=[0-9])", "number "),
    rule(
        "round thousands", r"(?<![\w.,/:+$£€¥-])[1-9][0-9]{1,8}000(?![\w,:/-]|\.[0-9])", _thousands
    ),
    rule("half", r"(?<=[0-9])½", " 1/2"),
    rule("quarter", r"(?<=[0-9])¼", " 1/4"),
    rule("three quarters", r"(?<=[0-9])¾", " 3/4"),
    rule("fraction slash", r"⁄", "/"),
)
