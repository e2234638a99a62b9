"""How much of a recording was cut off at the top."""

from __future__ import annotations

import numpy as np

from voxloom.audio.decode import Samples

NEAR = 0.999  # of the highest sample; of full scale where samples lie beyond it
FLAT = 3  # samples: a peak is shorter
QUIET = 0.1  # of full scale: nothing clips down there


def clipped_share(samples: Samples) -> float:
    """Share of samples that stand on a ceiling, three and more of them in a row.

    (n,) or (n, channels). The ceiling is the recording's own, as one that was turned down after it
    had clipped is no less damaged.
    """
    levels = np.abs(samples)
    peak = float(levels.max(initial=0.0))
    if peak < QUIET or len(levels) < FLAT:
        return 0.0
    high = levels >= NEAR * min(peak, 1.0)
    starts = high[:-2] & high[1:-1] & high[2:]
    flat = np.zeros_like(high)
    for shift in range(FLAT):
        flat[shift : len(flat) - FLAT + 1 + shift] |= starts
    return float(flat.mean())
