"""Characters a voice learns from: lower-case letters and the punctuation that makes pauses."""

from __future__ import annotations

import re
import unicodedata

from voxloom.text.letters.errors import EMPTY, TextError

PUNCTUATION = " ,.;:!?'-"
HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"  # with their punctuation, for a pattern's [ ]
# Marks that sound like another one, or not at all.
SOUNDS_LIKE = str.maketrans(
    dict(zip("’‑−，。、；：！？", "'--,.,;:!?", strict=True))
    | {"…": "...", "〇": "零", "/": " ", "–": " - ", "—": " - "}
    | dict.fromkeys('"“”„«»‹›‘`()[]{}<>¿¡《》「」『』（）【】', " ")
)
LOOSE_PUNCTUATION = re.compile(r"\s+(?=[,.;:!?])")


def spell(spoken: str) -> str:
    """Spoken words as characters: lower case, single spaces.

    Raises TextError: `unspeakable` for a digit or sign that normalization left standing,
    `empty_after_normalization` where no letter is left.
    """
    text = unicodedata.normalize("NFC", spoken.translate(SOUNDS_LIKE).lower())
    strange = sorted({c for c in text if not (c in PUNCTUATION or _is_letter(c))})
    if strange:
        signs = "".join(strange)
        raise TextError("unspeakable", signs, f"no words for {signs!r} in {spoken!r}")
    if not any(map(_is_letter, text)):
        raise TextError(EMPTY, spoken, f"no word in {spoken!r}")
    return " ".join(LOOSE_PUNCTUATION.sub("", text).split())


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
