"""How far a signal is from a reference of which it may be a louder or softer copy."""

from __future__ import annotations

import numpy as np

from voxloom.audio.wave.sound import Audio
from voxloom.metrics.absent import Absent

HIGHEST_DB = 100.0  # what single precision can still tell from the reference itself


def si_sdr_db(reference: Audio, estimate: Audio) -> float:
    """Scale-invariant signal-to-distortion ratio in dB (Le Roux et al., 2019).

    SI-SDR = 10 log10(|a s|^2 / |e - a s|^2) with a = <e, s> / |s|^2. The means stay in, so that DC
    counts as distortion; kept within 100 dB either way. Raises Absent when one is silent,
    ValueError when rates or lengths differ.
    """
    if reference.rate != estimate.rate or len(reference.samples) != len(estimate.samples):
        raise ValueError("rates or lengths differ: SI-SDR compares sample by sample")
    target = reference.samples.astype(np.float64)
    heard = estimate.samples.astype(np.float64)
    if not (target.any() and heard.any()):
        raise Absent("SI-SDR is not defined for silence")
    wanted = target * (heard @ target) / (target @ target)
    kept, lost = float(wanted @ wanted), float(np.sum((heard - wanted) ** 2))
    share = 10.0 ** (-HIGHEST_DB / 10.0)
    return float(10.0 * np.log10(max(kept, share * lost) / max(lost, share * kept)))
