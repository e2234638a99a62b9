"""How noisy a recording is, told from itself: WADA-SNR (Kim and Stern, Interspeech 2008).

The amplitudes of clean speech follow a symmetric gamma distribution of shape 0.4, most noise is
Gaussian. ln E|x| - E ln|x| tells the two apart whatever the gain, and grows with the SNR from 0.41
(noise alone) to 1.65. The authors' table of it is integrated here anew.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.decode import Audio

Values = NDArray[np.floating[Any]]

SHAPE = 0.4
LOWEST, HIGHEST = -20.0, 100.0  # dB; beyond them the curve is flat
STEP = 1.0  # dB
HALF_BIT = 0.5 / 32768.0  # what a sample of 16 bits that reads zero may have been
POINTS = 4000  # of each distribution, at equal probability
FAR = 20.0  # standard deviations: noise then hardly changes a logarithm


def snr_db(audio: Audio) -> float:
    """Speech power over noise power, in dB; mono audio of a second and more.

    Silence cut to digital zero counts as no noise: a gated recording is estimated too high.
    """
    samples = audio.samples.astype(np.float64)
    magnitudes = np.maximum(np.abs(samples - samples.mean()), HALF_BIT)
    statistic = np.log(magnitudes.mean()) - np.log(magnitudes).mean()
    statistics, levels = _curve()
    return float(np.interp(statistic, statistics, levels))


@lru_cache(maxsize=1)
def _curve() -> tuple[Values, Values]:
    """ln E|x| - E ln|x| of speech in noise, rising, and the SNRs in dB that belong to it."""
    from scipy import special, stats

    chances = (np.arange(POINTS) + 0.5) / POINTS
    speech = special.gammaincinv(SHAPE, chances)
    noise = stats.norm.ppf(chances)
    offsets = np.linspace(0.0, FAR, 400)
    logs = np.log(np.abs(offsets[:, None] + noise)).mean(axis=1)  # E ln|u + n|
    levels = np.arange(LOWEST, HIGHEST + STEP / 2, STEP)
    power = SHAPE * (SHAPE + 1.0)
    statistics = []
    for level in levels:
        scaled = speech * np.sqrt(10.0 ** (level / 10.0) / power)  # in the noise's deviations
        near = np.interp(scaled, offsets, logs)
        log = np.where(scaled < FAR, near, np.log(np.maximum(scaled, FAR)))
        # E|u + n|, the mean of a folded normal distribution
        size = np.sqrt(2.0 / np.pi) * np.exp(-(scaled**2) / 2.0)
        size += scaled * special.erf(scaled / np.sqrt(2.0))
        statistics.append(np.log(size.mean()) - log.mean())
    return np.asarray(statistics), levels
