"""Phonemes by eSpeak NG (GPL-3.0, the extra `espeak`), with the pauses of the written text."""

from __future__ import annotations

import re
import unicodedata

from voxloom.corpora.espeak_library import espeak
from voxloom.text.characters import spell

PAUSE = re.compile(r"([,.;:!?]+)")


def phonemes(spoken: str, language: str) -> str:
    """IPA with stress marks; commas, full stops and the like stay where they were.

    Raises TextError as `spell` does, VoxloomError when eSpeak NG is not installed.
    """
    clauses = PAUSE.split(spell(spoken))
    library = espeak(language)
    said = [
        clause if PAUSE.fullmatch(clause) else f" {library.phonemes(clause)}"
        for clause in clauses
        if clause.strip()
    ]
    return unicodedata.normalize("NFC", "".join(said).strip())
