"""A place in a text that cannot be spoken as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voxloom.text.letters.errors import TextError


@dataclass(frozen=True)
class Finding:
    """From `start` to `end`; `instead` stands there where the rest of the text is spoken."""

    start: int
    end: int
    why: TextError
    instead: str = " "
    lost: bool = True  # it is left out; not where only another way of writing stands for it


def without(text: str, findings: Sequence[Finding]) -> str:
    """The text with what stands instead. The findings are in order and do not overlap."""
    kept, last = [], 0
    for finding in findings:
        kept += [text[last : finding.start], finding.instead]
        last = finding.end
    return "".join([*kept, text[last:]])
