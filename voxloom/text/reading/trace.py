"""Which rule, and which class of the grammar, makes what of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from voxloom.text.letters.characters import HAN
from voxloom.text.reading.grammar import WORD, Tag
from voxloom.text.reading.rules.rule import JOINER, Rule

# A change marked in its text, by signs of private use, which no tidy text holds.
CHANGE = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")
AROUND = rf"[^\s{HAN}\ue000-\ue002]*"  # the rest of a word; Chinese has no spaces between them
CHANGED_WORDS = re.compile(rf"{AROUND}(?:\ue000[^\ue002]*\ue002{AROUND})+")
# From the first letter or digit to the last; a sign beside them stands for itself.
PIECE = re.compile(rf"[{HAN}]|[^\W{HAN}](?:[^\s{HAN}]*[^\W{HAN}])?|\S")


@dataclass(frozen=True)
class Step:
    """Words of a text, and what they were read as."""

    reader: str  # a rule's name, or a class of the grammar
    written: str
    spoken: str

    def __str__(self) -> str:
        return f"{self.reader}: {self.written!r} -> {self.spoken!r}"


def rule_steps(rule: Rule, text: str) -> list[Step]:
    """What the rule changes in a tidy text, in order; changes within a word are one."""

    def marked(match: re.Match[str]) -> str:
        said = match.expand(rule.reading) if isinstance(rule.reading, str) else rule.reading(match)
        said = said.replace(JOINER, "")
        return said if said == match[0] else f"\ue000{match[0]}\ue001{said}\ue002"

    changed = CHANGED_WORDS.findall(rule.pattern.sub(marked, text))
    return [
        Step(rule.name, CHANGE.sub(r"\1", words).strip(), CHANGE.sub(r"\2", words).strip())
        for words in changed
    ]


def grammar_steps(written: str, spoken: str, tags: Sequence[Tag]) -> Iterator[Step]:
    """What stands between the words that the grammar left as they were."""
    parts = [part for tag in tags for part in _parts(tag)]
    before, after = _Words(written), _Words(spoken)
    for one, other in pairwise(_fixed(before, parts, after)):
        was = before.between(one[0], other[0])
        said = after.between(one[2], other[2])
        if was != said:
            kinds = dict.fromkeys(tag.kind for tag in parts[one[1] + 1 : other[1]])
            named = [kind for kind in kinds if kind != WORD] or [WORD]
            yield Step(f"{', '.join(named)} (grammar)", was, said)


def _fixed(before: _Words, parts: Sequence[Tag], after: _Words) -> list[tuple[int, int, int]]:
    """Where the words stand that are in all three, between a place before all and one behind."""
    left, right = before.where(parts), after.where(parts)
    found = [(left[place], place, right[place]) for place in sorted(left.keys() & right.keys())]
    fixed = [(-1, -1, -1)]
    for point in [*found, (len(before.words), len(parts), len(after.words))]:
        # The dot of `Feb. 3.` is not the last one: something of nothing is no reading.
        while len(fixed) > 1 and _lopsided(fixed[-1], point):
            fixed.pop()
        fixed.append(point)
    return fixed


def _lopsided(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    gaps = [last - first > 1 for first, last in zip(one, other, strict=True)]
    return any(gaps) and not all(gaps)


def _parts(tag: Tag) -> list[Tag]:
    return [Tag(WORD, word) for word in PIECE.findall(tag.word)] if tag.kind == WORD else [tag]


class _Words:
    """The words of a text, and where they stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(PIECE.finditer(text))
        self.words = [Tag(WORD, match.group()) for match in self._found]

    def where(self, parts: Sequence[Tag]) -> dict[int, int]:
        """The places of parts that are words here, each with the word's."""
        blocks = SequenceMatcher(None, parts, self.words, autojunk=False).get_matching_blocks()
        return {block.a + i: block.b + i for block in blocks for i in range(block.size)}

    def between(self, first: int, last: int) -> str:
        """The text behind a word and before another."""
        inner = self._found[first + 1 : last]
        return self._text[inner[0].start() : inner[-1].end()] if inner else ""
