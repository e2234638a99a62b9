"""Phonemes by eSpeak NG (GPL-3.0, the extra `espeak`), with the pauses of the written text."""

from __future__ import annotations

import re
import unicodedata

from voxloom.text.letters.characters import spell
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.sounds.espeak_library import Espeak, espeak
from voxloom.text.sounds.own_sounds import own_sounds

PAUSE = re.compile(r"([,.;:!?]+)")
# It names a character where it should read it ("Chinese letter"), in Japanese too.
HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\U00020000-\U0003134f]+")
DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
# Letters that eSpeak takes for words: `AM` for "am", and for the article the A of `A B C`, of
# `A seven X`, and any inside a sentence: `seat fourteen A`.
SPELLED = {
    "en": (
        (re.compile(r"\bAM\b"), "A M"),
        (re.compile(rf"\bA(?= (?:[A-Z]\b|(?:{DIGIT}) (?:[A-Z]|{DIGIT})\b))"), "eigh"),
        (re.compile(r"(?<=[a-z,] )A\b(?=$|[.,;:?!]| [a-z])"), "eigh"),
    )
}

# A letter is set off from the word that stands for it: of `T as in Tom` one hears "tears and Tom".
STANDS_FOR = {"en": "as in", "de": "wie", "es": "como", "fr": "comme", "it": "come"}


def phonemes(spoken: str, language: str, lexicon: Lexicon) -> str:
    """IPA with stress marks; commas, full stops and the like stay where they were.

    What stands in the lexicon is taken from there.

    Raises TextError as `spell` does, or strange_sound for a word that is none of the language's
    phones; VoxloomError when eSpeak NG is not installed.
    """
    spoken = _set_off(spoken, language)
    for letters, sound in SPELLED.get(language, ()):
        spoken = letters.sub(sound, spoken)
    clauses = PAUSE.split(spell(spoken).replace(" - ", ", "))  # a dash is a pause
    library = espeak(language)

    def phones_of(clause: str) -> str:
        pieces = lexicon.split(clause)
        return " ".join(
            _read(library, piece, language) if known is None else known for piece, known in pieces
        )

    said = [
        clause if PAUSE.fullmatch(clause) else f" {phones_of(clause)}"
        for clause in clauses
        if clause.strip()
    ]
    return unicodedata.normalize("NFC", "".join(said).strip())


def _set_off(spoken: str, language: str) -> str:
    """With a comma behind letters that are told by a word."""
    if language not in STANDS_FOR:
        return spoken
    return re.sub(rf"\b([A-Z])(?= {STANDS_FOR[language]} \w)", r"\1,", spoken)


def _read(library: Espeak, piece: str, language: str) -> str:
    if language != "zh" and (unread := HAN.search(piece)):
        signs = unread[0]
        raise TextError("unspeakable", signs, f"eSpeak NG does not read {signs!r} in {language}")
    return own_sounds(library, piece, language)
