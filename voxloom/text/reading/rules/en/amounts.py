"""English: money, measures and other amounts."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.en.measures import NUMBER, PER, PERS
from voxloom.text.reading.rules.en.numbers import in_words
from voxloom.text.reading.rules.en.words import MONTHS
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop

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
WHOLE = r"(?<![\w.,:/])"


def _other(match: re.Match[str]) -> str:
    return f"{match['number']} {OTHERS[match['code']]}"


def _per(match: re.Match[str]) -> str:
    return f"{match['amount']} per {PER[match['per']]}{full_stop(match)}"


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


def _may(match: re.Match[str]) -> str:
    """Rows 12-18 may board: no eighteenth of May. But: March 5 may be busy."""
    before, number = match.string[: match.start()].split(), int(match["number"])
    return f"{in_words(number, ordinal=bool(before) and before[-1] in MONTHS)} may"


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
    rule(
        "may, the verb",
        r"(?<![\w.,:/-])(?P<number>[0-9]{1,2}) may\b(?! [0-9])",
        _may,
    ),
    rule(
        "run of five",
        r"(?P<before>\b(?:a|the|our|annual|charity|virtual) )(?P<n>5|8|10|15)K"
        r"(?! (?:people|customers|dollars|members|steps))\b",
        r"\g<before>\g<n> K",
    ),
    rule("retirement account", r"\b401 ?\(?[kK]\)?(?!\w)", "four oh one K"),
    rule(
        "resolution",
        r"\b(?P<n>[48])K(?= (?i:video|tv|uhd|ultra|resolution|display|stream|screen))",
        r"\g<n> K",
    ),
    rule(
        "blood pressure",
        r"(?P<before>\b(?:BP|blood pressure|pressure|reading)\b[^.?!/0-9]{0,30}|(?<![\w/.])"
        r"(?=[0-9/]+ ?mm ?Hg))"
        r"(?P<above>[0-9]{2,3})/(?P<below>[0-9]{2,3})(?![\w/])",
        r"\g<before>\g<above> over \g<below>",
    ),
    rule("mixed number with a hyphen", r"(?<=[0-9])-(?=[1-9]/[0-9])", " "),
    rule(
        "money a day",
        r"(?P<sign>[$£€])(?P<number>[0-9]+)(?=-an?-[a-z])",
        lambda match: f"{match['number']} {SIGNS[match['sign']].removesuffix('s')}",
    ),
    rule(
        "money before a thing",
        r"(?P<before>\b(?i:a|your|our|my|this) )(?P<sign>[$£€])(?P<number>[0-9]+(?:,[0-9]{3})*)"
        r"(?P<large>[kKMB]| ?million| ?billion)?"
        r"(?= (?!(?:and"
        r"|or|per|for"
        r"|in|is|if|to|at|from|with|more|less|a|off|each|are|was|will|has|have)\b)[a-z]+)",
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
    rule("cent", r"(?<![\w.])1 ?¢", "1 cent"),
    rule("cents", r"(?<![\w.])([0-9]+(?:\.[0-9]+)?) ?¢", r"\1 cents"),
    rule("cents of a euro", r"€0?\.(?P<cents>[0-9]{2})(?![0-9])", r"\g<cents> euro cents"),
    rule("pence", r"£0?\.(?P<pence>[0-9]{2})(?![0-9])", r"\g<pence> pence"),
    rule(
        "from one amount to another",
        rf"(?P<low>[$€£]{NUMBER})(?: ?[–—-] ?)(?=[$€£][0-9])",
        r"\g<low> to ",
    ),
    rule("cents below a dollar", r"(?<=\$)(?=\.[0-9]{2}(?![0-9]))", "0"),
    rule(
        "currency sign behind",
        r"(?<![\w.,])(?P<whole>[0-9]+(?:,[0-9]{3})*)(?:[.,](?P<cents>[0-9]{2}))? ?(?P<sign>[€£])"
        r"(?!\w)",
        _behind,
    ),
    rule(
        "large number in short",
        rf"(?<![\w.,:/])(?P<sign>[$€£])?(?P<number>{NUMBER}) ?(?P<large>(?<=[0-9])[KkM]|"
        rf"(?<=\.[0-9])B|MM|mil\b\.?|bn|(?<=[0-9])T)"
        r"(?=\+?(?![\w/.-]*[0-9])(?![\w']))",
        _large,
    ),
    rule(
        "amount per unit",
        rf"(?P<amount>[$€£]?{NUMBER}(?: ?(?:%|¢|cents|dollars))?)(?: ?/ ?| per )(?P<per>{PERS})"
        rf"(?!\w)",
        _per,
    ),
    rule("dollars of the States", r"\bus dollars?\b", "U S dollars"),
    # Numbers.
    rule("percent", r"(?<=[0-9]) %", "%"),
    rule(
        "number sign and digits",
        r"(?<![\w&#])#(?P<digits>[0-9]{4,})(?![\w,.]*[0-9])",
        lambda match: f"number {digit_by_digit(match['digits'], 'en')}",
    ),
    rule("number sign", r"(?<![\w&#])#(?=[A-Z]{0,4}-?[0-9])", "number "),
    rule(
        "round thousands", r"(?<![\w.,/:+$£€¥-])[1-9][0-9]{1,8}000(?![\w,:/-]|\.[0-9])", _thousands
    ),
    rule("half", r"(?<=[0-9])½", " 1/2"),
    rule("quarter", r"(?<=[0-9])¼", " 1/4"),
    rule("three quarters", r"(?<=[0-9])¾", " 3/4"),
    rule("fraction slash", r"⁄", "/"),
)
