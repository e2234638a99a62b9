"""Chinese as pinyin with tones (pypinyin, the extra `chinese`), in sounds of one character.

A syllable is written as pinyin is, in full (`iou`, `uen`), with these letters for sounds that
pinyin writes with two, or with one that stands for several:

ẑ ĉ ŝ ŋ   zh, ch, sh, ng (as the official scheme abbreviates them)
v         ü
ɿ ʅ       the i of zi, ci, si and that of zhi, chi, shi, ri

The tone is a combining mark behind the main vowel, so that vowel and tone are one phone; the
neutral tone has none. Syllables are parted by a space. Latin letters are spelled, in capitals.
"""

from __future__ import annotations

import re

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.characters import spell
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.lexicon import Lexicon

TONES = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
INITIALS = {"zh": "ẑ", "ch": "ĉ", "sh": "ŝ"}
FINALS_OF_I = {**dict.fromkeys("zcs", "ɿ"), **dict.fromkeys("ẑĉŝr", "ʅ")}
MAIN = "aoeêiuvɿʅmnŋ"  # the first of them that a final holds carries its tone
SYLLABLE = re.compile(r"([a-zêü]+)([1-5])")
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


def sounds(syllable: str) -> str:
    """Of a syllable with its tone as a figure: `zhong1` -> ẑo\u0304ŋ.

    Raises ValueError for what is no such syllable.
    """
    match = SYLLABLE.fullmatch(syllable)
    if match is None:
        raise ValueError(f"{syllable!r} is no syllable with a tone from 1 to 5")
    from pypinyin.contrib.tone_convert import to_finals, to_initials

    initial, final = to_initials(match[1], strict=True), to_finals(match[1], strict=True)
    if match[1] in ("n", "m", "ng"):  # 嗯 and the like
        initial, final = "", match[1]
    if not final:
        raise ValueError(f"{syllable!r} is no syllable of pinyin")
    return _toned(INITIALS.get(initial, initial), final.replace("ü", "v"), TONES[match[2]])


def _toned(initial: str, final: str, tone: str) -> str:
    final = final.replace("ng", "ŋ")
    if final == "i":
        final = FINALS_OF_I.get(initial, final)
    main = next(vowel for vowel in MAIN if vowel in final)
    place = final.index(main) + 1
    return f"{initial}{final[:place]}{tone}{final[place:]}"


def _clause(clause: str, lexicon: Lexicon) -> list[str]:
    syllables = []
    for part, known in lexicon.split(clause):
        syllables += known.split() if known else _read(part)
    return syllables


def _read(part: str) -> list[str]:
    syllables = []
    for piece in PIECE.findall(part):
        if HAN.fullmatch(piece):
            syllables += [sounds(syllable) for syllable in _syllables(piece)]
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
    strange = next((syllable for syllable in read if not SYLLABLE.fullmatch(syllable)), None)
    if strange is not None:
        raise TextError("unspeakable", strange, f"no pinyin for {strange!r} in {characters!r}")
    return read
