"""How noisy a recording is, told from itself.

Noise is taken for steady: its power is that of the quietest frames, as in the histograms of frame
energies of Hirsch and Ehrlicher (ICASSP 1995) and of NIST's `stnr`. Speech leaves enough of them,
between words and in the closures of its stops.
"""

from __future__ import annotations

import numpy as np

from voxloom.audio.wave.sound import Audio

FRAME_S, HOP_S = 0.02, 0.01
QUIETEST = 0.05  # share of the frames
QUANTIZATION = (1.0 / 32768.0) ** 2 / 12.0  # power of what 16 bits round away
LOWEST = -20.0  # dB


def snr_db(audio: Audio) -> float:
    """Speech power over noise power of a mono recording, in dB, both over its whole length.

    Up to 1 dB too high, for the quietest frames are a little quieter than the noise; without a
    quiet moment too low; 70 dB and more where silence was cut to digital zero.
    """
    samples = audio.samples.astype(np.float64)
    energies = _frame_energies(samples - samples.mean(), audio.rate) + QUANTIZATION
    noise = float(np.sort(energies)[: max(1, round(QUIETEST * len(energies)))].mean())
    speech = float(energies.mean()) - noise
    return float(10.0 * np.log10(max(speech / noise, 10.0 ** (LOWEST / 10.0))))


def _frame_energies(samples: np.ndarray, rate: int) -> np.ndarray:
    """Mean square of each frame; a recording shorter than a frame is one."""
    length = min(round(FRAME_S * rate), len(samples))
    until = np.concatenate([[0.0], np.cumsum(samples**2)])
    starts = np.arange(0, len(samples) - length + 1, max(1, round(HOP_S * rate)))
    return np.maximum(until[starts + length] - until[starts], 0.0) / length
