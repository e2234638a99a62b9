"""Which phones, pairs of phones and words the texts of a corpus hold, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voxloom.core.manifest import TextRow
from voxloom.text.sounds.phones import BOUNDARY, phones

SILENCE = "_"  # either end of an utterance, and its pauses
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# One Han character, for no space parts those; or a word with its apostrophes and hyphens.
WORD = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+(?:['’-][^\W\d_{HAN}]+)*")

Diphone = tuple[str, str]


@dataclass(frozen=True)
class Coverage:
    """How often each phone and each pair of neighbours is spoken."""

    phones: Mapping[str, int]  # those of the inventory that never are, too
    inventory: frozenset[str]  # of the language; empty where it is not known
    diphones: Mapping[Diphone, int]
    heldout: float | None  # share of held-out diphones that training holds; None without any

    def rarer_than(self, times: int) -> dict[str, int]:
        return {phone: count for phone, count in self.phones.items() if count < times}

    @property
    def heard(self) -> int:
        return sum(count > 0 for count in self.phones.values())


def coverage(rows: Sequence[TextRow], inventory: frozenset[str]) -> Coverage:
    counts = Counter(dict.fromkeys(inventory, 0))
    counts.update(phone for row in rows for phone in spoken_phones(row.tokens))
    train = _count_diphones(row for row in rows if row.split == "train")
    rest = _count_diphones(row for row in rows if row.split != "train")
    known = sum(count for pair, count in rest.items() if pair in train)
    return Coverage(
        phones=dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        inventory=inventory,
        diphones=train + rest,
        heldout=known / rest.total() if rest else None,
    )


def spoken_phones(tokens: str) -> list[str]:
    """The phones of a token string that are heard."""
    return [phone.symbol for phone in phones(tokens) if not phone.silent]


def diphones(tokens: str) -> list[Diphone]:
    """Neighbours in time: words run into one another, pauses and both ends are silence."""
    inner = [unit for unit in phones(tokens)[1:-1] if unit.symbol != BOUNDARY]
    heard = [SILENCE if unit.silent else unit.symbol for unit in inner]
    return list(pairwise([SILENCE, *heard, SILENCE]))


def words(spoken: str) -> list[str]:
    """In lower case; in Chinese its characters."""
    return WORD.findall(spoken.lower())


def _count_diphones(rows: Iterable[TextRow]) -> Counter[Diphone]:
    return Counter(pair for row in rows for pair in diphones(row.tokens))
