"""What eSpeak NG says, in the phones of one language.

A foreign word comes between marks of its language, `(en)ˈʌpdeɪt(de)`: the library has no setting
that leaves them out, nor one that keeps it to its own language. They are taken out here, and the
word's phones become the language's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from voxloom.text.letters.errors import TextError
from voxloom.text.sounds.espeak_library import Espeak, own_name
from voxloom.text.sounds.inventories import INVENTORIES, SIGNS
from voxloom.text.sounds.mandarin import mandarin
from voxloom.text.sounds.nearest import FOREIGN, NEAREST, NOTHING
from voxloom.text.sounds.phones import BOUNDARY, STRESS, belongs_to_previous, units

SWITCH = re.compile(r"\(([a-z]{2,3}(?:-[a-z0-9]+)*)\)")
LATIN = re.compile(r"([a-zA-ZÀ-ɏ][a-zA-ZÀ-ɏ' -]*)")
LONGEST_WORD = 4  # in Chinese characters, among which a strange one is looked for


class StrangeSoundError(ValueError):
    """A phone that is none of the language's, and has none near it."""


def own_sounds(library: Espeak, text: str, language: str) -> str:
    """Words separated by spaces.

    Raises TextError(strange_sound) that names a phone that is none of the language's, and the word.
    """
    try:
        return _said(library, text, language)
    except StrangeSoundError as error:
        word = _strange_word(library, text, language)
        raise TextError(
            "strange_sound",
            word,
            f"eSpeak NG says {word!r} with {str(error)!r}, no sound of {language}",
        ) from None


def nearest(phone: str, language: str) -> str:
    """The phone, or those of the language's own that stand for it.

    Of a language without an inventory it is any letter of IPA. Raises StrangeSoundError.
    """
    own = INVENTORIES.get(language)
    if own is None:
        if all(unicodedata.category(sign)[0] in "LM" for sign in phone):
            return phone
        raise StrangeSoundError(phone)
    if phone in own:
        return phone
    for others in NEAREST.get(phone, "").split():
        if others == NOTHING:
            return ""
        if own.issuperset(units(others)):
            return others
    signs = unicodedata.normalize("NFD", phone)
    bare = "".join(sign for sign in signs if not belongs_to_previous(sign))
    if bare in ("", phone):
        raise StrangeSoundError(phone)
    return nearest(bare, language)


def _said(library: Espeak, text: str, language: str) -> str:
    """Raises StrangeSoundError."""
    heard = _chinese(library, text) if language == "zh" else library.phonemes(text)
    said = ""
    for stretch, table in _stretches(unicodedata.normalize("NFC", heard), language):
        for unit in units(_rewritten(stretch, table)):
            said += unit if unit in STRESS or unit == BOUNDARY else nearest(unit, language)
    return " ".join(said.split())


def _chinese(library: Espeak, text: str) -> str:
    """Raises StrangeSoundError for a syllable that the library spells in English."""
    heard = []
    for part in filter(str.strip, LATIN.split(text)):
        heard.append(mandarin(library, part))
        if not LATIN.fullmatch(part) and (switch := SWITCH.search(heard[-1])):
            raise StrangeSoundError(switch[0])
    return " ".join(heard)


def _stretches(heard: str, language: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Of one language each, and what is written otherwise in them."""
    own = tuple(SIGNS.get(language, {}).items())
    foreign = tuple(FOREIGN.get(language, {}).items())
    first, *rest = SWITCH.split(heard)
    yield first, own
    for name, stretch in zip(rest[::2], rest[1::2], strict=True):
        yield stretch, own if name == own_name(language) else foreign


def _rewritten(stretch: str, table: tuple[tuple[str, str], ...]) -> str:
    instead = dict(table)
    return _signs(table).sub(lambda match: instead[match[0]], stretch) if table else stretch


@lru_cache
def _signs(table: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """The longest first."""
    return re.compile("|".join(re.escape(sign) for sign, _ in sorted(table, key=_length)))


def _length(item: tuple[str, str]) -> int:
    return -len(item[0])


def _strange_word(library: Espeak, text: str, language: str) -> str:
    """The first that has it; all of the text where none has by itself."""
    words = text.split()
    if language == "zh":  # no spaces between words
        words = [
            word[start : start + length]
            for length in range(1, LONGEST_WORD + 1)
            for word in words
            for start in range(len(word) - length + 1)
        ]
    return next((word for word in words if _is_strange(library, word, language)), text)


def _is_strange(library: Espeak, word: str, language: str) -> bool:
    try:
        _said(library, word, language)
    except StrangeSoundError:
        return True
    return False
