"""The finish of synthesized speech: light denoise, fades, loudness, peak limit.

Each step takes and gives mono Audio and is deterministic. Fades come before the loudness, so that
the limiter has the last word and the ceiling holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from voxloom.audio.clean import SILENCE_DBFS, loudness
from voxloom.audio.decode import Audio, Samples
from voxloom.errors import VoxloomError

FADE_S = 0.005

GATE_WINDOW_S = 0.032
GATE_FLOOR = 0.1  # the quantile over time that counts as a bin's noise floor
GATE_ABOVE_DB = 9.0  # over the floor: half open
GATE_SLOPE_DB = 3.0
GATE_BLUR = (5, 7)  # bins x frames; a mask without isolated peaks makes no musical noise
DIGITAL_SILENCE = 1e-6  # magnitude

LOOK_AHEAD_S = 0.005
MAX_LIMITING_DB = 12.0
LOUDNESS_TOLERANCE = 0.1  # LU
LOUDNESS_ROUNDS = 4


@dataclass(frozen=True)
class PolishParams:
    loudness: float  # LUFS, ITU-R BS.1770
    peak: float  # dBFS, the highest sample allowed; at most 0
    denoise: float  # 0 (off) to 1: how much of the noise floor goes

    def __post_init__(self) -> None:
        """Raises VoxloomError that names the value out of range."""
        for name, low, high in (("loudness", -70, 0), ("peak", -60, 0), ("denoise", 0, 1)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise VoxloomError(f"polish: {name}: {value} is not between {low} and {high}")


def polish(audio: Audio, params: PolishParams) -> Audio:
    """The whole finish; the length (n,) and the rate stay. Silence stays silence."""
    if params.denoise:
        audio = denoise(audio, params.denoise)
    return level(fade(audio), params.loudness, params.peak)


def join(parts: Sequence[Audio], gap_seconds: float) -> Audio:
    """Sentences one after the other, faded at their ends, with silence in between.

    Raises VoxloomError for no parts, parts of several rates and a negative gap.
    """
    rates = sorted({part.rate for part in parts})
    if len(rates) != 1:
        raise VoxloomError(f"join: needs parts of one rate, got {len(parts)} parts, rates {rates}")
    if not gap_seconds >= 0.0:
        raise VoxloomError(f"join: a gap of {gap_seconds} s is negative")
    gap = np.zeros(round(gap_seconds * rates[0]), np.float32)
    pieces = [piece for part in parts for piece in (gap, fade(part).samples)]
    return Audio(np.concatenate(pieces[1:]), rates[0])


def denoise(audio: Audio, amount: float) -> Audio:
    """A gentle spectral gate: takes up to `amount` (0 to 1) of the magnitude near the noise floor.

    Stationary spectral gating as in noisereduce (Sainburg, 2020), with two differences: the floor
    of each frequency is a low quantile over time (as minimum statistics; Martin, 2001) and not the
    mean of the whole recording, which would count speech as noise; and the mask is a soft step,
    blurred over time and frequency.
    """
    n_fft = 2 ** round(np.log2(GATE_WINDOW_S * audio.rate))
    window = torch.hann_window(n_fft)
    spectrum_FT = torch.stft(
        torch.from_numpy(audio.samples),
        n_fft,
        window=window,
        pad_mode="constant",
        return_complex=True,
    )
    magnitude_FT = spectrum_FT.abs()
    heard_FT = magnitude_FT[:, magnitude_FT.amax(0) > DIGITAL_SILENCE]
    if not heard_FT.shape[1]:
        return audio
    # Not torch.quantile: it refuses more than 16 million values, nine minutes of speech.
    floor_F = heard_FT.kthvalue(1 + int(GATE_FLOOR * (heard_FT.shape[1] - 1)), dim=1).values
    ratio_FT = (magnitude_FT + DIGITAL_SILENCE) / (floor_F[:, None] + DIGITAL_SILENCE)
    open_FT = torch.sigmoid((20.0 * ratio_FT.log10() - GATE_ABOVE_DB) / GATE_SLOPE_DB)
    bins, frames = GATE_BLUR
    mask_FT = torch.nn.functional.avg_pool2d(
        open_FT[None], GATE_BLUR, 1, (bins // 2, frames // 2), count_include_pad=False
    )[0]
    samples = torch.istft(
        spectrum_FT * (1.0 - amount * (1.0 - mask_FT)),
        n_fft,
        window=window,
        length=len(audio.samples),
    )
    return Audio(samples.numpy(), audio.rate)


def fade(audio: Audio) -> Audio:
    """Raised-cosine ramps of 5 ms at both ends, or half the length where it is shorter."""
    count = min(round(FADE_S * audio.rate), len(audio.samples) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(count, 1))).astype(np.float32)
    samples = audio.samples.copy()
    samples[:count] *= ramp
    samples[len(samples) - count :] *= ramp[::-1]
    return Audio(samples, audio.rate)


def level(audio: Audio, target: float, peak: float) -> Audio:
    """Scale to `target` LUFS under a limiter at `peak` dBFS.

    What the limiter takes from the loudness is given back in a few rounds. It never takes more
    than 12 dB: a lone click stays below the target rather than raising the noise around it, and so
    does what peaks at every pitch period, for targets above some -18 LUFS. Silence is returned as
    it is.
    """
    highest = float(np.abs(audio.samples).max(initial=0.0))
    if not highest or (measured := loudness(audio)) < SILENCE_DBFS:
        return limit(audio, peak)
    most = 10.0 ** ((peak + MAX_LIMITING_DB) / 20.0) / highest
    gain, limited = 1.0, audio
    for _ in range(LOUDNESS_ROUNDS):
        gain = min(gain * 10.0 ** ((target - measured) / 20.0), most)
        limited = limit(Audio((audio.samples * gain).astype(np.float32), audio.rate), peak)
        measured = loudness(limited)
        if abs(measured - target) < LOUDNESS_TOLERANCE or gain == most:
            break
    return limited


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
