"""Words and signs without a sound, taken out of what is spoken."""

from __future__ import annotations

import re

from voxloom.text.letters.characters import LOOSE_PUNCTUATION
from voxloom.text.letters.errors import TextError

SOUNDLESS = ("unspeakable", "strange_sound")


def without_sound(spoken: str, error: TextError) -> str:
    """The rest, without what the error says cannot be spoken.

    All of it where the error is another one, or has a figure: a number without its figures would be
    another number.
    """
    if error.code not in SOUNDLESS or any(sign.isnumeric() for sign in error.value):
        return spoken
    value = re.escape(error.value)
    for pattern in (
        rf"(?<!\w){value}(?!\w)",
        value,
        f"[{value}]",
    ):  # a word, a part, any sign of it
        rest = re.sub(pattern, " ", spoken, flags=re.IGNORECASE)
        if rest != spoken:
            return " ".join(LOOSE_PUNCTUATION.sub("", rest).split())
    return spoken
