"""Clean files of four formats, as many encoders and settings make them; all from a seed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from voxloom.audio.read.containers import mpeg
from voxloom.audio.wave.sound import Samples

Rng = np.random.Generator


@dataclass(frozen=True)
class CleanFile:
    name: str
    data: bytes
    made: str  # by what, with which settings
    counted: bool  # whether anything in it says how long it is, or how it should sound


class Pipe:
    """An encoder cannot come back to fill in a header."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def write(self, block: bytes) -> int:
        self._blocks.append(bytes(block))
        return len(block)

    def getvalue(self) -> bytes:
        return b"".join(self._blocks)


def sound(rng: Rng, rate: int, channels: int, seconds: float) -> Samples:
    """(n, channels): a hum with a wandering pitch and some noise, never quiet."""
    count = max(int(rate * seconds), 1)
    time = np.arange(count) / rate
    pitch = rng.uniform(80, 250) * (1 + 0.1 * np.sin(2 * np.pi * rng.uniform(0.5, 3) * time))
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    top = min(int(0.4 * rate / 250), 12)
    hum = sum(np.sin(k * phase + rng.uniform(0, 6)) / k for k in range(1, max(top, 2)))
    hum = 0.2 * hum * (1 + 0.3 * np.sin(2 * np.pi * 4 * time))
    noise = 0.01 * rng.standard_normal((count, channels))
    return np.clip(hum[:, None] * rng.uniform(0.5, 1.5, channels) + noise, -0.9, 0.9).astype("f4")


def clean_file(kind: str, rng: Rng, longest: float = 3.0) -> CleanFile:
    """A file of `kind`: wav, flac, mp3 or ogg; 0.05 to `longest` seconds."""
    seconds = float(np.exp(rng.uniform(np.log(0.05), np.log(longest))))
    return MAKERS[kind](rng, seconds)


def pick(rng: Rng, *choices: Any) -> Any:
    return choices[rng.integers(len(choices))]


def by_soundfile(
    samples: Samples, rate: int, container: str, subtype: str | None, tags: bool, **settings: Any
) -> bytes:
    import soundfile

    buffer = io.BytesIO()
    with soundfile.SoundFile(
        buffer, "w", rate, samples.shape[1], subtype, format=container, **settings
    ) as file:
        if tags:
            file.title, file.comment = "A prompt", "said twice" * 20
        file.write(samples)
    return buffer.getvalue()


def by_ffmpeg(
    samples: Samples,
    rate: int,
    container: str,
    codec: str,
    codec_options: dict[str, str],
    tags: bool = False,
    to: Pipe | None = None,
    **options: str,
) -> bytes:
    import av

    buffer = to or io.BytesIO()
    layout = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}[samples.shape[1]]
    with av.open(buffer, "w", format=container, options=options) as file:
        if tags:
            file.metadata.update({"title": "A prompt", "artist": "Nobody"})
        stream = file.add_stream(codec, rate=rate, layout=layout, options=codec_options)
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples.T), format="fltp", layout=layout
        )
        frame.sample_rate = rate
        size = stream.codec_context.frame_size or 0
        fitted = av.AudioResampler(stream.format, layout, rate, size)
        for block in [*fitted.resample(frame), *fitted.resample(None), None]:
            file.mux(stream.encode(block))
    return buffer.getvalue()


def wav(rng: Rng, seconds: float) -> CleanFile:
    rate = pick(rng, 8000, 11025, 16000, 22050, 24000, 44100, 48000, 96000)
    tags = bool(rng.integers(2))
    if rng.random() < 0.6:
        container = pick(rng, "WAV", "WAV", "WAVEX", "RF64")
        subtype = pick(
            rng, "PCM_U8", "PCM_16", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW"
        )
        samples = sound(rng, rate, pick(rng, 1, 1, 2, 3, 6, 8), seconds)
        data = by_soundfile(samples, rate, container, subtype, tags)
        return CleanFile("a.wav", data, f"soundfile {container} {subtype} {rate}", True)
    codec = pick(rng, "u8", "s16le", "s24le", "s32le", "f32le", "f64le", "mulaw", "alaw")
    samples = sound(rng, rate, pick(rng, 1, 1, 2, 6), seconds)
    piped = bool(rng.random() < 0.2)
    data = by_ffmpeg(samples, rate, "wav", f"pcm_{codec}", {}, tags, Pipe() if piped else None)
    return CleanFile("a.wav", data, f"ffmpeg {codec} {rate} piped={piped}", not piped)


def flac(rng: Rng, seconds: float) -> CleanFile:
    rate = pick(rng, 8000, 16000, 22050, 44100, 48000, 96000)
    samples = sound(rng, rate, pick(rng, 1, 1, 2, 6), seconds)
    tags = bool(rng.integers(2))
    if rng.integers(2):
        subtype = pick(rng, "PCM_S8", "PCM_16", "PCM_24")
        data = by_soundfile(
            samples, rate, "FLAC", subtype, tags, compression_level=float(rng.random())
        )
        return CleanFile("a.flac", data, f"soundfile {subtype} {rate}", True)
    options = {"compression_level": str(rng.integers(0, 13))}
    # FFmpeg gives a FLAC of one block, written to a pipe, a wrong MD5.
    piped = bool(rng.random() < 0.2) and seconds > 0.3
    data = by_ffmpeg(samples, rate, "flac", "flac", options, tags, Pipe() if piped else None)
    return CleanFile("a.flac", data, f"ffmpeg {options} {rate} piped={piped}", not piped)


def mp3(rng: Rng, seconds: float) -> CleanFile:
    rate = pick(rng, 8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000)
    samples = sound(rng, rate, pick(rng, 1, 2), seconds)
    if rng.integers(2):
        mode = pick(rng, "CONSTANT", "AVERAGE", "VARIABLE")
        level = rng.integers(100) / 100
        data = by_soundfile(
            samples, rate, "MP3", None, bool(rng.integers(2)),
            bitrate_mode=mode, compression_level=level,
        )  # fmt: skip
        made = f"soundfile {mode} {level} {rate}"
        return CleanFile("a.mp3", data, made, mpeg.has_tag(data))
    xing = bool(rng.random() < 0.8)
    codec = pick(
        rng, {"b": "64000"}, {"b": "32000"}, {"q": "2", "flags": "+qscale"}, {"b": "128000"},
        {"b": "48000", "abr": "1"}, {"b": "64000", "reservoir": "0"},
    )  # fmt: skip
    options = {
        "write_xing": str(int(xing)),
        "id3v2_version": pick(rng, "0", "3", "4"),
        "write_id3v1": pick(rng, "0", "1"),
    }
    data = by_ffmpeg(samples, rate, "mp3", "libmp3lame", codec, bool(rng.integers(2)), **options)
    return CleanFile("a.mp3", data, f"ffmpeg {codec} {options} {rate}", xing)


def ogg(rng: Rng, seconds: float) -> CleanFile:
    tags = bool(rng.integers(2))
    how = pick(rng, "sf vorbis", "sf opus", "ffmpeg opus")
    if how == "sf vorbis":
        rate = pick(rng, 8000, 16000, 22050, 44100, 48000)
        samples = sound(rng, rate, pick(rng, 1, 2), seconds)
        level = float(rng.random())
        data = by_soundfile(samples, rate, "OGG", "VORBIS", tags, compression_level=level)
    elif how == "sf opus":
        rate = pick(rng, 8000, 16000, 24000, 48000)
        samples = sound(rng, rate, pick(rng, 1, 2), seconds)
        data = by_soundfile(samples, rate, "OGG", "OPUS", tags)
    else:
        rate = 48000
        options = {
            "b": pick(rng, "12000", "32000", "96000"),
            "vbr": pick(rng, "on", "off", "constrained"),
            "application": pick(rng, "voip", "audio", "lowdelay"),
            "frame_duration": pick(rng, "5", "10", "20", "60"),
        }
        samples = sound(rng, rate, pick(rng, 1, 2), seconds)
        data = by_ffmpeg(samples, rate, "ogg", "libopus", options, tags)
        how = f"{how} {options}"
    return CleanFile("a.ogg", data, f"{how} {rate}", True)


MAKERS: dict[str, Callable[[Rng, float], CleanFile]] = {
    "wav": wav,
    "flac": flac,
    "mp3": mp3,
    "ogg": ogg,
}
