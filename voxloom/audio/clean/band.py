"""What lies outside the band of a voice, taken out without phase."""

from __future__ import annotations

import numpy as np

from voxloom.audio.wave.sound import Audio

ORDER = 4  # of the Butterworth filter, each way
EDGE_S = 0.1  # of reflection at both ends


def band_limit(audio: Audio, low: float, high: float) -> Audio:
    """Keep `low` to `high` Hz (-6 dB at both). Up to half the rate nothing is taken above.

    The filter runs forward and backward: its attenuation counts twice and its delay cancels.
    """
    from scipy.signal import butter, sosfiltfilt

    edges, kind = ([low, high], "bandpass") if high < audio.rate / 2 else (low, "highpass")
    sections = butter(ORDER, edges, kind, fs=audio.rate, output="sos")
    edge = min(round(EDGE_S * audio.rate), len(audio.samples) - 1)
    samples = sosfiltfilt(sections, audio.samples.astype(np.float64), padlen=edge)
    return Audio(samples.astype(np.float32), audio.rate)
