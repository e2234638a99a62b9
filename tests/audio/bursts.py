"""A stand-in for speech: hums of syllables' length with silence between."""

from __future__ import annotations

import numpy as np

from voxloom.audio.wave.sound import Audio

SYLLABLE_S, PAUSE_S = 0.2, 0.05


def bursts(rate: int, seconds: float, hertz: float = 180.0, level: float = 0.3) -> Audio:
    time = np.arange(round(seconds * rate)) / rate
    place = time % (SYLLABLE_S + PAUSE_S)
    envelope = np.where(place < SYLLABLE_S, np.sin(np.pi * place / SYLLABLE_S), 0.0)
    wave = sum(np.sin(2 * np.pi * hertz * part * time) / part for part in (1, 2, 3))
    return Audio((level * envelope * np.asarray(wave) / 1.5).astype(np.float32), rate)
