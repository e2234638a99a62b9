"""Cleaning, one small function a step; each takes and gives mono Audio.

Order: clipping, DC, hum, band, denoise, trim, loudness under a limiter. Clipping comes first, while
its ceiling is still flat; trimming comes before loudness so that silence around speech does not
count. What each step does to damaged and to clean speech is measured by `voxloom.study.cleaning`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from voxloom.audio.clean.band import band_limit
from voxloom.audio.clean.declip import declip
from voxloom.audio.clean.hum import remove_hum
from voxloom.audio.clean.params import CleanParams
from voxloom.audio.finish.denoise import denoise
from voxloom.audio.finish.level import SILENCE_DBFS, Levelled, level_from, loudness
from voxloom.audio.wave.sound import Audio, AudioError, resample
from voxloom.core.manifest import Identified

CLEANING = "cleaning.jsonl"  # beside the cleaned: what changed in each utterance
VAD_RATE = 16000
DENOISE = 0.9  # of the noise floor's magnitude goes


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
    limited: float  # dB, the most the limiter took from a peak
    held_back: float  # LU below the target, rather than limiting more


def decibels(amplitude: float) -> float:
    """20 log10, with a floor of -120 dB."""
    return float(20.0 * np.log10(max(amplitude, 1e-6)))


def measure(audio: Audio) -> Figures:
    lufs = loudness(audio)
    return Figures(
        seconds=round(audio.seconds, 4),
        loudness_lufs=round(max(lufs, -120.0), 2),
        peak_dbfs=round(decibels(float(np.abs(audio.samples).max())), 2),
        rms_dbfs=round(decibels(float(np.sqrt(np.mean(audio.samples**2)))), 2),
        dc=round(float(audio.samples.mean()), 6),
    )


def remove_dc(audio: Audio) -> Audio:
    return Audio(
        audio.samples - audio.samples.mean(dtype=np.float64).astype(np.float32), audio.rate
    )


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


def speech_bounds(audio: Audio, margin: float) -> slice:
    """The samples of speech and `margin` seconds around it. Raises AudioError(no_speech)."""
    span = speech_span(audio)
    if span is None:
        raise AudioError("no_speech", "0", "no speech found")
    extra = round(margin * audio.rate)
    return slice(max(0, span[0] - extra), min(len(audio.samples), span[1] + extra))


def trim(audio: Audio, margin: float) -> Audio:
    """Keep speech and `margin` seconds around it. Raises AudioError(no_speech)."""
    return Audio(audio.samples[speech_bounds(audio, margin)], audio.rate)


def set_loudness(audio: Audio, target: float, peak: float) -> Levelled:
    """Scale to `target` LUFS with no sample above `peak` dBFS. Raises AudioError(silent).

    The rare peak in the way is limited, and the row in cleaning.jsonl says by how much: one click
    must not leave a whole utterance softer than its neighbours.
    """
    lufs = loudness(audio)
    if lufs < SILENCE_DBFS:
        raise AudioError("silent", f"{lufs:.1f}", f"loudness {lufs:.1f} LUFS is silence")
    return level_from(lufs, audio, target, peak)


def check_length(audio: Audio, least: float, most: float) -> None:
    """Raises AudioError(too_short | too_long)."""
    seconds = f"{audio.seconds:.3f}"
    if audio.seconds < least:
        raise AudioError("too_short", seconds, f"{seconds} s, {least:g} s at least")
    if audio.seconds > most:
        raise AudioError("too_long", seconds, f"{seconds} s, {most:g} s at most")


def clean(audio: Audio, params: CleanParams) -> Levelled:
    """The whole chain, on mono audio at the project's rate.

    Raises AudioError (silent, no_speech, too_short, too_long) for what is no utterance.
    """
    if decibels(float(np.abs(audio.samples).max())) < SILENCE_DBFS:
        raise AudioError("silent", "0", "digital silence")
    check_length(
        audio, params.min_seconds, np.inf
    )  # before speech is looked for in next to nothing
    if params.declip:
        audio = declip(audio)
    audio = remove_dc(audio)
    if params.hum is not None:
        audio = remove_hum(audio, params.hum)
    if params.band is not None:
        audio = band_limit(audio, *params.band)
    if params.denoise:
        audio = denoise(audio, DENOISE)
    if params.trim:
        audio = trim(audio, params.trim_margin)
    check_length(audio, params.min_seconds, params.max_seconds)
    return set_loudness(audio, params.loudness, params.peak)
