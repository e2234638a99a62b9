"""A second opinion: libsndfile decodes the same bytes, and must hear the same as FFmpeg.

Both play on over damage, each in its own way; a sound they agree on to the sample was not damaged
where it matters. Measured on clean MP3: they differ by 2e-8; where one conceals a frame, by 1e-3.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from voxloom.audio.read.containers import mpeg
from voxloom.audio.read.ffmpeg import Decoded, tolerance_of
from voxloom.audio.wave.sound import AudioError, Samples

# What libsndfile 1.2 reads (FFmpeg's names); the rest is judged by FFmpeg and by what it declares.
CONTAINERS = ("wav", "w64", "flac", "mp3", "ogg", "aiff", "au", "caf")
SAME_SAMPLES = ("pcm_", "flac", "mp3", "vorbis")  # codecs whose decoders give the same numbers
DIFFERENCE = 1e-3  # of full scale
BLOCK = 2**18  # samples


def listen_again(data: bytes, decoded: Decoded, name: str) -> int | None:
    """Samples a channel by libsndfile, at FFmpeg's rate; None where it cannot tell.

    Raises AudioError(lengths_differ | decoders_differ | corrupt).
    """
    import soundfile

    same = decoded.codec.startswith(SAME_SAMPLES)
    if decoded.container not in CONTAINERS or not (same or decoded.codec == "opus"):
        return None
    if decoded.declared is None:
        return None  # it cannot seek in what has no length, and its binding seeks
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            count = _count(file, decoded, same, name)
            heard = round(count * decoded.audio.rate / file.samplerate)
    except (soundfile.LibsndfileError, RuntimeError, ValueError) as error:
        if decoded.container == "ogg":
            return None  # it refuses some short Opus files, and the pages' check sums are right
        message = f"{name}: FFmpeg reads it, libsndfile does not ({error})"
        raise AudioError("corrupt", "libsndfile", message) from None
    if decoded.container == "mp3" and not mpeg.has_tag(data):
        return None  # it guesses a length, and stops there
    ours = len(decoded.audio.samples)
    if abs(heard - ours) > tolerance_of(decoded):
        message = f"{name}: {ours} samples by FFmpeg, {heard} by libsndfile"
        raise AudioError("lengths_differ", f"{ours} and {heard}", message)
    return heard


def _count(file: Any, decoded: Decoded, same: bool, name: str) -> int:
    """Samples, each block held against FFmpeg's."""
    samples = decoded.audio.samples.reshape(len(decoded.audio.samples), -1)
    count = 0
    for block in file.blocks(BLOCK, dtype="float32", always_2d=True):
        theirs = samples[count : count + len(block)]
        if same and len(theirs):
            difference = _difference(theirs, block[: len(theirs)])
            if not difference < DIFFERENCE:
                message = f"{name}: FFmpeg and libsndfile decode it to other samples"
                raise AudioError("decoders_differ", f"{difference:.4f}", message)
        count += len(block)
        if count > 2 * len(samples) + BLOCK:
            break  # far too many already
    return count


def _difference(ours: Samples, theirs: Samples) -> float:
    """The greatest of all samples; infinite for another number of channels."""
    return float(np.abs(ours - theirs).max()) if ours.shape == theirs.shape else float("inf")
