"""Integrated loudness (ITU-R BS.1770-4) of mono sound.

The two filters of the K-weighting go over the spectrum of pieces, each with the history that the
filters remember: SciPy's `lfilter`, and pyloudnorm on top of it, take half a second to import.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import Audio

BLOCK_S = 0.4  # the gating block
STEP = 0.25  # of a block, from one to the next
OFFSET = -0.691  # LU: a sine of 997 Hz at full scale has -3.01 LUFS
ABSOLUTE_GATE = -70.0  # LUFS
RELATIVE_GATE = -10.0  # LU
PIECE_S = 4.0
REMEMBERED_S = 0.25  # by then the slower filter is below the last bit of a double

Values = NDArray[np.float64]
Response = NDArray[np.complex128]


def loudness(audio: Audio) -> float:
    """Integrated loudness in LUFS.

    An utterance shorter than a gating block is measured in one block of its own length. Silence
    gives -inf.
    """
    # A hair less than its length, which rounding could make more than there is.
    block = min(BLOCK_S, (len(audio.samples) - 1e-6) / audio.rate)
    power_N = _block_powers(audio, block)
    with np.errstate(divide="ignore"):
        loudness_N = OFFSET + 10.0 * np.log10(power_N)
        loud_N = loudness_N >= ABSOLUTE_GATE
        if not loud_N.any():
            return -math.inf
        gate = OFFSET + 10.0 * np.log10(power_N[loud_N].mean()) + RELATIVE_GATE
    heard_N = loud_N & (loudness_N > gate)
    return float(OFFSET + 10.0 * np.log10(power_N[heard_N].mean()))


def _block_powers(audio: Audio, block: float) -> Values:
    """Mean squares of the weighted samples over blocks of `block` seconds."""
    length, rate = len(audio.samples), audio.rate
    energy = np.concatenate([[0.0], *(np.square(part) for part in _weighted(audio))]).cumsum()
    count = round((length / rate - block) / (block * STEP)) + 1
    start_N = (block * STEP * np.arange(count) * rate).astype(int)
    end_N = (block * (STEP * np.arange(count) + 1.0) * rate).astype(int).clip(max=length)
    powers: Values = (energy[end_N] - energy[start_N]) / (block * rate)
    return powers


def _weighted(audio: Audio) -> Iterator[Values]:
    """The K-weighted samples, a piece at a time."""
    length, past = len(audio.samples), round(REMEMBERED_S * audio.rate)
    size = 2 ** round(math.log2(PIECE_S * audio.rate))
    response = _k_weighting(audio.rate, size)
    for start in range(0, length, size - past):
        piece = audio.samples[max(0, start - past) : start - past + size].astype(np.float64)
        spectrum = np.fft.rfft(piece, size)
        yield np.fft.irfft(spectrum * response, size)[min(start, past) : len(piece)]


@lru_cache(maxsize=2)
def _k_weighting(rate: int, size: int) -> Response:
    """Its response at the frequencies of an FFT: a shelf of 4 dB for the head, and a high-pass."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    shelf, alpha, cos = 10.0 ** (4.0 / 40.0), *_corner(1500.0, math.sqrt(0.5), rate)
    up, down, slope = shelf + 1.0, shelf - 1.0, 2.0 * math.sqrt(shelf) * alpha
    high_shelf = _biquad(
        z,
        (
            shelf * (up + down * cos + slope),
            -2.0 * shelf * (down + up * cos),
            shelf * (up + down * cos - slope),
        ),
        (up - down * cos + slope, 2.0 * (down - up * cos), up - down * cos - slope),
    )
    alpha, cos = _corner(38.0, 0.5, rate)
    high_pass = _biquad(
        z,
        ((1.0 + cos) / 2.0, -(1.0 + cos), (1.0 + cos) / 2.0),
        (1.0 + alpha, -2.0 * cos, 1.0 - alpha),
    )
    return high_shelf * high_pass


def _corner(hertz: float, quality: float, rate: int) -> tuple[float, float]:
    """What the audio equalizer cookbook (Bristow-Johnson) calls alpha, and the cosine."""
    angle = 2.0 * math.pi * hertz / rate
    return math.sin(angle) / (2.0 * quality), math.cos(angle)


def _biquad(
    z: Response, above: tuple[float, float, float], below: tuple[float, float, float]
) -> Response:
    b, a = above, below
    response: Response = (b[0] + z * (b[1] + z * b[2])) / (a[0] + z * (a[1] + z * a[2]))
    return response
