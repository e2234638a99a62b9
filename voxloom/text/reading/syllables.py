"""Syllables of pinyin as sounds of one character.

A syllable is written as pinyin is, in full (`iou`, `uen`), with these letters for sounds that
pinyin writes with two, or with one that stands for several:

ẑ ĉ ŝ ŋ   zh, ch, sh, ng (as the official scheme abbreviates them)
v         ü
ɿ ʅ       the i of zi, ci, si and that of zhi, chi, shi, ri

The tone is a combining mark behind the main vowel, so that vowel and tone are one phone; the
neutral tone has none.
"""

from __future__ import annotations

import re

TONES = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}
INITIALS = {"zh": "ẑ", "ch": "ĉ", "sh": "ŝ"}
FINALS_OF_I = {**dict.fromkeys("zcs", "ɿ"), **dict.fromkeys("ẑĉŝr", "ʅ")}
MAIN = "aoeêiuvɿʅmnŋ"  # the first of them that a final holds carries its tone
CONSONANTS = "bpmfdtnlgkhjqxzcsrẑĉŝŋ"
# Of one character each, and a vowel with its tone.
SOUNDS = frozenset({*CONSONANTS, *(main + tone for main in MAIN for tone in TONES.values())})
SYLLABLE = re.compile(r"([a-zêü]+)([1-5])")


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
