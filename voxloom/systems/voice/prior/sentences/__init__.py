"""Sentences that choose the prior's checkpoint, none of them in a corpus it learns from."""

from __future__ import annotations

import sys

from voxloom.text.letters.sentences import Sentence, read_sentences

NAME = "development"


def development(language: str) -> list[Sentence]:
    """None in a language they are not written in."""
    return read_sentences(sys.modules[__name__], NAME, language)
