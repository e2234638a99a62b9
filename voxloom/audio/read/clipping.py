"""How much of a recording was cut off at the top."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import Samples

NEAR = 0.999  # of the highest sample; of full scale where samples lie beyond it
RUN = 3  # samples: a peak is shorter
QUIET = 0.1  # of full scale: nothing clips down there
RAIL = 0.98  # of full scale: mu-law's highest value
STEP = 2.0 / 32768.0  # between two samples of a top that is flat to 16 bits


def clipped_share(samples: Samples) -> float:
    """Share of samples that stand on a ceiling, three and more of them in a row.

    (n,) or (n, channels). The ceiling is the recording's own, as one that was turned down after it
    had clipped is no less damaged.
    """
    levels = np.abs(samples)
    peak = float(levels.max(initial=0.0))
    if peak < QUIET or len(levels) < RUN:
        return 0.0
    high = levels >= NEAR * min(peak, 1.0)
    return float(_runs(high[:-2] & high[1:-1] & high[2:]).mean())


def full_scale_share(samples: Samples, flat: bool) -> float:
    """Share of the samples at full scale, of the worst channel.

    With `flat`, only those in runs of three and more that are level to a step of 16 bits, as a
    limit leaves them: the crest of a loud tone is round. A lossy codec does not keep them level.
    Measured on speech: 0 at a peak of full scale, 0.01 driven 6 dB beyond it, 0.1 at 12 dB.
    """
    channels = samples.reshape(len(samples), -1)
    loud = np.abs(channels) >= RAIL
    if flat and len(channels) >= RUN:
        level = np.abs(np.diff(channels, axis=0)) <= STEP
        loud = _runs(loud[1:-1] & level[:-1] & level[1:])
    return float(loud.mean(axis=0).max())


def _runs(starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Every sample of the runs of three that begin at `starts`, which lacks the last two."""
    inside = np.zeros((len(starts) + RUN - 1, *starts.shape[1:]), bool)
    for shift in range(RUN):
        inside[shift : shift + len(starts)] |= starts
    return inside
