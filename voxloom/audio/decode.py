"""The only module that opens audio files: decode to float, resample, write WAV and FLAC."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voxloom import files
from voxloom.errors import VoxloomError

Samples = NDArray[np.float32]

# FFmpeg cannot tell a headerless G.722 stream by looking at it.
RAW_FORMATS = {".g722": "g722"}
MAX_CHANNELS = 32
WHOLE = 0.95  # share of what the header promises
PADDING_S = 0.1  # what an encoder may put around the sound and its decoder take away
UNKNOWN_SIZE = (0, 0xFFFFFFFF)  # in a RIFF header: written to a pipe


class AudioError(VoxloomError):
    """A recording that cannot be used; `code` and `value` go to the quarantine list."""

    def __init__(self, code: str, value: str, message: str) -> None:
        super().__init__(message)
        self.code, self.value = code, value


@dataclass(frozen=True)
class Audio:
    samples: Samples  # (n,) mono or (n, channels), full scale is 1.0
    rate: int  # Hz

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


def decode(path: Path, max_seconds: float = 3600.0) -> Audio:
    """Decode any file FFmpeg reads to float samples (n,) or (n, channels).

    Streamed, and stopped at `max_seconds` so that a decoder bomb cannot fill the memory.
    Raises AudioError for empty, unreadable, truncated, endless and silent-header files.
    """
    if not path.is_file():
        raise AudioError("missing_file", "0", f"{path}: no such file")
    if path.stat().st_size == 0:
        raise AudioError("empty_file", "0", f"{path}: the file is empty (0 bytes)")
    import av

    try:
        with av.open(
            str(path), format=RAW_FORMATS.get(path.suffix.lower()), metadata_errors="replace"
        ) as container:
            if not container.streams.audio:
                raise AudioError("no_audio", "0", f"{path}: holds no audio stream")
            audio = _decode_stream(path, container, max_seconds)
            _check_whole(path, container, audio.seconds)
            return audio
    except (av.error.FFmpegError, EOFError) as error:
        raise AudioError("undecodable", type(error).__name__, f"{path}: {error}") from None


def _decode_stream(path: Path, container: object, max_seconds: float) -> Audio:
    import av

    stream = container.streams.audio[0]  # type: ignore[attr-defined]
    rate, channels = stream.rate, stream.channels
    if not 0 < channels <= MAX_CHANNELS:
        raise AudioError("bad_channels", str(channels), f"{path}: {channels} channels")
    resampler = av.AudioResampler(format="fltp", layout=stream.layout, rate=rate)
    blocks, count = [], 0
    for frame in container.decode(stream):  # type: ignore[attr-defined]
        for block in resampler.resample(frame):
            blocks.append(block.to_ndarray())
            count += blocks[-1].shape[1]
        if count > max_seconds * rate:
            raise AudioError(
                "too_long", f"{count / rate:.1f}", f"{path}: longer than {max_seconds:g} s"
            )
    if not count:
        raise AudioError("no_samples", "0", f"{path}: decodes to no samples")
    samples = np.concatenate(blocks, axis=1).T.astype(np.float32)
    if not np.isfinite(samples).all():
        raise AudioError("not_finite", "NaN", f"{path}: holds NaN or infinite samples")
    return Audio(samples[:, 0] if channels == 1 else samples, rate)


def _check_whole(path: Path, container: object, seconds: float) -> None:
    """Raises AudioError(truncated): FFmpeg hands out what is there and says nothing."""
    import av

    with path.open("rb") as file:
        head = file.read(4096)
    held = path.stat().st_size
    riff = int.from_bytes(head[4:8], "little")
    if head.startswith(b"RIFF") and riff not in UNKNOWN_SIZE and held < WHOLE * (riff + 8):
        raise AudioError("truncated", str(held), f"{path}: {held} of {riff + 8} bytes are there")
    if container.format.name == "mp3" and b"Xing" not in head and b"Info" not in head:  # type: ignore[attr-defined]
        return  # FFmpeg guesses the length from the bit rate
    stream = container.streams.audio[0]  # type: ignore[attr-defined]
    if stream.duration is not None:
        promised = float(stream.duration * stream.time_base)
    else:
        promised = (container.duration or 0) / av.time_base  # type: ignore[attr-defined]
    if seconds < WHOLE * promised - PADDING_S:
        message = f"{path}: {seconds:.2f} of {promised:.2f} s are there"
        raise AudioError("truncated", f"{seconds:.2f}", message)


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


def decode_bytes(data: bytes, max_seconds: float = 3600.0) -> Audio:
    """Decode a WAV or FLAC file held in memory.

    Raises AudioError when it is neither, or longer than `max_seconds`.
    """
    import soundfile

    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            if file.frames > max_seconds * file.samplerate:
                seconds = file.frames / file.samplerate
                raise AudioError("too_long", f"{seconds:.1f}", f"longer than {max_seconds:g} s")
            return Audio(file.read(dtype="float32"), file.samplerate)
    except soundfile.LibsndfileError as error:
        raise AudioError("undecodable", type(error).__name__, f"no WAV or FLAC: {error}") from None


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
