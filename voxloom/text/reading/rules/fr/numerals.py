"""French ordinals, fractions, and what is left of ranges and numbers."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.fr.agreement import NOUN
from voxloom.text.reading.rules.fr.dates import WEEKDAY
from voxloom.text.reading.rules.fr.numbers import (
    NUMBER,
    START,
    cardinal,
    group,
    number_said,
    ordinal,
)
from voxloom.text.reading.rules.fr.units import PER, UNITS, per
from voxloom.text.reading.rules.roman import SURE, as_digits, value
from voxloom.text.reading.rules.rule import rule, table

RULERS = "Louis|Henri|Charles|François|Philippe|Napoléon|Jean|Jean-Paul|Pie|Benoît|Léon|Guillaume"
OF_ROMAN = "siècles?|arrondissements?|République|millénaires?|congrès|édition|étage"
# In which one number is of another: message 1/3.
OUT_OF = (
    r"\b(?:étape|page|risque|indice|score|message|colis|épisode|partie|tentative|essai|question|"
    r"photo|fichier|série|"
    r"not[eé]s?(?: de| est de| moyenne de)?|avis|lot|échéance|versement|mensualité|appel|envoi)"
)
HALVES = ("tarif", "pension", "finale", "finales", "tour")
DENOMINATORS = {"2": "demi", "3": "tiers", "4": "quart"}
END = r"(?![\w/%€]|[.,:-][0-9])"


def _ordinal(match: re.Match[str]) -> str:
    number, ending = match["number"].replace(" ", ""), match["ending"].strip()
    plural = "s" if ending.endswith("s") else ""
    if number == "1":
        return ("premier" if ending.rstrip("s") == "er" else "première") + plural
    if ending.startswith(("n", "d")):
        return ("second" if ending.rstrip("s") in ("nd", "d") else "seconde") + plural
    return ordinal(int(number)) + plural


def _fraction(match: re.Match[str]) -> str:
    over, under = match.groups()
    name = DENOMINATORS.get(under) or ordinal(int(under))
    many = "" if over == "1" or name.endswith("s") else "s"
    return f"{cardinal(int(over))} {name}{many}"


def _out_of(match: re.Match[str]) -> str:
    return f"{match['before']}{number_said(match['over'])} sur {number_said(match['under'])}"


def _half(match: re.Match[str]) -> str:
    unit = UNITS.get(match["noun"])
    noun = unit.one if unit else match["noun"]
    before = match["before"] or ""
    if noun in HALVES or before not in ("", "de "):
        return f"{before}demi-{noun}"
    of = "d'" if before else ""
    article = "une" if re.fullmatch(NOUN, noun) else "un"
    return f"{of}{article} demi-{noun}"


def _range(match: re.Match[str]) -> str:
    before = match["before"] or ""
    low, high = int(match["low"]), int(match["high"])
    dated = re.search(rf"(?i:\b(?:le|du|au|{WEEKDAY}) )$", match.string[: match.start()])
    zeros = re.search(r"\b0[0-9]", match.group())
    if low >= high and (len(match["low"]) > 3 or zeros or (dated and high < 13)):
        return match.group()
    between = "et" if before.lower().startswith("entre") else "à"  # also a score: 3-2
    return f"{before}{cardinal(low)} {between} {match['high']}"


def _number(match: re.Match[str]) -> str:
    written = match.group()
    if not re.fullmatch("0[0-9]+", written):
        return number_said(written)
    return group(written) if len(written) < 5 else digit_by_digit(written, "fr")


RULES = (
    rule(
        "ordinal",
        r"(?<![\w.,/-])(?P<number>1)(?P<ending> ?ers?|re?s?|ères?)(?!\w)",
        _ordinal,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,/-])(?P<number>2)(?P<ending>nde?s?|ds?|des?)(?!\w)",
        _ordinal,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,/-])(?P<number>[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,4})"
        r"(?P<ending>(?:ième|ieme|ème|eme|è|e)s?)(?!\w)",
        _ordinal,
    ),
    rule(
        "roman ordinal",
        rf"\b(?P<roman>(?=[XVIL]+e)L?X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?:ème|e)(?= (?:{OF_ROMAN})\b)",
        lambda match: ordinal(value(match["roman"])),
    ),
    rule("ruler", rf"(?P<before>\b(?:{RULERS}) )(?P<roman>{SURE})\b", as_digits),
    rule("first of a name", rf"(?P<before>\b(?:{RULERS}) )I(?:er|ᵉʳ)\b", r"\g<before>premier"),
    rule("first", r"\bIer(?= (?:arrondissement|siècle|Empire)\b)", "premier"),
    rule("half past", r"(?:(?<=\bheure)|(?<=\bheures)) ½", " et demie"),
    table("vulgar fraction", r"(?<![0-9])(?<![0-9] ){}", {"½": "1/2", "¼": "1/4", "¾": "3/4"}),
    rule(
        "fraction with an ending",
        r"(?<![\w.,/-])([1-9][0-9]?)/([1-9][0-9]*)(?:es?|(?:i?èmes?))(?!\w)",
        _fraction,
    ),
    rule(
        "number of a file",
        r"(?<![\w.,/-])[0-9]{1,4}/(?:0[0-9]+|[0-9]{5,8})(?![\w/])",
        lambda match: digit_by_digit(match.group(), "fr"),
    ),
    rule(
        "one number of another",
        rf"(?P<before>(?i:{OUT_OF}) ?:? ?)(?P<over>[0-9]+(?:,[0-9])?) ?/ ?(?P<under>[0-9]+){END}",
        _out_of,
    ),
    rule(
        "the half",
        r"(?P<before>\b(?i:l[ae]) )1/2(?= (?:d[eu]|des|de la) | d['’](?!heure)|[.,;]|$)",
        lambda match: ("L" if match["before"][0] == "L" else "l") + "a moitié",
    ),
    rule("half of it", r"(?<![\w.,/-])(?<!\d )1/2(?= (?:du|des|de la|de l['’]) ?)", "la moitié"),
    rule(
        "the part",
        r"(?P<before>\b(?i:le|au|du|ce|premier|dernier) )1/(?P<under>[3-9]|10)"
        r"(?= (?:d[eu]|des) | d['’](?!heure)|[.,;]|$)",
        lambda match: (
            match["before"] + (DENOMINATORS.get(match["under"]) or ordinal(int(match["under"])))
        ),
    ),
    rule(
        "half of a thing",
        r"(?P<before>\b(?i:une?|la|le|cette|ce|par|de|chaque) )?(?<![\w.,/])1/2[ -]?"
        r"(?P<noun>[a-zéèê]+)",
        _half,
    ),
    rule("half of an hour", r"(?<![\w.,/])1/2(?= d['’]heure)", "une demi"),
    rule(
        "quarter of an hour",
        r"(?<![\w.,/])(?P<over>[13])/4 ?h(?:eures?)?(?!\w)",
        lambda match: f"{cardinal(int(match['over']))} quart{'s' * (match['over'] == '3')} d'heure",
    ),
    rule("number and a half", r"(?<=[0-9]) 1/2" + END, " et demi"),
    rule("number and a fraction", r"(?<=[0-9]) (?=[1-9]/(?:[2-9]|10)" + END + ")", " et "),
    rule(
        "fraction",
        r"(?<![\w.,/-])([1-9])/([2-9]|10)" + END,
        _fraction,
    ),
    rule(
        "out of",
        r"(?<![\w.,/-])(?P<before>)(?P<over>[0-9]{1,4}(?:,[0-9])?)/(?P<under>[0-9]{1,4})" + END,
        _out_of,
    ),
    table(
        "vulgar fraction",
        r"(?<=[0-9]) ?{}",
        {"½": " et demi", "¼": " un quart", "¾": " trois quarts"},
    ),
    rule(
        "times in a while",
        rf"(?<![\w.,/])(?P<count>[0-9]+) ?(?:x|×|fois) ?/ ?(?P<per>{PER})(?!\w)"
        r"(?:\.(?=[,;)]| [a-z]))?",
        lambda match: f"{cardinal(int(match['count']), feminine=True)} fois {per(match['per'])}",
    ),
    rule(
        "times over",
        rf"{START}(?P<count>{NUMBER}) ?[x×](?= (?:sans|par|plus|moins|avec)\b)",
        lambda match: f"{number_said(match['count'], feminine=True)} fois",
    ),
    rule("and", r"(?<=\w) \+ (?=[^\W\d])", " plus "),
    rule("equals", r"(?<=\w) = (?=\w)", " égale "),
    rule(  # of a team: 4-3-3
        "formation",
        rf"{START}[1-9](?:-[1-9]){{2,3}}(?![\w/-]|[.,][0-9])",
        lambda match: match.group().replace("-", " "),
    ),
    rule(
        "range of numbers",
        rf"{START}(?P<before>\b[Ee]ntre )?(?P<low>[0-9]{{1,4}})(?: ?[–—-] ?)(?P<high>[0-9]{{1,4}})"
        r"(?![\w/%:]|[.,-][0-9])",
        _range,
    ),
    rule(
        "digits in a row",
        r"(?<![\w.,])(?!^[0-9]{7,10}$)(?![0-9]+000\b)[0-9]{7,}(?!\w|[.,][0-9])|[0-9]{16,}",
        lambda match: digit_by_digit(match.group(), "fr"),
    ),
    rule(
        "number",
        rf"{START}(?<![/@#*+-]){NUMBER}(?![\w/%:@#*]|-[0-9]|[.,:;][^\W\d_])",
        _number,
    ),
)
