"""WAV in memory and in files."""

from __future__ import annotations

import io
from pathlib import Path

from voxloom.audio.wave.sound import (
    FLOAT_BYTES,
    MAX_CHANNELS,
    MAX_RATE,
    MIN_RATE,
    Audio,
    AudioError,
    from_int16,
    to_int16,
)
from voxloom.core import files

GIB = 2**30


def encode(audio: Audio, container: str) -> bytes:
    """16-bit WAV or FLAC bytes; `container` is "WAV" or "FLAC"."""
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, to_int16(audio.samples), audio.rate, "PCM_16", format=container)
    return buffer.getvalue()


def write_wav(path: Path, audio: Audio) -> None:
    """Write 16-bit WAV, atomically."""
    files.write_bytes(path, encode(audio, "WAV"))


def read_wav(path: Path) -> Audio:
    """A file that `write_wav` wrote: encoded again, it has the same bytes."""
    import soundfile

    values, rate = soundfile.read(path, dtype="int16")
    return Audio(from_int16(values), rate)


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
