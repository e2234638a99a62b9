"""Does a voice say every word once? Skips, repetitions, insertions and runaway lengths.

Both sides are brought to canonical words first, because a recogniser writes as it likes:

- numbers are single digits ("fifteen", "15" -> 1 5), zero and the letter O are one word ("o"),
  and an ordinal is its number (for "may third" a recogniser writes "May 3");
- words and letters written together or apart are the same ("I B M", "IBM"; "web site", "website");
- the rest is Whisper's normalisation, so fillers ("hmm") count on neither side.

That is for English; in other languages the words are those that are read (`reading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from voxloom.metrics.reading import as_read
from voxloom.metrics.spelling import text_normaliser

SHORTEST, LONGEST = 0.6, 1.7  # times the natural length: outside, the voice stopped early or ran on
LONGEST_PHRASE = 12  # words: what is still one phrase said twice
OVERALL = "overall"

BRACKETS = re.compile(r"[\[\](){}<>]")  # Whisper's normaliser drops what is between them
CLAUSE_END = re.compile(r"[,.;:!?…—–]+(?=\s|$)|[—–]|\s-+\s")  # a number does not go on beyond one
BETWEEN_DIGITS = re.compile(r"(?<=\d)[-/](?=\d)")
LEADING_ZERO = re.compile(r"(?<![\d.,])0\d+")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
WORD = re.compile(r"\d|[^\W\d_]+|[$£€¢%+-]")
ENGLISH = (
    (re.compile(r"\bo[’']\s?clock\b", re.IGNORECASE), "oclock"),
    (re.compile(r"(?<=\d):00\b"), " oclock"),
    (re.compile(r"\bo\.?\s?k\b", re.IGNORECASE), "okay"),
    (re.compile(r"(?<!\S)\+(?=\d)"), "plus "),
    (re.compile(r"(?<!\S)[-−](?=\d)"), "minus "),
    # Whisper's normaliser would read "one eight hundred" as 180.
    (re.compile(r"(?<=\bone )eight hundred\b", re.IGNORECASE), "eight zero zero"),
)
ENGLISH_DIGITS = {"one": "1", "0": "o"}


class Edits(NamedTuple):
    """What separates the words heard from those that should have been said."""

    skipped: int  # words of the text that were not heard
    repeated: int  # words heard again at once, alone or as part of a phrase
    inserted: int  # other words too many
    substituted: int


@dataclass(frozen=True)
class Robustness:
    """One sentence. `edits` is None where there was no recogniser to hear it."""

    kind: str
    words: int  # in the canonical reference
    edits: Edits | None
    length_ratio: float  # spoken over natural length

    @property
    def runaway(self) -> bool:
        return not SHORTEST <= self.length_ratio <= LONGEST


def score(
    kind: str, reference: str, heard: str | None, language: str, length_ratio: float
) -> Robustness:
    """`reference` in spoken words, `heard` as the recogniser wrote it, or None without one."""
    expected = canonical_words(reference, language)
    edits = None if heard is None else count_edits(expected, canonical_words(heard, language))
    return Robustness(kind, len(expected), edits, length_ratio)


def canonical_words(text: str, language: str) -> list[str]:
    if language != "en":
        return as_read(language).words(text)
    text = BETWEEN_DIGITS.sub(" ", BRACKETS.sub(" ", text))
    for written, same in ENGLISH:
        text = written.sub(same, text)
    # Whisper's normaliser would read 0199 as 199.
    text = LEADING_ZERO.sub(lambda number: " ".join(number.group()), text)
    normalise = text_normaliser(language)
    parts = [ORDINAL.sub("", normalise(part)) for part in CLAUSE_END.split(text)]
    words = [word for part in parts for word in WORD.findall(part)]
    return [ENGLISH_DIGITS.get(word, word) for word in words]


def count_edits(reference: Sequence[str], heard: Sequence[str]) -> Edits:
    """Along the alignment with the fewest edits, of canonical words."""
    heard = _spelled_alike(reference, heard)
    skipped = repeated = inserted = substituted = 0
    for chunk in _alignment(reference, heard):
        if chunk.type == "delete":
            skipped += chunk.ref_end - chunk.ref_start
        elif chunk.type == "substitute":
            substituted += chunk.ref_end - chunk.ref_start
        elif chunk.type == "insert":
            again = _repeated(heard, chunk.heard_start, chunk.heard_end)
            repeated += again
            inserted += chunk.heard_end - chunk.heard_start - again
    return Edits(skipped, repeated, inserted, substituted)


class _Chunk(NamedTuple):
    type: str  # equal, substitute, insert or delete
    ref_start: int
    ref_end: int
    heard_start: int
    heard_end: int


def _alignment(reference: Sequence[str], heard: Sequence[str]) -> list[_Chunk]:
    import jiwer

    chunks = jiwer.process_words(" ".join(reference), " ".join(heard)).alignments[0]
    return [
        _Chunk(c.type, c.ref_start_idx, c.ref_end_idx, c.hyp_start_idx, c.hyp_end_idx)
        for c in chunks
    ]


def _spelled_alike(reference: Sequence[str], heard: Sequence[str]) -> list[str]:
    """The words heard, joined or split as the reference writes them, where the two differ."""
    result: list[str] = []
    chunks = _alignment(reference, heard)
    for equal, group in groupby(chunks, key=lambda chunk: chunk.type == "equal"):
        run = list(group)
        there = heard[run[0].heard_start : run[-1].heard_end]
        if not equal:
            there = _as_in(reference[run[0].ref_start : run[-1].ref_end], there)
        result.extend(there)
    return result


def _as_in(reference: Sequence[str], heard: Sequence[str]) -> list[str]:
    words = [part for word in _joined(reference, heard) for part in _split(reference, word)]
    if any(len(word) > 1 for word in reference):
        return words
    # Spelled letters: "IBN" heard for "I B M" is one wrong letter.
    return min(words, list("".join(heard)), key=lambda spelled: _distance(reference, spelled))


def _joined(reference: Sequence[str], heard: Sequence[str]) -> Iterator[str]:
    start = 0
    while start < len(heard):
        ends = range(len(heard), start + 1, -1)
        end = next((e for e in ends if "".join(heard[start:e]) in reference), start + 1)
        yield "".join(heard[start:end])
        start = end


def _split(reference: Sequence[str], word: str) -> Sequence[str]:
    for start in range(len(reference)):
        for end in range(start + 2, len(reference) + 1):
            if "".join(reference[start:end]) == word:
                return reference[start:end]
    return [word]


def _distance(reference: Sequence[str], heard: Sequence[str]) -> int:
    return sum(
        max(chunk.ref_end - chunk.ref_start, chunk.heard_end - chunk.heard_start)
        for chunk in _alignment(reference, heard)
        if chunk.type != "equal"
    )


def _repeated(heard: Sequence[str], start: int, end: int) -> int:
    """How many of the inserted words `start` to `end` repeat the phrase right before or after."""
    again: set[int] = set()
    for at in range(start, end):
        for length in range(1, min(LONGEST_PHRASE, end - at) + 1):
            if _said_twice(heard, at, length):
                again.update(range(at, at + length))
    return len(again)


def _said_twice(heard: Sequence[str], at: int, length: int) -> bool:
    """Whether these words lie in a phrase of their length that stands twice in a row."""
    return any(
        heard[first : first + length] == heard[first + length : first + 2 * length]
        for first in range(max(0, at - length), at + 1)
        if first + 2 * length <= len(heard)
    )


def pool(results: Sequence[Robustness]) -> dict[str, float]:
    """`kind.figure` for each kind and `overall`: edits per reference word, lengths, runaways.

    A recogniser may itself loop on one sentence, which no voice could say so fast: so beside the
    rates stands in how many sentences anything was skipped or repeated. Both are over the
    sentences heard, and missing where none was.
    """
    figures = _figures(OVERALL, results) if results else {}
    for kind in dict.fromkeys(result.kind for result in results):
        figures |= _figures(kind, [result for result in results if result.kind == kind])
    return figures


def _figures(kind: str, results: Sequence[Robustness]) -> dict[str, float]:
    ratios = [result.length_ratio for result in results]
    figures: dict[str, float] = {
        "sentences": len(results),
        "runaway": sum(result.runaway for result in results),
        "shortest": min(ratios),
        "longest": max(ratios),
    }
    heard = [(result.words, result.edits) for result in results if result.edits is not None]
    words = sum(count for count, _ in heard)
    if words:
        figures["words"] = words
        figures["sentences_with_skips"] = sum(edits.skipped > 0 for _, edits in heard)
        figures["sentences_with_repeats"] = sum(edits.repeated > 0 for _, edits in heard)
        for name in Edits._fields:
            figures[name] = sum(getattr(edits, name) for _, edits in heard) / words
    return {f"{kind}.{name}": float(value) for name, value in figures.items()}
