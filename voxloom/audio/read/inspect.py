"""What keeps bad audio out: every way in which a file's sound may not be what it should.

Whether it is speech is not judged here (`voxloom.audio.clean.clean` does). Codes of the errors,
all with the measured value:

    missing_file unreadable outside not_a_file too_big changed       before it is read
    empty_file playlist undecodable no_audio                         no sound at all
    header_only lying_size lying_header truncated corrupt joined     the container
    changing_format lengths_differ decoders_differ                   the decoders
    bad_rate bad_channels too_long bomb too_short                    limits
    not_finite silence clipped                                       the sound

A DC offset and a wrong extension are no reasons: they are named in `mended`. Cleaning removes the
offset, and the kept file gets `suffix`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voxloom.audio.read.clipping import full_scale_share
from voxloom.audio.read.ffmpeg import EXACT, Decoded, decode_memory
from voxloom.audio.read.once import Limits as Limits
from voxloom.audio.read.once import read_once as read_once
from voxloom.audio.read.second import listen_again
from voxloom.audio.wave.sound import Audio, AudioError

SILENT = 2.0 / 32768.0  # peak: what dither alone reaches
DC = 0.005  # of full scale, worth a note
# Extensions of FFmpeg's containers, the usual one first.
SUFFIXES = {
    "aac": (".aac",),
    "aiff": (".aiff", ".aif", ".aifc"),
    "amr": (".amr",),
    "ape": (".ape",),
    "asf": (".wma", ".asf"),
    "au": (".au", ".snd"),
    "caf": (".caf",),
    "flac": (".flac",),
    "g722": (".g722",),
    "gsm": (".gsm",),
    "matroska": (".mka", ".mkv", ".webm"),
    "mov": (".m4a", ".mp4", ".m4b", ".mov", ".3gp", ".3g2"),
    "mp3": (".mp3", ".mp2", ".mpga", ".mpeg"),
    "nistsphere": (".sph", ".nist", ".wav"),
    "ogg": (".ogg", ".oga", ".opus", ".spx"),
    "tta": (".tta",),
    "voc": (".voc",),
    "w64": (".w64", ".wav"),
    "wav": (".wav", ".wave"),
    "wv": (".wv",),
}


@dataclass(frozen=True)
class Evidence:
    """What a file was judged by. Lengths are in samples a channel at its rate."""

    container: str
    codec: str
    channels: int
    declared: int | None  # None where the format does not say it
    libsndfile: int | None  # None where libsndfile does not read the format
    peak: float  # of full scale, its DC offset taken away
    dc: float
    clipped: float  # share of the samples


@dataclass(frozen=True)
class Inspected:
    """A recording that may be kept."""

    audio: Audio
    mended: tuple[str, ...]  # "dc 0.0312", "extension .mp3 to .ogg"
    figures: Evidence
    suffix: str  # the extension of the kept file


def inspect(data: bytes, name: str, limits: Limits) -> Inspected:
    """Judge the bytes of the file `name`. Raises AudioError with one of the codes above."""
    decoded = decode_memory(data, name, limits)
    heard = listen_again(data, decoded, name)
    audio = decoded.audio
    if audio.seconds < limits.min_seconds:
        message = f"{name}: shorter than {limits.min_seconds:g} s"
        raise AudioError("too_short", f"{audio.seconds:.3f}", message)
    evidence = _evidence(decoded, heard)
    if evidence.peak <= SILENT:
        raise AudioError("silence", f"{evidence.peak:.6f}", f"{name}: nothing but silence")
    if evidence.clipped > limits.max_clipped:
        message = f"{name}: {evidence.clipped:.1%} of its samples are clipped"
        raise AudioError("clipped", f"{evidence.clipped:.4f}", message)
    suffix, wrong = _suffix(name, decoded.container)
    offset = [f"dc {evidence.dc:.4f}"] if abs(evidence.dc) > DC else []
    return Inspected(audio, (*offset, *wrong), evidence, suffix)


def _evidence(decoded: Decoded, heard: int | None) -> Evidence:
    samples = decoded.audio.samples
    mono = samples if samples.ndim == 1 else samples.mean(axis=1, dtype=np.float32)
    dc = float(mono.mean(dtype=np.float64))
    return Evidence(
        container=decoded.container,
        codec=decoded.codec,
        channels=1 if samples.ndim == 1 else samples.shape[1],
        declared=decoded.declared,
        libsndfile=heard,
        peak=float(np.abs(mono - np.float32(dc)).max()),
        dc=dc,
        clipped=full_scale_share(samples, flat=decoded.codec.startswith(EXACT)),
    )


def _suffix(name: str, container: str) -> tuple[str, tuple[str, ...]]:
    """(the right extension, what was wrong with the one it has)."""
    usual = next((SUFFIXES[kind] for kind in container.split(",") if kind in SUFFIXES), ())
    found = Path(name).suffix
    if not usual or found.lower() in usual:
        return found.lower(), ()
    return usual[0], (f"extension {found or 'none'} to {usual[0]}",)
