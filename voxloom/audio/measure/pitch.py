"""How high a voice is, in one figure."""

from __future__ import annotations

import numpy as np

from voxloom.audio.wave.sound import Audio

LOWEST, HIGHEST = 60.0, 500.0  # Hz
FRAME_MS = 10.0
COARSE = 4  # on every fourth sample: ten times as fast, and enough for a median


def median_pitch(audio: Audio) -> float | None:
    """Median F0 in Hz of mono audio (WORLD's DIO; Morise, 2009); None where nothing is voiced."""
    import pyworld

    f0, _ = pyworld.dio(
        audio.samples.astype(np.float64),
        audio.rate,
        f0_floor=LOWEST,
        f0_ceil=HIGHEST,
        frame_period=FRAME_MS,
        speed=COARSE,
    )
    voiced = f0[f0 > 0.0]
    return float(np.median(voiced)) if len(voiced) else None
