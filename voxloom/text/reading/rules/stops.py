"""The dot of a word in short that is also a full stop."""

from __future__ import annotations

import re

OPENING = r"[^\W\d_]*"  # any word, of which `capital` asks the first letter


def full_stop(match: re.Match[str], opening: str = OPENING) -> str:
    """A dot where the match's own ends a sentence: before nothing, or before a capital.

    `opening` is what the next sentence may begin with, for words that also stand before names.
    """
    if not match.group().rstrip().endswith("."):
        return ""
    rest = match.string[match.end() :].lstrip(' ¿¡«“"')
    first = re.match(rf"{opening}(?!\w)", rest)
    return "." if not rest or (rest[0].isupper() and first) else ""
