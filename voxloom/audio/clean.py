"""Cleaning, one small function a step; each takes and gives mono Audio.

Order: DC, denoise, trim, loudness, peak. Trimming comes before loudness so that silence
around speech does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from voxloom.audio.decode import Audio, AudioError, resample
from voxloom.manifest import Identified
from voxloom.params import CleanParams

VAD_RATE = 16000
BLOCK_S = 0.4  # BS.1770's gating block
SILENCE_DBFS = -70.0


@dataclass(frozen=True)
class Figures:
    """What an utterance measures, before or after cleaning."""

    seconds: float
    loudness_lufs: float
    peak_dbfs: float
    rms_dbfs: float
    dc: float


class Cleaning(Identified):
    """What cleaning changed in one utterance."""

    before: Figures
    after: Figures


def decibels(amplitude: float) -> float:
    """20 log10, with a floor of -120 dB."""
    return float(20.0 * np.log10(max(amplitude, 1e-6)))


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


def measure(audio: Audio) -> Figures:
    level = loudness(audio)
    return Figures(
        seconds=round(audio.seconds, 4),
        loudness_lufs=round(max(level, -120.0), 2),
        peak_dbfs=round(decibels(float(np.abs(audio.samples).max())), 2),
        rms_dbfs=round(decibels(float(np.sqrt(np.mean(audio.samples**2)))), 2),
        dc=round(float(audio.samples.mean()), 6),
    )


def remove_dc(audio: Audio) -> Audio:
    return Audio(
        audio.samples - audio.samples.mean(dtype=np.float64).astype(np.float32), audio.rate
    )


def denoise(audio: Audio) -> Audio:
    """Stationary spectral gating (noisereduce; Sainburg, 2020)."""
    import noisereduce

    samples = noisereduce.reduce_noise(y=audio.samples, sr=audio.rate, stationary=True)
    return Audio(samples.astype(np.float32), audio.rate)


@lru_cache(maxsize=1)
def _voice_activity_model() -> Any:
    import silero_vad

    return silero_vad.load_silero_vad()


def speech_span(audio: Audio) -> tuple[int, int] | None:
    """First and last sample of speech (Silero VAD), or None where there is none.

    One-word prompts can stay under the usual threshold of 0.5: a second look uses 0.2.
    """
    import silero_vad
    import torch

    samples = torch.from_numpy(resample(audio, VAD_RATE).samples)
    for threshold in (0.5, 0.2):
        spans = silero_vad.get_speech_timestamps(
            samples,
            _voice_activity_model(),
            sampling_rate=VAD_RATE,
            threshold=threshold,
            min_speech_duration_ms=60,
        )
        if spans:
            scale = audio.rate / VAD_RATE
            return int(spans[0]["start"] * scale), int(spans[-1]["end"] * scale)
    return None


def trim(audio: Audio, margin: float) -> Audio:
    """Keep speech and `margin` seconds around it. Raises AudioError(no_speech)."""
    span = speech_span(audio)
    if span is None:
        raise AudioError("no_speech", "0", "no speech found")
    extra = round(margin * audio.rate)
    start, end = max(0, span[0] - extra), min(len(audio.samples), span[1] + extra)
    return Audio(audio.samples[start:end], audio.rate)


def set_loudness(audio: Audio, target: float, peak: float) -> Audio:
    """Scale to `target` LUFS, but to no sample above `peak` dBFS. Raises AudioError(silent)."""
    level = loudness(audio)
    if level < SILENCE_DBFS:
        raise AudioError("silent", f"{level:.1f}", f"loudness {level:.1f} LUFS is silence")
    gain = 10.0 ** ((target - level) / 20.0)
    ceiling = 10.0 ** (peak / 20.0) / float(np.abs(audio.samples).max())
    return Audio((audio.samples * min(gain, ceiling)).astype(np.float32), audio.rate)


def check_length(audio: Audio, params: CleanParams) -> None:
    """Raises AudioError(too_short | too_long)."""
    seconds = f"{audio.seconds:.3f}"
    if audio.seconds < params.min_seconds:
        raise AudioError("too_short", seconds, f"{seconds} s of speech")
    if audio.seconds > params.max_seconds:
        raise AudioError("too_long", seconds, f"{seconds} s of speech")


def clean(audio: Audio, params: CleanParams) -> Audio:
    """The whole chain, on mono audio at the project's rate.

    Raises AudioError (silent, no_speech, too_short, too_long) for what is no utterance.
    """
    if decibels(float(np.abs(audio.samples).max())) < SILENCE_DBFS:
        raise AudioError("silent", "0", "digital silence")
    audio = remove_dc(audio)
    if params.denoise:
        audio = denoise(audio)
    if params.trim:
        audio = trim(audio, params.trim_margin)
    check_length(audio, params)
    return set_loudness(audio, params.loudness, params.peak)
