"""Chinese as pinyin with tones (pypinyin, the extra `chinese`), in sounds of one character.

Syllables are parted by a space. Latin letters are spelled, in capitals.
"""

from __future__ import annotations

import re

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.characters import spell
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.reading.syllables import SOUNDS, sounds
from voxloom.text.sounds.phones import units

PAUSE = re.compile(r"([,.;:!?]+)")
LETTER = re.compile(r"[A-Za-z]")
HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003134f]+")
PIECE = re.compile(rf"{HAN.pattern}|[A-Za-z]+|\s+|.")


def pinyin(spoken: str, lexicon: Lexicon) -> str:
    """Sounds and tones; commas, full stops and the like stay where they were.

    Raises TextError(unspeakable) for other letters than Chinese and Latin ones, VoxloomError when
    pypinyin is not installed.
    """
    clauses = PAUSE.split(spell(spoken).replace(" - ", ", "))
    said = [
        clause if PAUSE.fullmatch(clause) else f" {' '.join(_clause(clause, lexicon))}"
        for clause in clauses
        if clause.strip()
    ]
    return "".join(said).strip()


def _clause(clause: str, lexicon: Lexicon) -> list[str]:
    syllables = []
    for part, known in lexicon.split(clause):
        syllables += known.split() if known else _read(part)
    return syllables


def _read(part: str) -> list[str]:
    syllables = []
    for piece in PIECE.findall(part):
        if HAN.fullmatch(piece):
            syllables += [_sounds(syllable, piece) for syllable in _syllables(piece)]
        elif LETTER.match(piece):
            syllables += list(piece.upper())
        elif piece.strip(" '-"):
            raise TextError("unspeakable", piece, f"no pinyin for {piece!r} in {part!r}")
    return syllables


def _syllables(characters: str) -> list[str]:
    """With the tones as they change beside each other."""
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        raise VoxloomError("pypinyin is not installed: pip install 'voxloom[chinese]'") from None
    read: list[str] = lazy_pinyin(
        characters,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        v_to_u=True,
        tone_sandhi=True,
    )
    return read


def _sounds(syllable: str, piece: str) -> str:
    """Raises TextError(strange_sound) for what is no syllable, or has a sound Chinese has not."""
    try:
        said = sounds(syllable)
    except ValueError as error:
        raise TextError("strange_sound", syllable, f"{error}, in {piece!r} (zh)") from None
    if strange := set(units(said)) - SOUNDS:
        raise TextError(
            "strange_sound", syllable, f"{sorted(strange)[0]!r} in {piece!r} is no sound of zh"
        )
    return said
