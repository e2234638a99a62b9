"""FFmpeg, made strict: the one place where a file of any format is opened and decoded.

FFmpeg plays on over damage, follows playlists and decodes without end. Here damage is an error,
other files are out of its reach, and time and memory have limits.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.read.containers import flac, mpeg, ogg, riff
from voxloom.audio.read.once import Limits
from voxloom.audio.wave.sound import (
    FLOAT_BYTES,
    MAX_CHANNELS,
    MAX_RATE,
    MIN_RATE,
    Audio,
    AudioError,
    Samples,
)

# FFmpeg cannot tell a headerless G.722 stream by looking at it.
RAW_FORMATS = {".g722": "g722"}
# What FFmpeg may read: sound in itself. Its playlists, manifests and image sequences name other
# files, and would be followed.
DEMUXERS = (
    "aac,aiff,amr,amrnb,amrwb,ape,asf,au,caf,flac,g722,gsm,matroska,mov,mp3,nistsphere,ogg,tta,voc,"
    "w64,wav,wv"
)
PLAYLISTS = (b"#extm3u", b"[playlist]", b"ffconcat", b"v=0", b"<?xml", b"<asx", b"<smil", b"[ref")
# By default FFmpeg plays on over damage.
STRICT = {"err_detect": "crccheck+bitstream+buffer+explode"}
FULL_SCALE = {"u8": 2.0**7, "s16": 2.0**15, "s32": 2.0**31, "flt": 1.0, "dbl": 1.0}
# A bomb: 1,000 bytes from one. Opus at 6 kbit/s, the tightest speech, gives 256; digital silence
# in FLAC gives more, so the first 32 MiB are free.
MAX_RATIO = 1000
FREE_BYTES = 32 * 2**20
# Samples by which counts of the same sound may differ. PCM, FLAC and ALAC say to the sample how
# long they are; in Ogg and MP3 check sums and chains of frames say that nothing is missing.
TOLERANCE = {
    "opus": 5760,  # its longest packet, 120 ms at 48 kHz (RFC 6716); declared with the pre-skip
    "vorbis": 1024,  # FFmpeg trims by a block too much or too little: half a long block
    "mp3": 2304,  # two frames: what fills the last one, which not every decoder takes away
    "aac": 3072,  # three frames: the encoder's delay and what fills the last one
}
ELSEWHERE_S = 0.1
# FFmpeg keeps what the end of a file of one page cuts off; of other files it takes it away.
LEFT_OVER = {"vorbis": 2048}  # samples at most: a long block
EXACT = ("pcm_", "flac", "alac")


@dataclass(frozen=True)
class Decoded:
    """What FFmpeg makes of a file, and what the file says it holds."""

    audio: Audio
    container: str  # FFmpeg's names
    codec: str
    declared: int | None  # samples a channel; None where nothing says it


def decode_memory(data: bytes, name: str, limits: Limits) -> Decoded:
    """Decode a file's bytes; its name matters for formats without a header.

    Streamed, and stopped at the limits so that a decoder bomb cannot fill the memory. Raises
    AudioError: empty_file, playlist, undecodable, no_audio; header_only, lying_size, lying_header,
    truncated, corrupt, joined, changing_format; bad_rate, bad_channels, too_long, bomb, not_finite.
    """
    if not data:
        raise AudioError("empty_file", "0", f"{name}: the file is empty (0 bytes)")
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(PLAYLISTS):
        raise AudioError("playlist", start[:10].decode("latin-1"), f"{name}: names other files")
    counted = _check_container(data, name)
    import av

    try:
        with av.open(
            io.BytesIO(data),
            format=_format(data, name),
            options={"format_whitelist": DEMUXERS, "protocol_whitelist": "none", **STRICT},
            metadata_errors="replace",
        ) as container:
            return _decode_container(container, data, name, counted, limits)
    except (av.error.FFmpegError, EOFError) as error:
        message = f"{name}: no sound in a format that is read here ({error})"
        raise AudioError("undecodable", type(error).__name__, message) from None


def _check_container(data: bytes, name: str) -> int | None:
    """Samples by the container's own count, where it has one that FFmpeg does not look at."""
    if data.startswith(riff.MAGIC):
        return riff.declared(data, name)
    if data.startswith(ogg.MAGIC):
        ogg.check(data, name)
    return None


def _format(data: bytes, name: str) -> str | None:
    """What FFmpeg is told to read it as; None where it may look for itself.

    A headerless format goes by the extension, unless the bytes show that the extension is wrong.
    An MP3 of a few frames is too little for FFmpeg to recognise.
    """
    known = (*riff.MAGIC, ogg.MAGIC, b"fLaC", b"FORM", b"ID3", b"caff", b"\x1a\x45\xdf\xa3")
    raw = RAW_FORMATS.get(Path(name).suffix.lower())
    if raw and not data.startswith(known) and data[4:8] != b"ftyp":
        return raw
    return "mp3" if mpeg.begins(data) else None


def _decode_container(
    container: Any, data: bytes, name: str, counted: int | None, limits: Limits
) -> Decoded:
    if not container.streams.audio:
        raise AudioError("no_audio", "0", f"{name}: holds no audio stream")
    stream = container.streams.audio[0]
    if container.format.name == "mp3":
        counted = mpeg.declared(data, name)
    if stream.codec_context is None:
        raise AudioError("undecodable", "codec", f"{name}: sound in a codec nothing here reads")
    promise = None
    if stream.codec_context.name == "flac":
        promise = flac.Promise(stream.codec_context.extradata or b"")
        counted = promise.samples
    stream.codec_context.options = STRICT
    audio = _collect(_frames(container, stream, name), promise, len(data), name, limits)
    if counted is None:
        counted = _said(container, stream, audio.rate)
    codec = stream.codec_context.name
    decoded = Decoded(_ended(audio, codec, counted), container.format.name, codec, counted)
    check_length(decoded, len(decoded.audio.samples), "decoded", name)
    if promise is not None:
        promise.check(name)
    if not np.isfinite(audio.samples).all():
        value = "NaN" if np.isnan(audio.samples).any() else "Inf"
        raise AudioError("not_finite", value, f"{name}: holds NaN or infinite samples")
    return decoded


def _ended(audio: Audio, codec: str, declared: int | None) -> Audio:
    """Without what FFmpeg left over after the declared end."""
    over = len(audio.samples) - (declared or 0)
    if declared is None or not 0 < over <= LEFT_OVER.get(codec, 0):
        return audio
    return Audio(audio.samples[:declared], audio.rate)


def _said(container: Any, stream: Any, rate: int) -> int | None:
    """Samples by the duration that the stream or the whole container states."""
    import av

    if stream.duration is not None:
        return round(stream.duration * Fraction(stream.time_base) * rate)
    if container.format.name.startswith("matroska") and container.duration:
        return round(Fraction(container.duration, av.time_base) * rate)
    return None  # elsewhere FFmpeg guesses it from the bit rate


def _frames(container: Any, stream: Any, name: str) -> Iterator[Any]:
    """Raises AudioError(corrupt) for what FFmpeg would leave out or conceal."""
    import av

    place, clock = 0, _Clock(container.format.name, name)
    try:
        for packet in container.demux(stream):
            # PCM counts its samples: a short last packet of a pipe's file is whole.
            if packet.is_corrupt and not stream.codec_context.name.startswith("pcm_"):
                raise AudioError("corrupt", str(place), f"{name}: damaged near byte {place}")
            place = packet.pos or place
            for frame in packet.decode():
                clock.check(frame)
                yield frame
    except (av.error.FFmpegError, EOFError) as error:
        message = f"{name}: damaged near byte {place} ({error})"
        raise AudioError("corrupt", str(place), message) from None


class _Clock:
    """Frames say when they begin: what is missing between them shows."""

    def __init__(self, container: str, name: str) -> None:
        # FLAC counts samples, Matroska milliseconds, and some round to their packets.
        self._tolerance_s = 1e-6 if container == "flac" else ELSEWHERE_S
        self._name, self._first_s, self._seconds = name, 0.0, Fraction(0)

    def check(self, frame: Any) -> None:
        """Raises AudioError(corrupt) when a frame begins elsewhere than the last one ended."""
        if frame.time is not None:
            if self._seconds == 0:
                self._first_s = frame.time
            apart = frame.time - self._first_s - float(self._seconds)
            if abs(apart) > self._tolerance_s:
                place = f"{float(self._seconds):.3f} s"
                message = f"{self._name}: a gap of {apart:.3f} s after {place}"
                raise AudioError("corrupt", place, message)
        self._seconds += Fraction(frame.samples, frame.sample_rate)


def _collect(
    frames: Iterator[Any], promise: flac.Promise | None, held: int, name: str, limits: Limits
) -> Audio:
    """All frames as one float array, held against the limits as they come."""
    blocks: list[Samples] = []
    rate = channels = count = 0
    for frame in frames:
        if not blocks:
            rate, channels = frame.sample_rate, frame.layout.nb_channels
            _check_shape(rate, channels, name)
            if frame.format.packed.name not in FULL_SCALE:  # PCM of 64 bits
                raise AudioError("undecodable", frame.format.name, f"{name}: unusual samples")
        if (frame.sample_rate, frame.layout.nb_channels) != (rate, channels):
            said = f"{frame.sample_rate} Hz, {frame.layout.nb_channels} channels"
            raise AudioError("changing_format", said, f"{name}: goes on with {said}")
        samples = _interleaved(frame)
        if promise is not None:
            promise.take(samples)
        blocks.append(_as_float(samples, frame.format.packed.name))
        count += len(samples)
        _check_size(count, rate, count * channels * FLOAT_BYTES, held, name, limits)
    if not count:
        raise AudioError("header_only", "0", f"{name}: decodes to no samples")
    samples = np.concatenate(blocks)
    return Audio(samples[:, 0] if channels == 1 else samples, rate)


def _check_shape(rate: int, channels: int, name: str) -> None:
    if not MIN_RATE <= rate <= MAX_RATE:
        message = f"{name}: {rate} Hz is not within {MIN_RATE} to {MAX_RATE} Hz"
        raise AudioError("bad_rate", str(rate), message)
    if not 0 < channels <= MAX_CHANNELS:
        raise AudioError("bad_channels", str(channels), f"{name}: {channels} channels")


def _check_size(count: int, rate: int, decoded: int, held: int, name: str, limits: Limits) -> None:
    if count > limits.max_seconds * rate:
        message = f"{name}: longer than {limits.max_seconds:g} s"
        raise AudioError("too_long", f"{count / rate:.1f}", message)
    if decoded > FREE_BYTES and decoded > MAX_RATIO * held:
        message = f"{name}: {held} bytes that become more than {MAX_RATIO} times as many"
        raise AudioError("bomb", f"{decoded / held:.0f}", message)
    if decoded > limits.max_decoded:
        message = f"{name}: its samples take more than {limits.max_decoded} bytes; split it"
        raise AudioError("too_big", str(decoded), message)


def _interleaved(frame: Any) -> NDArray[Any]:
    """(n, channels) in the frame's own numbers."""
    array = frame.to_ndarray()
    return array.T if frame.format.is_planar else array.reshape(frame.samples, -1)


def _as_float(samples: NDArray[Any], kind: str) -> Samples:
    if kind == "u8":
        samples = samples.astype(np.float32) - np.float32(128.0)
    with np.errstate(invalid="ignore", over="ignore"):  # looked for when all is there
        return np.ascontiguousarray(samples, np.float32) * np.float32(1.0 / FULL_SCALE[kind])


def check_length(decoded: Decoded, count: int, by: str, name: str) -> None:
    """Raises AudioError(truncated | lengths_differ) when a count is not the declared one."""
    if decoded.declared is None:
        return
    tolerance = tolerance_of(decoded)
    said = f"{count} of {decoded.declared}"
    if count < decoded.declared - tolerance:
        raise AudioError("truncated", said, f"{name}: {said} samples are there ({by})")
    if count > decoded.declared + tolerance:
        raise AudioError("lengths_differ", said, f"{name}: {said} samples ({by})")


def tolerance_of(decoded: Decoded) -> int:
    """Samples by which two counts may differ."""
    if decoded.codec.startswith(EXACT):
        return 0
    codec = decoded.codec.removesuffix("float")
    return TOLERANCE.get(codec, round(ELSEWHERE_S * decoded.audio.rate))
