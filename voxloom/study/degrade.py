"""Damage of a known amount, to measure what cleaning mends.

Pure functions on mono audio (n,); the same seed gives the same samples. A signal-to-noise ratio is
that of the mean powers over the whole recording. Nothing is clipped to full scale but by `clipped`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import Audio

Signal = NDArray[np.float64]  # (n,)

BABBLERS = 8
HUM_HARMONICS = 10
DIRECT_DB = 3.0  # level of the direct sound over the reverberation's


def with_white_noise(audio: Audio, snr_db: float, seed: int) -> Audio:
    return _add(audio, np.random.default_rng(seed).normal(size=len(audio.samples)), snr_db)


def with_pink_noise(audio: Audio, snr_db: float, seed: int) -> Audio:
    """The same power in every octave, as fans, traffic and tape come near to."""
    count = len(audio.samples)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=count))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0.0
    return _add(audio, np.fft.irfft(spectrum, count), snr_db)


def with_babble(audio: Audio, snr_db: float, seed: int) -> Audio:
    """Eight voices behind: the recording itself, backward, each from another place on."""
    backward = audio.samples[::-1].astype(np.float64)
    starts = np.random.default_rng(seed).integers(0, len(backward), BABBLERS)
    return _add(audio, np.sum([np.roll(backward, start) for start in starts], axis=0), snr_db)


def with_hum(audio: Audio, snr_db: float, seed: int, mains: float = 50.0) -> Audio:
    """The mains and its harmonics: the k-th has 1/k of the amplitude, and a phase of its own."""
    time = np.arange(len(audio.samples)) / audio.rate
    phases = np.random.default_rng(seed).uniform(0.0, 2.0 * np.pi, HUM_HARMONICS)
    tones = [
        np.sin(2.0 * np.pi * mains * k * time + phase) / k
        for k, phase in enumerate(phases, start=1)
        if mains * k < audio.rate / 2
    ]
    return _add(audio, np.sum(tones, axis=0), snr_db)


def with_offset(audio: Audio, snr_db: float) -> Audio:
    """A constant on top: DC."""
    return _add(audio, np.ones(len(audio.samples)), snr_db)


def clipped(audio: Audio, depth_db: float) -> Audio:
    """What is less than `depth_db` under the highest sample is cut off there."""
    ceiling = float(np.abs(audio.samples).max(initial=0.0)) * 10.0 ** (-depth_db / 20.0)
    return Audio(np.clip(audio.samples, -ceiling, ceiling).astype(np.float32), audio.rate)


def reverberant(audio: Audio, t60: float, seed: int) -> Audio:
    """Speech in a room of a known reverberation time; the length and the direct sound stay."""
    from scipy.signal import fftconvolve

    response = impulse_response(t60, audio.rate, seed)
    wet = fftconvolve(audio.samples.astype(np.float64), response)[: len(audio.samples)]
    return Audio(wet.astype(np.float32), audio.rate)


def impulse_response(t60: float, rate: int, seed: int) -> Signal:
    """A room as direct sound and Gaussian noise that falls by 60 dB in `t60` seconds.

    Polack's model (1988) of what comes after the first reflections. An image-source room has them,
    but its reverberation time is only about what its walls were chosen for.
    """
    count = round(t60 * rate) + 1
    decay = 10.0 ** (-3.0 * np.arange(count) / (t60 * rate))
    tail: Signal = np.random.default_rng(seed).normal(size=count) * decay
    tail[0] = 0.0
    tail *= 10.0 ** (-DIRECT_DB / 20.0) / np.sqrt(np.sum(tail**2))
    tail[0] = 1.0
    return tail


def _add(audio: Audio, noise: Signal, snr_db: float) -> Audio:
    """`noise` at `snr_db` below the recording; silence, and no noise at all, stay as they are."""
    signal = audio.samples.astype(np.float64)
    power = float(np.mean(noise**2))
    if not power:
        return audio
    scale = np.sqrt(np.mean(signal**2) / power * 10.0 ** (-snr_db / 10.0))
    return Audio((signal + scale * noise).astype(np.float32), audio.rate)
