"""English: streets, roads, compass points, houses and seats."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.en.numbers import in_words
from voxloom.text.reading.rules.rule import rule, table
from voxloom.text.reading.rules.stops import full_stop

STREETS = {
    "St": "Street",
    "Ave": "Avenue",
    "Av": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Ln": "Lane",
    "Dr": "Drive",
    "Ct": "Court",
    "Pl": "Place",
    "Pkwy": "Parkway",
    "Hwy": "Highway",
    "Expy": "Expressway",
    "Fwy": "Freeway",
    "Ter": "Terrace",
    "Cir": "Circle",
    "Sq": "Square",
    "Trl": "Trail",
    "Tpke": "Turnpike",
    "Pike": "Pike",
}
STREET = "|".join(STREETS)
# Nothing else than streets.
SURE = {kind: STREETS[kind] for kind in ("Ave", "Blvd", "Rd", "Ln", "Pkwy", "Hwy", "Expy", "Tpke")}
TWO = {"NW": "Northwest", "NE": "Northeast", "SW": "Southwest", "SE": "Southeast"}
ONE = {"N": "North", "S": "South", "E": "East", "W": "West"}
BOUND = {"NB": "northbound", "SB": "southbound", "EB": "eastbound", "WB": "westbound"}
THREE = {
    "NNW": "north northwest",
    "NNE": "north northeast",
    "SSW": "south southwest",
    "SSE": "south southeast",
    "WNW": "west northwest",
    "WSW": "west southwest",
    "ENE": "east northeast",
    "ESE": "east southeast",
}
COMPASS = TWO | ONE | BOUND
POINT = "|".join([*TWO, *BOUND, *ONE])
ROADS = {
    "I": "I",
    "US": "U S",
    "U.S.": "U S",
    "SR": "State Route",
    "CR": "County Road",
    "Hwy": "Highway",
    "Hwy.": "Highway",
    "Rte": "Route",
    "Rte.": "Route",
    "Rt": "Route",
    "Rt.": "Route",
    "Route": "Route",
    "Highway": "Highway",
    "Interstate": "Interstate",
}
ROAD = "|".join(re.escape(road) for road in sorted(ROADS, key=len, reverse=True))
IN_A_HOUSE = {
    "Apt": "apartment",
    "apt": "apartment",
    "Ste": "suite",
    "ste": "suite",
    "Bldg": "building",
    "bldg": "building",
    "Rm": "room",
    "rm": "room",
}
# What has a number with a letter behind it: 14C.
WITH_LETTER = (
    r"seat|gate|exit|apt|apartment|suite|ste|room|rm|unit|door|row|bay|dock|terminal|track|"
    r"platform|lot|zone|building|bldg|concourse|stop|level|pier|hangar|lane|locker|box|section|"
    r"space|stand|form|schedule|bus|route|line|flight|pod|stall|wing|phase|tier|group|block|step"
)
HOUSE_NUMBER = r"(?<!\w)[0-9]+[A-Z]? "
NAME = r"(?:[A-Z][\w'’.]*|[0-9]+(?:st|nd|rd|th)) "


def _road(match: re.Match[str]) -> str:
    """Three digits with a zero inside: one oh one."""
    number = match["number"]
    if re.fullmatch("[1-9]0[1-9]", number):
        number = f"{number[0]} oh {number[2]}"
    return f"{ROADS[match['road']]} {number}"


def _way(match: re.Match[str]) -> str:
    """The dot of `N. Main` is no full stop."""
    stop = "." if match.group().endswith(".") and match.end() == len(match.string) else ""
    return f"{match['before']}{COMPASS[match['way']]}{stop}"


def _house(match: re.Match[str]) -> str:
    """In pairs, as house numbers are said: 1428 as fourteen twenty eight, 708 as seven oh eight."""
    number = int(match["number"])
    first, second = divmod(number, 100)
    if first == 0 or number % 1000 == 0:
        return in_words(number)
    if second == 0:
        return f"{in_words(first)} hundred"
    return f"{in_words(first)} {'oh ' if second < 10 else ''}{in_words(second)}"


def _seats(match: re.Match[str]) -> str:
    return f"{in_words(int(match['number']))} {match['first']} to {match['last']}"


def _seat(match: re.Match[str]) -> str:
    """In words, or the letter might be taken for a unit."""
    return f"{match['before']}{in_words(int(match['number']))} {match['letter']}"


def _street(match: re.Match[str]) -> str:
    return f"{match['before']}{STREETS[match['kind']]}{full_stop(match)}"


PLACES = (
    rule(
        "road",
        rf"(?<![\w.])(?P<road>{ROAD})[ -](?P<number>[0-9]{{1,4}})(?![\w/:]|[.,-][0-9])",
        _road,
    ),
    rule(
        "compass behind a road",
        rf"(?P<before>\b(?:I|U S|State Route|County Road|Highway|Route|Interstate) [0-9]\w*"
        rf"(?: oh [1-9])? )"
        rf"(?P<way>{POINT})\b(?!['’-])\.?",
        _way,
    ),
    rule(
        "compass behind a street",
        rf"(?P<before>\b(?:{STREET}|{'|'.join(set(STREETS.values()))})\b\.? )"
        rf"(?P<way>{'|'.join([*TWO, *ONE])})\b(?!['’-])\.?(?=[,;]|$| [A-Za-z])",
        _way,
    ),
    rule(
        "compass before a street",
        rf"(?P<before>(?:\b(?:[0-9]+|on|at|to|near|of|and|from|off|along|for|corner|take)|&) )"
        rf"(?P<way>{'|'.join([*TWO, *ONE])})\b\.?(?= (?:[A-Z][a-z]|[0-9]))",
        _way,
    ),
    table("compass of three letters", r"\b{}\b", THREE),
    table("compass of two letters", r"(?<!, )(?<![\w./-]){}(?![\w/&'-])\.?", TWO),
    table("bound", r"(?<=[0-9] ){}(?!\w)", BOUND),
    rule(
        "compass beside wind and way",
        r"(?P<before>\b(?i:winds?|gusts?|heading|head|bound|facing|due|miles?|mi\.?) "
        r"(?:(?:from|out of) the )?)(?P<way>[NSEW])\b(?!['’-])\.?",
        _way,
    ),
    rule(
        "street",
        rf"(?P<before>(?:{HOUSE_NUMBER}(?:{NAME})+|(?<=[a-z,&] ){NAME}(?:{NAME})*|"
        rf"(?<![\w']){NAME}{NAME}+))"
        rf"(?P<kind>{STREET})\b(?:\.|(?= [a-z&]|[,;?!]|$|(?<!St)(?<!Dr) [A-Z]))",
        _street,
    ),
    rule(
        "street at the end",
        rf"(?P<before>\b[A-Z][a-z]+ )(?P<kind>{STREET})\b\.(?=$|[,;?!]| [a-z&])",
        _street,
    ),
    rule(
        "street of a number",
        r"(?i:(?P<before>\b[0-9]+(?:st|nd|rd|th) ))(?P<kind>st|ave|St|Ave)\b\.?",
        lambda m: f"{m['before']}{STREETS[m['kind'].title()]}{full_stop(m)}",
    ),
    table("street for sure", r"(?<=\w ){}\b(?:\.|(?= [A-Za-z]|[,;?!]|$))", SURE),
    rule(
        "seats",
        r"(?<!\w)(?P<number>[0-9]{1,2})(?P<first>[A-K])[-–](?P<last>[A-K])(?!\w)",
        _seats,
    ),
    rule(
        "number and letter of a place",
        rf"(?P<before>\b(?i:{WITH_LETTER})s?\.? ?#?)(?P<number>[0-9]{{1,3}})-?"
        r"(?P<letter>[A-Z])(?!\w)",
        _seat,
    ),
    table(
        "in a house", r"\b{}\b\.? ?#?(?=[0-9]|[A-Z]\b)", {k: f"{v} " for k, v in IN_A_HOUSE.items()}
    ),
    rule(
        "seat",
        r"(?P<before>\b(?i:seats?|passengers?|boarding|aisle|rows?)\b[^.?!]{0,60}?[ ,])"
        r"(?P<number>[0-9]{1,2})(?P<letter>[A-K])(?!\w)",
        _seat,
    ),
    rule(
        "room number",
        r"(?P<before>\b(?i:room|rm\.?|suite|ste\.?|apartment|apt\.?|unit|cabin|office|ward) #?)"
        r"(?P<number>[1-9][0-9]{2,3})(?![\w/:-]|[.,][0-9])",
        lambda m: m["before"] + _house(m),
    ),
    rule(
        "from one number of a place to another",
        r"(?P<before>\b"
        r"(?i:rooms|suites|units|apartments|lockers|gates|exits|pages|pp\.|lots|spaces|"
        r"stalls|seats|rows|routes|buses|flights|houses|bays) )(?P<low>[A-Z]?[0-9]{1,4}) ?[-–] ?"
        r"(?P<high>[A-Z]?[0-9]{1,4})(?![\w-])",
        r"\g<before>\g<low> to \g<high>",
    ),
    rule(
        "house number",
        rf"(?<![\w.,/:$#-])(?P<number>[1-9][0-9]{{0,3}})(?= (?:(?:{'|'.join(ONE.values())}|"
        rf"{'|'.join(TWO.values())}) )?(?:{NAME}){{1,3}}(?:{'|'.join(set(STREETS.values()))})\b)",
        _house,
    ),
)
