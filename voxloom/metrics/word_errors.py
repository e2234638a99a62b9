"""Which words a recogniser got wrong, for people to see."""

from __future__ import annotations

from typing import Literal, NamedTuple

from voxloom.metrics.spelling import Spelling

Outcome = Literal["same", "wrong", "extra", "missing"]


class Word(NamedTuple):
    """A word heard, or one of the text that was not (`missing`)."""

    text: str
    outcome: Outcome


def marked_words(reference: str, heard: str, spelling: Spelling) -> tuple[Word, ...]:
    """The words heard along the alignment that WER counts, in the same spelling.

    For a wrong word the one of the text stands before it as `missing`.
    """
    import jiwer

    expected, words = spelling.words(reference), spelling.words(heard)
    if not expected:
        return tuple(Word(word, "extra") for word in words)
    marked: list[Word] = []
    alignment = jiwer.process_words(" ".join(expected), " ".join(words)).alignments[0]
    for chunk in alignment:
        if chunk.type in ("delete", "substitute"):
            missing = expected[chunk.ref_start_idx : chunk.ref_end_idx]
            marked += [Word(word, "missing") for word in missing]
        outcome = OUTCOMES[chunk.type]
        there = words[chunk.hyp_start_idx : chunk.hyp_end_idx]
        marked += [Word(word, outcome) for word in there]
    return tuple(marked)


OUTCOMES: dict[str, Outcome] = {
    "equal": "same",
    "substitute": "wrong",
    "insert": "extra",
    "delete": "missing",
}
