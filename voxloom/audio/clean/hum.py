"""Hum of the mains: found, then subtracted. Speech at the same frequencies stays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import Audio

HARMONICS = 10  # the mains frequency included
WANDER_HZ = 0.2  # how far the mains may be from their nominal frequency
GRID_HZ = 0.02
NEIGHBOURS_HZ = (-8.0, -6.0, -4.0, -3.0, 3.0, 4.0, 6.0, 8.0)
ABOVE_DB = 12.0  # over the median of its neighbours: a line of the mains, not a voice


def remove_hum(audio: Audio, mains: int) -> Audio:
    """Subtract the sinusoids at `mains` Hz (50 or 60) and its harmonics that the recording holds.

    Amplitudes and phases are those of the least-squares fit over the whole recording, which is the
    narrowest notch there is: what is not as steady as the mains stays. The frequency is the one
    within 0.2 Hz with most power in its first three harmonics; a harmonic that does not stand out
    of its neighbours by 12 dB is left alone, so that audio without hum is returned as it is.
    One frequency serves the whole recording, for as long as the mains keep it: half a minute.
    """
    spectrum = _fine_spectrum(audio)
    frequency = _mains_frequency(spectrum, mains)
    lines = [
        frequency * k
        for k in range(1, HARMONICS + 1)
        if frequency * k < audio.rate / 2 and _stands_out(spectrum, frequency * k)
    ]
    if not lines:
        return audio
    time = np.arange(len(audio.samples)) / audio.rate
    phases = 2.0 * np.pi * np.outer(time, lines)
    waves = np.concatenate([np.cos(phases), np.sin(phases)], axis=1)
    weights = np.linalg.lstsq(waves, audio.samples.astype(np.float64), rcond=None)[0]
    return Audio((audio.samples - waves @ weights).astype(np.float32), audio.rate)


def _fine_spectrum(audio: Audio) -> NDArray[np.float64]:
    """Magnitudes GRID_HZ apart, of the recording under a Hann window."""
    count = max(round(audio.rate / GRID_HZ), len(audio.samples))
    windowed = audio.samples * np.hanning(len(audio.samples))
    bins = np.fft.rfftfreq(count, 1.0 / audio.rate)
    wanted = np.arange(0.0, audio.rate / 2, GRID_HZ)
    return np.interp(wanted, bins, np.abs(np.fft.rfft(windowed, count)))


def _at(spectrum: NDArray[np.float64], frequency: float) -> float:
    return float(spectrum[min(round(frequency / GRID_HZ), len(spectrum) - 1)])


def _mains_frequency(spectrum: NDArray[np.float64], mains: int) -> float:
    near = np.arange(mains - WANDER_HZ, mains + WANDER_HZ + GRID_HZ / 2, GRID_HZ)
    powers = [sum(_at(spectrum, frequency * k) ** 2 for k in (1, 2, 3)) for frequency in near]
    return float(near[int(np.argmax(powers))])


def _stands_out(spectrum: NDArray[np.float64], frequency: float) -> bool:
    around = np.median([_at(spectrum, frequency + apart) for apart in NEIGHBOURS_HZ])
    return _at(spectrum, frequency) > 10.0 ** (ABOVE_DB / 20.0) * around
