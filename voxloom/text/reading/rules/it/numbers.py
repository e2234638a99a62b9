"""Italian numbers in words, and what agrees with them."""

from __future__ import annotations

import re
from functools import lru_cache

# As Italians write one: `1.250,50`, `1250,5`; with a decimal point only where two digits follow.
WHOLE = r"(?:[1-9][0-9]{0,2}(?:[.'’][0-9]{3})+|[0-9]+)"
NUMBER = rf"{WHOLE}(?:,[0-9]+|\.[0-9]{{1,2}}(?![0-9]))?"
# What may stand around one.
BEFORE = r"(?<![\w.,/:])"
END = r"(?![\w]|[.,][0-9])"
MANY = 12  # digits beyond which a number is said one by one

FEMININE = re.compile(
    r".+(?:[zs]ione|tudine|[td]rice|tà|tù|isi|osi|essi|a)|notte|rete|voce|parte|chiave|corrente"
    r"|dose|fase|base|classe|frase|torre|valle|carne|linee|e?-?mail|app|sim|SIM|chat|password|card"
    r"|newsletter|suite|hall|reception|mano|radio|foto|auto|moto|opzione|unità|ragione|stagione"
    r"|regione|confezione|ASL|TAC|APP"
)
MASCULINE = re.compile(r".*(?:lema|gramma|stema|tema|clima|schema|ploma|orama|giga|mega|pigiama)")
# Neither a noun nor its adjective: behind it a 1 is a name, "premere 1 per".
NO_NOUN = re.compile(
    r"per|e|ed|o|od|oppure|con|di|a|ad|da|in|su|se|non|che|del|dello|della|al|allo|alla|dal"
    r"|dalla|nel|nella|sul|sulla|è|ha|era|sono|sarà|ore|alle|dopo|prima|entro|ogni|tra|fra"
    r"|più|meno|poi|il|lo|la|i|gli|le|un|uno|una|si|ma|verso|presso|virgola|punto|bis|ter"
    r"|chiuso|aperto|mezzo|asterisco|cancelletto|barra|quindi|anche|solo|ancora|quando|dove"
    r"|resta|rimane|sempre|mila"
)


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """`ventitré`, `duemilaventisei`."""
    from num2words import num2words

    said = _mended(num2words(number, lang="it"))
    return f"{said[:-1]}é" if number > 20 and said.endswith("tre") else said


def _mended(said: str) -> str:
    """num2words takes the vowel from 18 too, as from 28: `centodicotto`."""
    return said.replace("dicott", "diciott")


@lru_cache(maxsize=512)
def ordinal(number: int, ending: str = "o") -> str:
    """In the gender and number of the ending."""
    from num2words import num2words

    return _mended(num2words(number, lang="it", to="ordinal"))[:-1] + ending


def one_by_one(digits: str) -> str:
    return " ".join(cardinal(int(digit)) for digit in digits)


def whole(digits: str) -> str:
    """Digits as a number, or one by one where nobody says them otherwise: `007`."""
    named = len(digits) > MANY or (len(digits) > 1 and digits.startswith("0"))
    return one_by_one(digits) if named else cardinal(int(digits))


def parts(written: str) -> tuple[str, str]:
    """The digits before and behind the comma of a NUMBER."""
    digits = re.sub(r"[.'’](?=[0-9]{3}(?![0-9]))", "", written).replace(".", ",")
    above, _, below = digits.partition(",")
    return above, below


def spoken(written: str) -> str:
    """A NUMBER in words: `settantadue virgola cinque`."""
    above, below = parts(written)
    return f"{whole(above)} virgola {_behind_the_comma(below)}" if below else whole(above)


def _behind_the_comma(digits: str) -> str:
    significant = digits.lstrip("0")
    if not significant or len(digits) > 3:
        return one_by_one(digits)
    zeros = one_by_one(digits[: len(digits) - len(significant)])
    return f"{zeros} {cardinal(int(significant))}".strip()


def is_one(written: str) -> bool:
    return parts(written) == ("1", "")


def a(noun: str) -> str:
    """The article with its space: `un `, `uno `, `una `, `un'`."""
    vowel = noun[0] in "aeiouàèéìòù" and not re.match(r"i[aeou]", noun)
    if is_feminine(noun):
        return "un'" if vowel else "una "
    return "uno " if re.match(r"s[^aeiouh\W]|z|gn|ps|pn|x|y", noun) else "un "


def is_feminine(noun: str) -> bool:
    return bool(FEMININE.fullmatch(noun)) and not MASCULINE.fullmatch(noun)


def how_many(written: str, singular: str, plural: str) -> str:
    """`un metro`, `due metri`, `due milioni di metri`."""
    if is_one(written):
        return a(singular) + singular
    said = spoken(written)
    return f"{said} {'di ' if said.endswith(('milione', 'milioni', 'miliardi')) else ''}{plural}"
