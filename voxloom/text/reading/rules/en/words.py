"""English (American): the words that its rules look for and put in."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.en.shortened import ABBREVIATIONS, ANYWHERE, WITH_A_DOT
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.words import Words

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHORT_MONTHS = {
    **{name[:3]: name for name in MONTHS if name != "May"},
    "Sept": "September",
}
FULL_MONTH = "|".join(MONTHS)
ANY_MONTH = "|".join([*MONTHS, *SHORT_MONTHS])
# What is counted, measured or timed, and so is an amount before it.
COUNTED = (
    r"digits?|characters?|letters?|numbers?|minutes?|seconds?|hours?|days?|nights?|times?|percent|"
    r"words?|years?|months?|weeks?|dollars?|cents?|bucks|people|persons?|guests?|items?|points?|"
    r"lines?|customers?|callers?|calls?|messages?|pages?|miles?|degrees?|feet|foot|inch(?:es)?|"
    r"pounds?|ounces?"
    r"|meters?|kilometers?"
    r"|grams?|kilograms?"
    r"|liters?|euros?"
    r"|yards?|acres?"
    r"|tons?|volts?"
    r"|watts?|square"
    r"|cubic|short"
    r"|over|under"
    r"|higher|lower"
    r"|more|less|others?"
    r"|cases|workers|gallons?|tablets?|pills?|capsules?|mg|mcg|m[lL]|kg|lbs?|oz|km|mi|ft|mph|"
    r"[KMGT]B|[KMG]bps|kWh|h\b|mins?|hrs?|secs?|yrs?|[ap]\.?m\b|o'clock|USD|EUR"
)
DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"

WORDS = Words(
    language="en",
    code=(
        r"\b(?:(?:zip|area|country|access|pass|security|verification|confirmation|activation|promo|"
        r"discount|error|door|gate|dial|bar|entry|unlock|sort|one-time|auth\w*|reset)[ -]?codes?|"
        r"codes?|zips?|zip\+4|passcodes?|pins?|passwords?|otps?|extensions?|serial|"
        r"(?:account|order|confirmation|reference|ref|ticket|case|tracking|serial|routing|policy|"
        r"member|membership|customer|card|booking|phone|telephone|fax|invoice|claim|badge|employee|"
        r"registration|license|passport|social security|identification|model|part|transit|permit|"
        r"group|record|request|locker|meter|parcel|package|shipment|prescription|rx|tag|control|"
        r"flight|loyalty|rewards|service|work order|session|meeting|conference|webinar)"
        r"(?:'s)? (?:numbers?|nos?\.|#|ids?)|"
        r"(?:number|account|card|phone|one|ssn|iban)s? (?:that )?(?:ends?|starts?|begins?)"
        r"(?: (?:in|with))?|"
        r"(?:card|account|acct|visa|phone|line|device|iban|number)\b[^.?!0-9]{0,30} (?:ending|ends)"
        r"(?: (?:in|with))?|(?:ending|beginning|starting|ends|begins|starts)(?: (?:in|with))?"
        r"(?! (?:1[0-9]|20)[0-9]{2}(?![0-9]))|"
        r"last (?:few|four|five|six|two|three|[2-6]) (?:digits|numbers)(?:,? such as)?|"
        r"(?:confirmation|record|booking) locator|locator|pnr|vin|ssn|iban|swift|serial)"
    ),
    thing=(
        r"\b(?:account|order|flight|ticket|(?<!this )(?<!that )(?<!any )"
        r"(?<!each )case|card|reference|ref|confirmation|policy|claim|"
        r"invoice|tracking"
        r"|loan|group"
        r"|acct|bus pass|package|parcel|shipment|booking|reservation|member|customer|meter|"
        r"locker|badge|box|permit|request|id|id's|prescription|rx|tag|locator|reservation|"
        r"transaction|docket|citation|sim|imei|plate|tail|bin|train|numbers?(?! of))"
    ),
    copula=(
        r"is|are|was|were|be|reads?|ends? in|ending in|ends? with|starts?(?: with)?|"
        r"begins?(?: with)?|such as|still|as"
    ),
    dialled=(
        r"\b(?:(?:call(?:s|ed|ing)?|dial(?:s|ed|ing)?|ring)"
        r"(?: (?:us|me|you|him|her|them|back|direct"
        r"(?:ly)?|toll[- ]free|free|now|today|collect|line|"
        r"desk|number|[a-z]+ line)){0,3}(?: (?:at|on))?"
        r"|reach(?:ed)? (?:us|me|you|them|him|her)(?: [a-z]+){0,2}? (?:at|on)"
        r"|(?:text|reply|send|sms)\b[^.?!0-9]{1,40}? to(?= [0-9]{5,6}(?![0-9]))"
        # Nouns are of many things: a whole number must follow.
        r"|(?:phone|telephone|tel\.?|fax"
        r"(?:es)?|mobile|cell|tty|hotline|helpline|line|desk|numbers?|"
        r"text|sms)(?: (?:is|at|on|number|us|to)){0,2}(?= ?:? ?\(?[0-9](?:[ ()./–-]{0,2}[0-9]){6}))"
    ),
    national=(
        r"(?<![\w.,+-])(?:\+?1[ ./-]{0,2})?\([0-9]{3}\)[ ./-]{0,2}[0-9]{3}[ ./-]?[0-9]{4}"
        r"(?![\w-])",
        r"(?<![\w.,+/-])(?:\+?1[ ./-])?[2-9][0-9]{2}(?P<sign>[ ./-])[0-9]{3}[./ -][0-9]{4}"
        r"(?![\w-]|[.,/][0-9])",
        r"(?<![\w.,+/-])[0-9]{3}-[0-9]{4}(?![\w-])",
    ),
    pressed=r"\b(?:press(?:es|ed|ing)?|dial(?:s|ed|ing)?|enter(?:s|ed|ing)?|hit|push|use|type|then)\b[^.?!#*]{0,40}?",
    plus="plus",
    minus="minus",
    to="to",
    counted=COUNTED,
    version=r"\b(?:version|release|firmware|build|update|android|ios|macos|app|ver\.?)",
    point="point",
    numbered=(
        r"chapter|part|section|volume|vol\.|book|act|scene|phase|type|class|article|level|"
        r"appendix|version|episode|season|title|stage|grade|paragraph|schedule|unit|table|figure|"
        r"annex|tier|world war|super bowl|apollo|mark"
    ),
    inside=("Sept.", "Tues.", "Thur.", "Thurs.", *WITH_A_DOT, *(f"{short}." for short in ANYWHERE)),
    number_sign=" number ",
    ending="ending in ",
    another="or|and|then|to|through",
    dot="dot",
    at="at",
    slash="slash",
    hyphen="dash",
    underscore="underscore",
    abbreviations=ABBREVIATIONS,
)


def _always(match: re.Match[str]) -> str:
    return "twenty four seven" + (", three sixty five" if match["days"] else "")


# Ours alone: `x4412` and `ext. 214` behind a number or a word.
TELEPHONE = (
    rule(
        "amount as in Europe",
        r"(?<![\w.,])(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<cents>[0-9]{2})(?![\w,]|\.[0-9])",
        lambda match: f"{match['whole'].replace('.', ',')}.{match['cents']}",
    ),
    rule("always open", r"(?<![\w/.])24/7(?P<days>/365)?(?![\w/])", _always),
    rule("number of", r"#(?=:)", "number"),
    rule(
        "number abbreviated",
        r"(?<!\bsaid )(?<!\bsay )(?<!\bsays )(?<!\bis )(?<!\bor )\b[Nn](?:o|r|um)s?\. ?#?"
        r"(?=[A-Z]{0,4}[ /-]?[0-9])",
        "number ",
    ),
    rule(
        "number abbreviated without it",
        rf"(?P<before>(?i:{WORDS.thing}|\b(?:fax|phone|tel|cell|room|suite)) )[Nn]os?\.(?= [a-z])",
        r"\g<before>number",
    ),
    rule("through", r"(?<![\w-])thru\b", "through"),
    rule("fiscal year", r"\bFY ?['’]?(?=(?:20)?[0-9]{2}\b)", "fiscal year "),
    rule("class of a year", r"\b(?P<of>[Cc]lass(?:es)? of) ['’](?=[0-9]{2}\b)", r"\g<of> 20"),
    rule("version", r"\b(?:v\.?|v\. |ver\.? )(?=[0-9]+[.A-Z])", "version "),
    rule(
        "extension",
        r"(?:,? (?i:ext(?:n|ension)?)\b\.?|(?<=[0-9]{4}),? ?x|(?<![0-9] )(?<= )x(?<!ing x)(?<!in x)"
        r"(?<!with x)) ?#?"
        r"(?=[0-9]{2,6}(?![\w.,:/-]*[0-9]))",
        lambda match: f"{',' * match.group().startswith(',')} extension ",
    ),
    rule("extension of one digit", r"\b[Ee]xt\. ?(?=[0-9])", "extension "),
    rule(
        "service number",
        r"(?<![\w$.,#:/-])(?<![0-9] )(?P<number>[2-9]11|988)(?![\w%°:/-]|[.,][0-9]|[#*]"
        rf"| ?(?!calls)(?:{COUNTED})(?!\w)| (?:[NSEW]\.? )?[A-Z0-9]"
        r"| (?!calls|operators|services|dispatchers|lines)[a-z]+s\b| people)",
        lambda match: digit_by_digit(match["number"], "en"),
    ),
    rule(
        "number with a zero behind its hyphen",
        r"(?<![\w.,/:$)-])(?![0-9]{3}-[0-9]{4}(?!\w))[0-9]{2,}-0[0-9]{2,}(?![\w-]|[.,][0-9])",
        lambda match: digit_by_digit(match.group(), "en"),
    ),
    rule(
        "vanity number",
        r"(?<![\w-])(?:1-[2-9][0-9]{2}|[2-9][0-9]{2}-[0-9]{3}|8[0-9]{2})-(?:[0-9]{3}-)?[A-Z]{2,8}"
        r"(?:-[A-Z0-9]{1,8})*(?![\w-])",
        lambda match: ", ".join(
            digit_by_digit(part, "en") if part.isdigit() else part
            for part in match.group().split("-")
        ),
    ),
    rule(
        "toll-free",
        r"\b(?:(?<=one, )|(?<![a-z], )(?<!-))eight zero zero(?=, [a-zA-Z])",
        "eight hundred",
    ),
)
