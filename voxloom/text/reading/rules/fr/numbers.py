"""French numbers in words, and the shapes in which they are written."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit

GROUPED = r"[0-9]{1,3}(?:[ .'’][0-9]{3}){1,4}(?![0-9])"
DIGITS = r"[0-9]{1,15}(?![0-9])"
NUMBER = rf"(?:{GROUPED}|{DIGITS})(?:[.,]{DIGITS}){{0,4}}"
START = r"(?<![\w.,])(?<![0-9][/'’:-])"  # no number goes on here
ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3}){2,}")
LONGEST = 15  # digits that are still an amount
UN = re.compile(r"\bun$")


def parts(written: str) -> tuple[int, str]:
    """Whole part and decimals of a number: `1.234,56` -> 1234, "56"."""
    if ENGLISH.fullmatch(written) and ("." in written or written.count(",") > 1):
        written = written.replace(",", "")
    elif re.fullmatch(GROUPED, written):
        written = re.sub(r"\D", "", written)
    *whole, last = re.split(r"[.,]", written)
    digits, decimals = ("".join(whole), last) if whole else (last, "")
    return int(re.sub(r"\D", "", digits)), decimals


def cardinal(number: int, *, feminine: bool = False) -> str:
    if number >= 10**LONGEST:
        return digit_by_digit(str(number), "fr")
    from num2words import num2words

    said: str = num2words(number, lang="fr")
    return UN.sub("une", said) if feminine else said


def ordinal(number: int) -> str:
    from num2words import num2words

    said: str = num2words(number, lang="fr", to="ordinal")
    return said


def group(digits: str) -> str:
    """Digits as one group of a telephone number: 05 -> zéro cinq, 800 -> huit cent.

    More than three are said in pairs, an odd one in front alone.
    """
    rest = digits.lstrip("0")
    zeros = ["zéro"] * (len(digits) - len(rest))
    if len(rest) > 3:
        first = len(rest) % 2
        pairs = [rest[at : at + 2] for at in range(first, len(rest), 2)]
        said = [group(pair) for pair in [*([rest[:first]] if first else []), *pairs]]
    else:
        # A number that names has no plural.
        said = [re.sub(r"cents$", "cent", cardinal(int(rest)))] if rest else []
    return " ".join([*zeros, *said])


def number_said(written: str, *, feminine: bool = False) -> str:
    whole, decimals = parts(written)
    said = cardinal(whole, feminine=feminine and not decimals)
    return f"{said} virgule {group(decimals)}" if decimals else said


def is_plural(written: str) -> bool:
    """From two on, in French: 1,5 litre."""
    return parts(written)[0] >= 2


def counted(written: str, one: str, many: str, *, feminine: bool = False) -> str:
    """A number and the noun that it counts, in the form that it asks for."""
    whole, decimals = parts(written)
    noun = many if whole >= 2 else one
    if whole and whole % 10**6 == 0 and not decimals:  # un million d'euros
        noun = of(noun)
    return f"{number_said(written, feminine=feminine)} {noun}"


def of(noun: str) -> str:
    return f"d'{noun}" if noun[0] in "aeiouhéèê" else f"de {noun}"
