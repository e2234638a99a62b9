"""Audio from files and bytes, resampled, and written as WAV and FLAC."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.read.ffmpeg import FLOAT_BYTES, MAX_CHANNELS, MAX_RATE, MIN_RATE, decode_memory
from voxloom.audio.read.once import Limits, read_once
from voxloom.audio.wave.sound import Audio as Audio
from voxloom.audio.wave.sound import AudioError as AudioError
from voxloom.audio.wave.sound import Samples as Samples
from voxloom.core import files

GIB = 2**30


def decode(path: Path, max_seconds: float = 3600.0) -> Audio:
    """Decode any file FFmpeg reads to float samples (n,) or (n, channels).

    Raises AudioError as `read_once` and `decode_memory` do; its message names the file.
    """
    limits = Limits(max_seconds=max_seconds, max_bytes=GIB, max_decoded=GIB)
    return decode_memory(read_once(path, limits), str(path), limits).audio


def to_mono(audio: Audio) -> Audio:
    """The mean of the channels."""
    if audio.samples.ndim == 1:
        return audio
    return Audio(audio.samples.mean(axis=1, dtype=np.float32), audio.rate)


def resample(audio: Audio, rate: int) -> Audio:
    """Band-limited resampling (soxr, very high quality) to `rate` Hz."""
    if audio.rate == rate:
        return audio
    import soxr

    samples = soxr.resample(audio.samples, audio.rate, rate, quality="VHQ")
    return Audio(samples.astype(np.float32), rate)


def load(path: Path, rate: int, max_seconds: float = 3600.0) -> Audio:
    """Any audio file as mono at `rate` Hz."""
    return resample(to_mono(decode(path, max_seconds)), rate)


def to_int16(samples: Samples) -> NDArray[np.int16]:
    """Round to 16 bits; what is beyond full scale is clipped."""
    rounded: NDArray[np.int16] = np.clip(np.rint(samples * 32767.0), -32768, 32767).astype(np.int16)
    return rounded


def encode(audio: Audio, container: str) -> bytes:
    """16-bit WAV or FLAC bytes; `container` is "WAV" or "FLAC"."""
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, to_int16(audio.samples), audio.rate, "PCM_16", format=container)
    return buffer.getvalue()


def write_wav(path: Path, audio: Audio) -> None:
    """Write 16-bit WAV, atomically."""
    files.write_bytes(path, encode(audio, "WAV"))


def decode_bytes(data: bytes, max_seconds: float = 3600.0, max_decoded: int = GIB) -> Audio:
    """Decode a WAV or FLAC file held in memory; what its header promises is held in bounds first.

    Raises AudioError when it is neither, longer than `max_seconds`, of more than `max_decoded`
    bytes as float32 in all its channels, or of a rate or number of channels that no recording has.
    """
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            _check_header(file.samplerate, file.channels, file.frames, max_seconds, max_decoded)
            return Audio(file.read(dtype="float32"), file.samplerate)
    except soundfile.LibsndfileError as error:
        raise AudioError("undecodable", type(error).__name__, f"no WAV or FLAC: {error}") from None


def _check_header(
    rate: int, channels: int, count: int, max_seconds: float, max_decoded: int
) -> None:
    if not MIN_RATE <= rate <= MAX_RATE:
        message = f"{rate} Hz is not within {MIN_RATE} to {MAX_RATE} Hz"
        raise AudioError("bad_rate", str(rate), message)
    if not 0 < channels <= MAX_CHANNELS:
        message = f"{channels} channels, over {MAX_CHANNELS}"
        raise AudioError("bad_channels", str(channels), message)
    if count > max_seconds * rate:
        raise AudioError("too_long", f"{count / rate:.1f}", f"longer than {max_seconds:g} s")
    decoded = count * channels * FLOAT_BYTES
    if decoded > max_decoded:
        message = f"its samples take {decoded} bytes in {channels} channels, over {max_decoded}"
        raise AudioError("too_big", str(decoded), message)


def read_segment(path: Path, offset: int, count: int) -> Audio:
    """`count` samples of a WAV or FLAC file from sample `offset`, mono.

    Raises AudioError when the file is missing or ends before them.
    """
    import soundfile

    try:
        samples, rate = soundfile.read(path, frames=count, start=offset, dtype="float32")
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioError("undecodable", type(error).__name__, f"{path}: {error}") from None
    if len(samples) != count:
        message = f"{path}: ends {count - len(samples)} samples early"
        raise AudioError("truncated", str(len(samples)), message)
    return Audio(samples, rate)
