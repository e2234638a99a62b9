"""Loudness: measured, and set under a limiter, for recordings and for synthesized speech alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from voxloom.audio.wave.sound import Audio, Samples

BLOCK_S = 0.4  # BS.1770's gating block
SILENCE_DBFS = -70.0

LOOK_AHEAD_S = 0.005
MAX_LIMITING_DB = 12.0
LOUDNESS_TOLERANCE = 0.1  # LU
LOUDNESS_ROUNDS = 4


@dataclass(frozen=True)
class Levelled:
    """Audio at its target, and what it cost."""

    audio: Audio
    limited: float  # dB, the most the limiter took from a peak
    held_back: float  # LU below the target, where the limiter would have had to take more


def loudness(audio: Audio) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770-4).

    The standard's gating block is 0.4 s; a shorter utterance is measured in one block of its
    own length. Silence gives -inf.
    """
    import pyloudnorm

    # A hair less than its length, which rounding could make more than there is.
    block = min(BLOCK_S, (len(audio.samples) - 1e-6) / audio.rate)
    meter = pyloudnorm.Meter(audio.rate, block_size=block)
    with np.errstate(divide="ignore"):
        return float(meter.integrated_loudness(audio.samples.astype(np.float64)))


def level(audio: Audio, target: float, peak: float) -> Levelled:
    """Scale to `target` LUFS under a limiter at `peak` dBFS.

    What the limiter takes from the loudness is given back in a few rounds. It never takes more
    than 12 dB: a lone click stays below the target rather than raising the noise around it, and so
    does what peaks at every pitch period, for targets above some -18 LUFS. Silence is returned as
    it is.
    """
    silent = not np.abs(audio.samples).max(initial=0.0)
    if silent or (measured := loudness(audio)) < SILENCE_DBFS:
        return Levelled(limit(audio, peak), 0.0, 0.0)
    return level_from(measured, audio, target, peak)


def level_from(measured: float, audio: Audio, target: float, peak: float) -> Levelled:
    """`level` of audio whose loudness is known, and is not silence."""
    highest = float(np.abs(audio.samples).max())
    most = 10.0 ** ((peak + MAX_LIMITING_DB) / 20.0) / highest
    gain, limited = 1.0, audio
    for _ in range(LOUDNESS_ROUNDS):
        gain = min(gain * 10.0 ** ((target - measured) / 20.0), most)
        limited = limit(Audio((audio.samples * gain).astype(np.float32), audio.rate), peak)
        measured = loudness(limited)
        if abs(measured - target) < LOUDNESS_TOLERANCE or gain == most:
            break
    over = float(20.0 * np.log10(gain * highest)) - peak
    return Levelled(limited, max(0.0, over), max(0.0, target - measured))


def limit(audio: Audio, peak: float) -> Audio:
    """No sample above `peak` dBFS: a gain that falls and rises smoothly around each peak.

    The gain is the lowest one any sample within 5 ms needs, averaged over the same 5 ms: each
    average holds only gains that are low enough for its own sample. Zero phase, no delay. Peaks
    between the samples are not looked at.
    """
    ceiling = np.nextafter(np.float32(10.0 ** (peak / 20.0)), np.float32(0.0))
    height = np.abs(audio.samples)
    if height.max(initial=0.0) <= ceiling:
        return audio
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    span = 2 * round(LOOK_AHEAD_S * audio.rate) + 1
    needed = float(ceiling) / np.maximum(height.astype(np.float64), float(ceiling))
    gain = uniform_filter1d(minimum_filter1d(needed, span, mode="nearest"), span, mode="nearest")
    samples: Samples = (audio.samples * gain).astype(np.float32)
    return Audio(np.clip(samples, -ceiling, ceiling), audio.rate)  # for the last rounding
