"""French signs before amounts, and amounts from one to another."""

from __future__ import annotations

import re
from collections.abc import Callable

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.fr.agreement import NOUN
from voxloom.text.reading.rules.fr.money import BEFORE, CURRENCIES, SCALES, SIGNS
from voxloom.text.reading.rules.fr.numbers import NUMBER, START
from voxloom.text.reading.rules.fr.units import ONE_UNIT, UNIT_END, UNITS
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.stops import full_stop

DASH = r" ?[-–—~] ?"
AMOUNT_SIGN = rf"(?:(?:{SCALES}) ?)?(?:{SIGNS})|{ONE_UNIT}"
AMOUNT = rf"{NUMBER} ?(?:{AMOUNT_SIGN}){UNIT_END}"
ANY_AMOUNT = rf"(?:{AMOUNT}|(?:{BEFORE}) ?{NUMBER})"
AFTER = (
    r"(?:(?<=\bde )|(?<=\best )|(?<=\bà )|(?<=: )|(?<=\bet )|(?<=\bentre )|(?<=\()|(?<=\bsolde ))"
)
NUMBERED = (
    "chambres|lignes|articles|numéros|n°s|nos|lots|places|salles|étages|appartements|portes|rangs|"
    "sièges|casiers|niveaux|départements|voitures|quais|guichets|semaines|chapitres|questions|tomes"
)
STREET = r"rue|r\.|avenue|av\.|boulevard|bd|place|pl\.|allée|chemin|impasse|route|quai|cours|square"
QUARTERS = {"¼": "un quart", "¾": "trois quarts"}
HALVED = "|".join(sorted((unit for unit in UNITS if unit.isalpha()), key=len, reverse=True))
PAGES = r"\b(?P<before>pages?|pp?\.)"


def _range(match: re.Match[str]) -> str:
    """Money with cents keeps its sign on both sides."""
    before = match["before"] or ""
    kept = f" {match['unit']}" if "," in match["low"] and match["unit"] in CURRENCIES else ""
    between = "et" if before else "à"
    return f"{before}{match['low']}{kept} {between} {match['high']} {match['unit']}"


def _and_a_half(match: re.Match[str]) -> str:
    unit = match["unit"]
    part = match.groupdict().get("part") or "½"
    if part in QUARTERS:
        return f"{match['count']} {unit} {QUARTERS[part]}{full_stop(match)}"
    known = UNITS.get(unit)
    feminine = known.feminine if known else re.fullmatch(NOUN, unit)
    return f"{match['count']} {unit} et demi{'e' if feminine else ''}{full_stop(match)}"


def _compared(said: str) -> Callable[[re.Match[str]], str]:
    """In the gender of the word before the sign."""
    return lambda match: (
        f"{match['word']} {said.format('e' if re.fullmatch(NOUN, match['word'].lower()) else '')} "
    )


def _apart(said: str) -> Callable[[re.Match[str]], str]:
    """The sign's words, parted from what stands before them."""
    return lambda match: (
        f"{'' if match.string[: match.start()][-1:] in ('', '(', ' ') else ' '}{said} "
    )


def _pages(match: re.Match[str]) -> str:
    return f"pages {match['low']} à {match['high']}"


RULES = (
    rule(
        "and a half",
        rf"{START}(?P<count>[0-9]+) ?(?P<unit>[^\W\d]+)\.? (?:½|1/2)(?![\w/]| ?[a-z]*heure)",
        _and_a_half,
    ),
    rule(
        "and a half of a unit",
        rf"{START}(?P<count>[0-9]+) ?(?P<part>[½¼¾]) ?(?P<unit>[^\W\d]+)\.?",
        _and_a_half,
    ),
    rule(
        "two numbers and a half",
        rf"{START}(?P<count>[0-9]+) 1/2 ?"
        rf"(?P<unit>{HALVED}|(?!des\b|sur\b|par\b|pour\b)[a-zéèê]{{3,}})(?!\w)\.?",
        _and_a_half,
    ),
    rule(
        "masked digits",
        r"(?<![xX*•·])[xX*•·]{2,}(?:[ -][xX*•·]{2,})*[ -]?(?P<digits>[0-9]{2,6})(?![\w*#])",
        lambda match: digit_by_digit(match["digits"], "fr"),
    ),
    rule(
        "range of degrees",
        rf"{START}(?P<low>[0-9]+) ?(?:°C?)? ?/ ?(?=[-−+]?[0-9]+ ?°)",
        r"\g<low> à ",
    ),
    rule("sign inside", rf"(?P<sign>{BEFORE}) ?[-−–] ?(?=[0-9])", r"moins \g<sign>"),
    rule("at the most", r"\bmaxi?\.? (?=[0-9])", "maximum "),
    rule("at the least", r"(?<![0-9] )(?<!\w)mini?\.? (?=[-−]?[0-9])", "minimum "),
    rule("sizes", r"(?<=[0-9]) ?[x×] ?(?=[0-9]+ ?(?:[x×] ?[0-9]+ ?)?[cm]?m\b)", " sur "),
    rule("sizes", r"(?<=[0-9] m) ?[x×] ?(?=[0-9])", " sur "),
    rule("times", r"(?<=[0-9]) ?[x×] ?(?=[0-9])", " fois "),
    rule("older", r"(?<![\w)+])(?:\+ ?|> ?)(?:de )?(?=[0-9]+ ans\b)", "plus de "),
    rule("younger", r"(?<![\w)-])(?:[-−–]|< ?)(?:de )?(?=[0-9]+ ans\b)", "moins de "),
    rule("larger", r"(?<=[0-9%]) ?> ?(?=[0-9])|(?<=\b[A-Za-z])>(?=[0-9])", " supérieur à "),
    rule("smaller", r"(?<=[0-9%]) ?< ?(?=[0-9])|(?<=\b[A-Za-z])<(?=[0-9])", " inférieur à "),
    rule("larger", r"\b(?P<word>\w+) > (?=[0-9])", _compared("supérieur{} à")),
    rule("smaller", r"\b(?P<word>\w+) < (?=[0-9])", _compared("inférieur{} à")),
    rule("more than", r"(?<![\w<=>-])> ?(?=[0-9])", "plus de "),
    rule("less than", r"(?<![\w<=>-])< ?(?=[0-9])", "moins de "),
    rule(
        "larger or equal",
        r"\b(?P<word>\w+) ?(?:≥|>=) ?(?=[0-9])",
        _compared("supérieur{0} ou égal{0} à"),
    ),
    rule(
        "smaller or equal",
        r"\b(?P<word>\w+) ?(?:≤|<=) ?(?=[0-9])",
        _compared("inférieur{0} ou égal{0} à"),
    ),
    rule("at least", r"(?:≥|>=) ?(?=[0-9])", "au moins "),
    rule("at most", r"(?:≤|<=) ?(?=[0-9])", "au plus "),
    rule("more or less", r" ?(?:±|\+/-) ?(?=[0-9])", _apart("plus ou moins")),
    rule("about", r"(?<![\w~])[~≈∼] ?(?=[0-9])", "environ "),
    rule("not equal", r" ?≠ ?(?=[0-9])", _apart("différent de")),
    rule("divided", r"(?<=[0-9]) ?÷ ?(?=[0-9])", " divisé par "),
    rule("sum", r"(?<![\w.,+-])(?P<first>[0-9]+) ?\+ ?(?=[0-9]+ ?[+=])", r"\g<first> plus "),
    rule("equals", r"(?<=[0-9])=(?=[0-9])", " = "),
    rule("plus", rf"(?<![\w)+])\+ ?(?={ANY_AMOUNT})", "plus "),
    rule("minus", rf"(?<![\w).,%€$£°/-])[-−–](?=(?:{BEFORE})?[0-9])", "moins "),
    rule("minus with a space", rf"{AFTER}[-−–] (?={ANY_AMOUNT})", "moins "),
    rule(
        "range of amounts",
        rf"{START}(?P<before>\b[Ee]ntre )?(?P<low>{NUMBER}) ?(?:{AMOUNT_SIGN})?{DASH}"
        rf"(?P<high>{NUMBER}) ?(?P<unit>{AMOUNT_SIGN})(?=/|{UNIT_END})",
        _range,
    ),
    rule(
        "range of amounts behind a sign",
        rf"(?P<sign>[$€£])(?P<low>{NUMBER}){DASH}[$€£]?(?P<high>{NUMBER})(?!\w)",
        r"\g<sign>\g<low> à \g<sign>\g<high>",
    ),
    rule(
        "range of what is numbered",
        rf"(?P<before>\b(?i:{NUMBERED}) )(?P<low>[0-9]+){DASH}(?P<high>[0-9]+)(?!\w|[-.,][0-9])",
        r"\g<before>\g<low> à \g<high>",
    ),
    rule(
        "houses",
        rf"{START}(?P<low>[0-9]{{1,4}}) ?[-/–] ?(?P<high>[0-9]{{1,4}})(?=,? (?i:{STREET})\b)",
        r"\g<low> \g<high>",
    ),
    rule(
        "elision",
        rf"\b(?P<de>[Dd])e (?=1(?:,[0-9]+)? ?(?:{AMOUNT_SIGN}|milli(?:on|ard)){UNIT_END})",
        r"\g<de>'",
    ),
    rule("pages", rf"{PAGES} ?(?P<low>[0-9]+)(?:{DASH}| à )(?P<high>[0-9]+)(?!\w)", _pages),
)
