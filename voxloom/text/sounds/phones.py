"""Token strings as the units a voice is trained on: phones, and the boundaries between words.

A stress mark becomes a property of the vowel after it and a length or combining mark a part of
the phone before it, so that `ˈiː` shares its symbol with `iː`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from voxloom.core.errors import VoxloomError

STRESS = {"ˌ": 1, "ˈ": 2}
STRESSES = 1 + len(STRESS)
BOUNDARY = " "
# The mark that ends a clause says how its last words are spoken: each beside its sister, like which
# they are where few of it were heard.
PAUSES = {",": BOUNDARY, ".": ",", ";": ",", ":": ",", "!": ".", "?": "."}
RARE = 20
IPA = "phonemes"  # the kind of a phone set


@dataclass(frozen=True)
class Phone:
    """A phone or a boundary, and its stress (0 none, 1 secondary, 2 primary)."""

    symbol: str
    stress: int = 0

    @property
    def silent(self) -> bool:
        return self.symbol == BOUNDARY or self.symbol in PAUSES


def phones(tokens: str) -> list[Phone]:
    """Phones of a token string; a boundary at both ends and one between words.

    A punctuation mark takes the place of the boundary beside it; of several the last stays.
    """
    units = [Phone(BOUNDARY)]
    stress = 0
    for character in tokens:
        if character in STRESS:
            stress = STRESS[character]
        elif character == BOUNDARY or character in PAUSES:
            mark = Phone(character)
            if not units[-1].silent:
                units.append(mark)
            elif character != BOUNDARY:
                units[-1] = mark
        elif belongs_to_previous(character) and not units[-1].silent:
            units[-1] = Phone(units[-1].symbol + character, units[-1].stress)
        else:
            units.append(Phone(character, stress))
            stress = 0
    if not units[-1].silent:
        units.append(Phone(BOUNDARY))
    return units


def units(tokens: str) -> list[str]:
    """Stress marks, boundaries, and phones with the marks that belong to them."""
    found: list[str] = []
    for character in tokens:
        after_phone = found and found[-1] not in STRESS and found[-1] != BOUNDARY
        if after_phone and character not in STRESS and belongs_to_previous(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def belongs_to_previous(character: str) -> bool:
    """Length marks, aspiration and the like (Lm), and combining marks (Mn)."""
    return unicodedata.category(character) in ("Lm", "Mn")


@dataclass(frozen=True)
class PhoneSet:
    """The phones of the training texts, numbered from 1; 0 is padding."""

    symbols: tuple[str, ...]
    language: str
    kind: str  # characters | phonemes

    @classmethod
    def of(cls, texts: Sequence[str], language: str, kind: str) -> PhoneSet:
        """The phones of token strings, and the marks that are frequent among them, in code point
        order."""
        count = Counter(phone.symbol for text in texts for phone in phones(text))
        rare = {mark for mark in PAUSES if count[mark] < RARE}
        return cls(tuple(sorted({*count, BOUNDARY} - rare)), language, kind)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> PhoneSet:
        return cls(tuple(values["symbols"]), values["language"], values["kind"])

    def to_json(self) -> dict[str, Any]:
        return {"symbols": list(self.symbols), "language": self.language, "kind": self.kind}

    def __len__(self) -> int:
        return 1 + len(self.symbols)

    def numbers(self, units: Sequence[Phone]) -> list[int]:
        """Their numbers; of a phone never heard that of its short or long sister, of a mark that
        was rare that of its sister or of a boundary.

        Raises VoxloomError that names phones the voice has never heard.
        """
        known = {unit.symbol: self._known(unit.symbol) for unit in units}
        missing = sorted(symbol for symbol, own in known.items() if own is None)
        if missing:
            names = ", ".join(repr(symbol) for symbol in missing)
            raise VoxloomError(
                f"the voice has never heard {names}: no training text ({self.language}, "
                f"{self.kind}) holds it"
            )
        numbers = {symbol: number for number, symbol in enumerate(self.symbols, start=1)}
        return [numbers[known[unit.symbol] or ""] for unit in units]

    def knows(self, units: Sequence[Phone]) -> bool:
        """Whether `numbers` has one for each."""
        return all(self._known(unit.symbol) for unit in units)

    def _known(self, symbol: str) -> str | None:
        if symbol in PAUSES:
            return next(s for s in (symbol, PAUSES[symbol], BOUNDARY) if s in self.symbols)
        bare = "".join(c for c in symbol if not belongs_to_previous(c))
        return next((s for s in (symbol, bare, f"{bare}ː") if s in self.symbols), None)
