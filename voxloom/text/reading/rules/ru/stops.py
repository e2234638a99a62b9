"""What a rewritten text owes to the sentence it stands in."""

from __future__ import annotations

import re


def full_stop(match: re.Match[str]) -> str:
    """The dot of an abbreviation may also end the sentence."""
    after = match.string[match.end() :]
    ends = not after or re.match(r" [А-ЯЁ]", after)
    return "." if match.group().endswith(".") and ends else ""


def as_begun(match: re.Match[str], said: str) -> str:
    """With a capital where it begins a sentence."""
    begins = re.search(r"(?:^|[.!?] )$", match.string[max(0, match.start() - 2) : match.start()])
    return said[0].upper() + said[1:] if begins and match.group()[0].isupper() else said
