"""A voice as source and filter: pitch, spectral envelope and how periodic each band is.

WORLD's analysis (Morise, Yokomori and Ozawa, 2016). J frames, one every `hop` samples; F
frequencies from 0 to half the rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voxloom.audio.mel.features import Matrix, f0_contour
from voxloom.audio.wave.sound import Audio, Samples, resample

LEAST_RATE = 16000  # Hz: D4C looks at frequencies up to 7.9 kHz, whether there are any or not
MOST_PERIODIC = 0.999  # of a band's power: that of a voice is never all periodic
SILENCE = 1e-12  # power


@dataclass(frozen=True)
class Anatomy:
    """One waveform's source and filter."""

    log_f0_J: Matrix  # ln(Hz), drawn through where nothing is voiced
    voiced_J: Matrix  # 1.0 where voiced, else 0.0
    envelope_JF: Matrix  # log magnitude, nats: of pulses and of noise, both of power 1
    periodic_JF: Matrix  # share of the power that is periodic

    def frames(self, count: int) -> Anatomy:
        """The first of them."""
        return Anatomy(*(array[:count] for array in vars(self).values()))


def dissect(
    wave: Samples, rate: int, hop: int, bins: int, f0_min: float, f0_max: float
) -> Anatomy | None:
    """Of one frame more than there are whole hops in the waveform; None where nothing is voiced.

    Pitch by DIO and StoneMask, envelope by CheapTrick, periodicity by D4C. Where DIO hears no
    voice its neighbours' pitch is taken, and D4C decides: DIO alone misses a sixth of the frames.
    A rate below LEAST_RATE is raised to it; D4C then takes some hiss for voice.
    """
    import pyworld

    raised = max(rate, LEAST_RATE)
    samples = resample(Audio(wave, rate), raised).samples.astype(np.float64)
    f0, times = f0_contour(samples, raised, 1000.0 * hop / rate, f0_min, f0_max)
    voiced = f0 > 0.0
    if not voiced.any():
        return None
    places = np.arange(len(f0))
    log_f0 = np.interp(places, places[voiced], np.log(f0[voiced]))
    power = pyworld.cheaptrick(samples, np.exp(log_f0), times, raised) * (rate / raised)
    aperiodic = pyworld.d4c(samples, np.exp(log_f0), times, raised)
    highest = (power.shape[1] - 1) * rate / raised
    chosen = np.linspace(0, highest, bins).round().astype(int)
    return Anatomy(
        log_f0.astype(np.float32),
        voiced.astype(np.float32),
        (0.5 * np.log(np.maximum(power[:, chosen], SILENCE))).astype(np.float32),
        np.minimum(1.0 - np.square(aperiodic[:, chosen]), MOST_PERIODIC).astype(np.float32),
    )
