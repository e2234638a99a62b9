"""Which words a recogniser got wrong, for people to see."""

from __future__ import annotations

from typing import Literal, NamedTuple

from voxloom.metrics.recognition import text_normaliser

Outcome = Literal["same", "wrong", "extra", "missing"]


class Word(NamedTuple):
    """A word heard, or one of the text that was not (`missing`)."""

    text: str
    outcome: Outcome


def marked_words(reference: str, heard: str, language: str) -> tuple[Word, ...]:
    """The words heard along the alignment that WER counts, after the same normalisation.

    For a wrong word the one of the text stands before it as `missing`.
    """
    import jiwer

    normalise = text_normaliser(language)
    expected, words = normalise(reference).split(), normalise(heard).split()
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
