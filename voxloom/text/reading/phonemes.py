"""Phonemes by eSpeak NG (GPL-3.0, the extra `espeak`), with the pauses of the written text."""

from __future__ import annotations

import re
import unicodedata

from voxloom.text.letters.characters import spell
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.sounds.espeak_library import espeak

PAUSE = re.compile(r"([,.;:!?]+)")
# Letters that eSpeak takes for words: `AM` for "am", and the A of `A B C` for the article.
SPELLED = {"en": ((re.compile(r"\bAM\b"), "A M"), (re.compile(r"\bA(?= [A-Z]\b)"), "eigh"))}


def phonemes(spoken: str, language: str, lexicon: Lexicon) -> str:
    """IPA with stress marks; commas, full stops and the like stay where they were.

    What stands in the lexicon is taken from there.

    Raises TextError as `spell` does, VoxloomError when eSpeak NG is not installed.
    """
    for letters, sound in SPELLED.get(language, ()):
        spoken = letters.sub(sound, spoken)
    clauses = PAUSE.split(spell(spoken).replace(" - ", ", "))  # a dash is a pause
    library = espeak(language)

    def phones_of(clause: str) -> str:
        pieces = lexicon.split(clause)
        return " ".join(
            library.phonemes(piece) if known is None else known for piece, known in pieces
        )

    said = [
        clause if PAUSE.fullmatch(clause) else f" {phones_of(clause)}"
        for clause in clauses
        if clause.strip()
    ]
    return unicodedata.normalize("NFC", "".join(said).strip())
