"""Numbers that are no amounts, in every language: said one by one, with pauses between groups.

What they are is told by what stands before them (`Words.code`, `Words.thing`, `Words.dialled`);
where nothing does, by a shape that no amount has.
"""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import DIGITS, digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.words import Words

# A telephone's keys, as the voice on the line calls them.
KEYS = {
    "en": {"*": "star", "#": "pound"},
    "zh": {"*": "星号键", "#": "井号键"},
    "es": {"*": "asterisco", "#": "almohadilla"},
    "fr": {"*": "étoile", "#": "dièse"},
    "it": {"*": "asterisco", "#": "cancelletto"},
    "ru": {"*": "звёздочка", "#": "решётка"},
    "de": {"*": "Stern", "#": "Raute"},
}
# Groups of capitals and digits, as codes are written. Behind a space a group holds a digit.
GROUP = (
    r"(?:(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{6,}(?![A-Za-z0-9])"  # hexadecimal
    r"|[A-Z]{0,4}[0-9][A-Z0-9]*|[a-z]{2,4}[0-9]{3,}[a-z0-9]*)"
)
GROUPS = rf"(?:[A-Z]{{1,5}}[ /-])?{GROUP}(?:[-/.]{GROUP}|-[A-Z]{{1,5}}(?![\w])| (?:- )?{GROUP})*"
WORDS_BETWEEN = r"(?:,? [^\W\d_][^\W\d_]*(?:['’.-][^\W\d_]+)*){0,6}?"
INTERNATIONAL = (  # seven digits and more: `+12,50` is an amount
    r"(?<!\w)(?=\+(?:[ ./()-]{0,3}[0-9]){7})"
    r"\+ ?[0-9]{1,3}(?:[ ./-]{0,2}\(?[0-9]{1,7}\)?){1,7}(?![\w-])"
)
# Seven digits and more with hyphens, which are no date and no two years.
HYPHENATED = (
    r"(?<![0-9-])(?!\d{4}-\d\d?-\d\d?(?!\d)|\d\d?-\d\d?-\d{4}(?!\d)"
    r"|(?:1\d|20)\d\d-(?:1\d|20)\d\d(?![\d-]))(?=(?:-?[0-9]){7,20}(?![\w-]))[0-9]+(?:-[0-9]+)+"
)
# Three groups with spaces, or two of one length, or a zero in front.
SPACED = (
    r"(?<![\w.,:/$€£¥>-])(?<![0-9] )(?:[0-9]{2,}"
    r"(?: [0-9]{2,}){2,}|[0-9]{3} [0-9]{3}|[0-9]{4} [0-9]{4}"
    r"|0[0-9]+(?: [0-9]+)+)(?! ?[%°€$£₽]|[\w<-]|[.,:/][0-9])"
)
MIXED = (
    r"(?<![\w@./-])(?:[A-Z]{2}[0-9]{2}(?: [A-Z0-9]{2,4}){2,8}"  # an IBAN
    r"|(?=[A-Z-]*[0-9])(?=[0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![\w@/-]|\.\w)"
)
# 14B, 5G, 10GB, 9AM-5PM; B12, I-95, MP3, Q3: said as they are, or by other rules.
ORDINARY = re.compile(
    r"[0-9]{1,3}-[A-Z]{3,}|[0-9]{1,3}[A-Z]{1,4}"
    r"(?:-[0-9]{1,3}[A-Z]{1,4})?|[A-Z]+-?[0-9]{1,2}|[A-Z]2[A-Z]|[1-4]Q[0-9]{2}"
)
MASK = r"(?:[*xX•·]{2,}|\.{3}|…)"
ENDS = re.compile(r"\b(?:in|on|en|par|con|auf|на|with) $|(?i:end\w*) $")
ROUND = re.compile(r"[0-9]{1,2}[05]")


def _linked(words: Words) -> str:
    """Between a thing and its number."""
    return rf"(?:{WORDS_BETWEEN},? (?i:{words.copula})(?!\w))? ?[:=#]? ?#?-?"


def code_rules(words: Words) -> tuple[Rule, ...]:
    """In the order in which they must be applied, before any rule of amounts and dates."""
    language = words.language
    end = rf"(?![\w%°€$£¥]|[.,:/][0-9]| ?[-–] ?[0-9]| ?(?:{words.counted})(?!\w))"

    def telephone(written: str) -> str:
        if words.telephone:
            return words.telephone(written)
        said = digit_by_digit(written, language)
        return f"{words.plus} {said}" if written.startswith("+") else said

    def dialled(match: re.Match[str]) -> str:
        return (match.groupdict().get("before") or "") + telephone(match["number"])

    def number(match: re.Match[str]) -> str:
        return _without_signs(match, words) + digit_by_digit(match["number"], language)

    def spaced(match: re.Match[str]) -> str:
        # `1 000 000`: the first group is too short for the pattern.
        first = re.search(r"(?<![\w.,])[0-9]{1,3}[ \u00a0\u202f]$", match.string[: match.start()])
        amount = re.fullmatch(words.thousands, (first.group() if first else "") + match.group())
        return match.group() if amount else digit_by_digit(match.group(), language)

    def mixed(match: re.Match[str]) -> str:
        written = match.group()
        return written if ORDINARY.fullmatch(written) else digit_by_digit(written, language)

    def hyphenated(match: re.Match[str]) -> str:
        low, high = match["low"], match["high"]
        amounts = ROUND.fullmatch(low) and ROUND.fullmatch(high) and int(low) < int(high)
        return match.group() if amounts else digit_by_digit(match.group(), language)

    linked = _linked(words)
    digits = "|".join(DIGITS[language].split())
    national = "|".join(words.national)
    return (
        rule("international number", rf"(?P<number>{INTERNATIONAL})", dialled),
        rule("national number", rf"(?P<number>{national})", dialled),
        rule(
            "number dialled",
            rf"(?P<before>(?i:{words.dialled}) ?:? ?)"
            rf"(?![0-9]{{1,2}}[/.-][0-9]{{1,2}}(?![0-9/-]))"
            rf"(?P<number>\(?[0-9](?:[ ./()–-]{{0,2}}[0-9]){{2,14}}){end}",
            dialled,
        ),
        rule(
            "number dialled instead",
            rf"(?P<before>(?i:{words.dialled})\b[^.?!]{{0,60}}? (?:{words.another}) )"
            rf"(?P<number>[0-9]{{3,}}){end}",
            dialled,
        ),
        rule(
            "code",
            rf"(?P<before>(?i:{words.code}|\b(?:IBAN|PIN|ID))(?!\w)\.?,?{linked})"
            rf"(?P<number>(?=(?:[A-Za-z]{{0,5}}[ /.-]?[0-9]){{2}}){GROUPS}){end}",
            number,
        ),
        rule(
            "number of a thing",
            rf"(?P<before>(?i:{words.thing})(?!\w)\.?{linked})"
            rf"(?P<number>(?=(?:[A-Za-z]{{0,5}}[ /.-]?[0-9]){{3}}){GROUPS}){end}",
            number,
        ),
        rule("hyphenated number", rf"(?P<number>{HYPHENATED})", number),
        rule(
            "two groups of three",
            rf"(?<![\w.,/:$€£¥-])(?P<low>[0-9]{{3}})-(?P<high>[0-9]{{3}}){end}",
            hyphenated,
        ),
        rule("groups of digits", SPACED, spaced),
        rule(
            "another number",
            rf"(?P<before>\b(?:(?:{digits}),? ){{2,}}(?:{digits})(?:,? (?:{words.another})|,) )"
            rf"(?P<number>[0-9]{{3,}}){end}",
            number,
        ),
        rule("letters and digits", MIXED, mixed),
    )


def _without_signs(match: re.Match[str], words: Words) -> str:
    """What stands before a number, with a word for `#` and without the hyphen of `-0098`."""
    before = (match.groupdict().get("before") or "").removesuffix("-")
    return re.sub(" ?#", words.number_sign, before)


def masked_rules(words: Words) -> tuple[Rule, ...]:
    """The last digits of what is masked: `****4421`, `card x4421`."""

    def masked(match: re.Match[str]) -> str:
        if not match["before"] and len(match["mask"]) == 1:
            return match.group()  # a key, or an extension
        ending = "" if ENDS.search(match["before"]) else words.ending
        return match["before"] + ending + digit_by_digit(match["number"], words.language)

    return (
        rule(
            "masked number",
            rf"(?P<before>(?:(?i:{words.code}|{words.thing}|visa|mastercard|amex)"
            rf"(?!\w)\.?{_linked(words)})?)"
            rf"(?P<mask>(?<![\w*•]){MASK}(?:[ -]{MASK})*[ -]?|(?<= )[*xX•])"
            r"(?P<number>[0-9]{3,5})(?![\w*#-])",
            masked,
        ),
    )


def key_rules(words: Words) -> tuple[Rule, ...]:
    """The keys `*` and `#`, alone or glued to digits: `*67`, `1234#`."""
    keys, language = KEYS[words.language], words.language
    ends = r"(?![\w*#])"

    def named(sign: str, match: re.Match[str]) -> str:
        if sign not in keys:
            return digit_by_digit(sign, language)
        return words.key(sign, match.string, match.start("keys")) if words.key else keys[sign]

    def pressed(match: re.Match[str]) -> str:
        said = [named(sign, match) for sign in re.findall(r"[*#]|[0-9]+", match["keys"])]
        return (match.groupdict().get("before") or "") + " ".join(said)

    return (
        rule("star and digits", rf"(?<![\w*#])(?P<keys>\*[*#]*[0-9][0-9*#]*){ends}", pressed),
        rule("two keys", r"(?<!\S)(?P<keys>[*#]{2})(?![^\s,.;:!?])", pressed),
        rule("digits and a key", rf"(?<![\w*#.,])(?P<keys>[0-9]+[*#]*#|[0-9]+\*){ends}", pressed),
        rule(
            "pound and digits",
            rf"(?P<before>(?i:{words.pressed}) ?)(?<![\w*#])(?P<keys>#[*#]*[0-9][0-9*#]*){ends}",
            pressed,
        ),
        rule("keys", rf"(?<![\w*#])(?P<keys>[*#]+[0-9][0-9*#]*[*#]){ends}", pressed),
        rule(
            "telephone key",
            r"(?<![^\s(«“„\"])(?P<keys>[*#]+)(?![^\s,.;:!?)»“”\"])",
            pressed,
        ),
    )
