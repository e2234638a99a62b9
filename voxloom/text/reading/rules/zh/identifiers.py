"""Figures of telephone numbers: one by one, and 1 is 幺, which no other figure sounds like."""

from __future__ import annotations

from voxloom.text.reading.rules.digits import digit_by_digit


def identifier(written: str, pause: str | None = None) -> str:
    """Pauses as in `digit_by_digit`."""
    return digit_by_digit(written, "zh", pause).replace("一", "幺")
