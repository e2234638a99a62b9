"""The symbols a voice knows, numbered; computed from the texts, stored with the artifact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from voxloom.core.errors import VoxloomError

VERSION = 1
PADDING = "<pad>"  # symbol 0; longer than a character, so no text holds it


@dataclass(frozen=True)
class Vocabulary:
    symbols: tuple[str, ...]  # PADDING, then single characters in code point order
    language: str
    kind: str  # characters | phonemes
    version: int = VERSION

    @classmethod
    def of(cls, texts: Iterable[str], language: str, kind: str) -> Vocabulary:
        """The characters of token strings."""
        return cls((PADDING, *sorted(set().union(*texts))), language, kind)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Vocabulary:
        """Raises VoxloomError for a vocabulary of another version of Voxloom."""
        if values.get("version") != VERSION:
            raise VoxloomError(
                f"vocabulary: version {values.get('version')!r} is not {VERSION}; "
                "run the text stage again"
            )
        return cls(**{**values, "symbols": tuple(values["symbols"])})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def __len__(self) -> int:
        return len(self.symbols)

    def encode(self, tokens: str) -> list[int]:
        """Raises VoxloomError that names symbols the vocabulary does not hold."""
        unknown = sorted(set(tokens) - self._numbers.keys())
        if unknown:
            names = ", ".join(f"{symbol!r} (U+{ord(symbol):04X})" for symbol in unknown)
            raise VoxloomError(
                f"the voice's vocabulary ({self.language}, {self.kind}) has no {names}: "
                "it was not in the training texts"
            )
        return [self._numbers[symbol] for symbol in tokens]

    def decode(self, numbers: Sequence[int]) -> str:
        """The token string, without padding. Raises VoxloomError for a number out of range."""
        wrong = [number for number in numbers if not 0 <= number < len(self)]
        if wrong:
            raise VoxloomError(f"the vocabulary has {len(self)} symbols, no number {wrong[0]}")
        return "".join(self.symbols[number] for number in numbers if number)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {symbol: number for number, symbol in enumerate(self.symbols)}
