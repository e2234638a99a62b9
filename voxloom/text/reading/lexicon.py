"""The user's own pronunciations: a table of words and their phonemes that goes before any other.

    Asterisk    ˈæstəɹɪsk
    重庆        chong2 qing4

A line is a word, a tab, and what is said: IPA as eSpeak writes it, or syllables of pinyin with
their tones. Empty lines and those that start with `#` are left out. The entries travel inside the
voice, so that it says a word as it learned it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.characters import spell
from voxloom.text.letters.errors import TextError
from voxloom.text.letters.transcript import read_transcript
from voxloom.text.reading.syllables import sounds
from voxloom.text.sounds.inventories import INVENTORIES
from voxloom.text.sounds.phones import phones


@dataclass(frozen=True)
class Lexicon:
    """Words as `spell` writes them, and the tokens they become."""

    entries: Mapping[str, str] = field(default_factory=dict)

    def split(self, spelled: str) -> Iterator[tuple[str, str | None]]:
        """The pieces of a clause in order, each with its tokens where it is an entry."""
        if self._pattern is None:
            yield spelled, None
            return
        start = 0
        for match in self._pattern.finditer(spelled):
            if before := spelled[start : match.start()].strip():
                yield before, None
            yield match.group(), self.entries[match.group()]
            start = match.end()
        if rest := spelled[start:].strip():
            yield rest, None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """Whole words, the longest first; Chinese has no spaces between them."""
        if not self.entries:
            return None
        words = sorted(self.entries, key=len, reverse=True)
        return re.compile("|".join(map(_whole, words)))


def read_lexicon(path: Path, tokens: str) -> Lexicon:
    """Raises VoxloomError with file and line for what is no entry, or a word that stands twice."""
    try:
        lines = read_transcript(path.read_bytes()).splitlines()
    except TextError as error:
        raise VoxloomError(f"{path}: {error}") from None
    except OSError as error:
        raise VoxloomError(f"text.lexicon: {path}: {error.strerror}") from None
    convert = CONVERTERS[tokens]
    entries: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            word, said = _entry(line, convert)
        except (ValueError, TextError) as error:
            raise VoxloomError(f"{path}:{number}: {error}") from None
        if word in entries:
            raise VoxloomError(f"{path}:{number}: {word!r} stands twice")
        entries[word] = said
    return Lexicon(entries)


def strange_phones(lexicon: Lexicon, language: str) -> dict[str, list[str]]:
    """Words with phones that eSpeak NG writes in no word of the language (`g` for `ɡ`)."""
    own = INVENTORIES.get(language)
    if own is None:
        return {}
    found = {
        word: sorted({phone.symbol for phone in phones(said) if not phone.silent} - own)
        for word, said in lexicon.entries.items()
    }
    return {word: strange for word, strange in found.items() if strange}


def _entry(line: str, convert: Callable[[str], str]) -> tuple[str, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 2 or not all(cells):
        raise ValueError("a line is a word, one tab, and its phonemes")
    return spell(cells[0]), convert(cells[1])


def _ipa(said: str) -> str:
    said = unicodedata.normalize("NFC", " ".join(said.split()))
    strange = sorted({c for c in said if c != " " and unicodedata.category(c)[0] not in "LM"})
    if strange:
        raise ValueError(f"{''.join(strange)!r} is no sign of IPA")
    return said


def _pinyin(said: str) -> str:
    return " ".join(sounds(syllable) for syllable in said.split())


CONVERTERS: dict[str, Callable[[str], str]] = {"phonemes": _ipa, "pinyin": _pinyin}


def _whole(word: str) -> str:
    before = r"(?<![\w'])" if _spaced(word[0]) else ""
    after = r"(?![\w'])" if _spaced(word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


def _spaced(character: str) -> bool:
    return not unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA"))
