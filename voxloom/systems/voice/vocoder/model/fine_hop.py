"""How often a source-filter vocoder's filters change."""

from __future__ import annotations

import math

from voxloom.core.errors import VoxloomError

FINE_HOP_S = (0.0015, 0.005)  # seconds between two filters


def fine_hop(rate: int, hop: int) -> int:
    """Samples between two filters: the longest even part of the mel hop that is short enough.

    Raises VoxloomError where the mel hop has no such part.
    """
    shortest, longest = (round(seconds * rate) for seconds in FINE_HOP_S)
    parts = [n for n in range(shortest, longest + 1) if hop % n == 0 and n % 2 == 0]
    if not parts:
        good = 2 ** int(math.log2(longest))
        raise VoxloomError(
            f"audio.hop: {hop} samples cannot be divided into even steps of {shortest} to "
            f"{longest}, as form sourcefilter needs; use a multiple of {good}"
        )
    return parts[-1]
