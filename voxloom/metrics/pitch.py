"""Errors of the fundamental frequency.

log_f0_T: (frames,), ln(Hz), 0 where unvoiced, as `voxloom.audio.mel.features.log_f0` gives it. The
longer of two contours is cut to the shorter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from voxloom.metrics.absent import Absent

Contour = NDArray[np.floating[Any]]
CENTS_PER_NAT = 1200.0 / np.log(2.0)  # an octave is 1200 cents


def log_f0_rmse_cents(reference_T: Contour, estimate_T: Contour) -> float:
    """Root mean square error of log-F0 over the frames voiced in both, in cents.

    Raises Absent when no frame is voiced in both.
    """
    reference_T, estimate_T = _trimmed(reference_T, estimate_T)
    voiced_T = (reference_T > 0.0) & (estimate_T > 0.0)
    if not voiced_T.any():
        raise Absent("no frame is voiced in both recordings")
    difference = (reference_T[voiced_T] - estimate_T[voiced_T]).astype(np.float64)
    return float(np.sqrt(np.square(difference).mean()) * CENTS_PER_NAT)


def voicing_error(reference_T: Contour, estimate_T: Contour) -> float:
    """Share of frames voiced in one recording and not in the other, 0 to 1.

    Raises Absent when there is no frame.
    """
    reference_T, estimate_T = _trimmed(reference_T, estimate_T)
    if not len(reference_T):
        raise Absent("no frame to compare")
    return float(((reference_T > 0.0) != (estimate_T > 0.0)).mean())


def _trimmed(first_T: Contour, second_T: Contour) -> tuple[Contour, Contour]:
    frames = min(len(first_T), len(second_T))
    return first_T[:frames], second_T[:frames]
