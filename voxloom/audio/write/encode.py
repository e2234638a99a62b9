"""Audio as the bytes of a file: WAV, FLAC, MP3, Ogg Opus and the two codecs of telephones.

The same audio gives the same bytes, whenever and in whichever process it is written. The formats
are 16 bits or lossy: samples are rounded to 16 bits first, and what is beyond full scale is
clipped (`decode.to_int16`), so that nothing can wrap around.

Every format keeps the length exactly. MP3 and Opus are made of whole frames and start late, but
say in the file how much a player must drop: MP3 in the LAME tag, Opus as its pre-skip and last
granule position (RFC 7845, section 4). A player that ignores the LAME tag hears up to 0.2 s of
silence around the sound, and FFmpeg a frame too much of an MP3 of under 50 samples.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import Audio, resample, to_int16, to_mono
from voxloom.core import files
from voxloom.core.errors import VoxloomError

Format: TypeAlias = Literal["wav", "flac", "mp3", "ogg", "mulaw", "alaw"]
Pcm: TypeAlias = NDArray[np.int16]  # (n,) mono

LOWEST_RATE, HIGHEST_RATE = 4000, 192000  # Hz; beyond them a rate is a typing error
TELEPHONE_RATE = 8000  # Hz, ITU-T G.711
MP3_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
OPUS_RATES = (8000, 12000, 16000, 24000, 48000)  # RFC 6716, section 2
OPUS_BITRATE = 32000  # bit/s; RFC 7587, section 3.1.1: 28 to 40 kbit/s for full-band speech


def _libsndfile(samples: Pcm, rate: int, container: str, subtype: str) -> bytes:
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, subtype, format=container)
    return buffer.getvalue()


def _opus(samples: Pcm, rate: int) -> bytes:
    """Ogg Opus, written by FFmpeg.

    Opus and not Vorbis: telephone systems and browsers speak it, and half the bits do. FFmpeg and
    not libsndfile, whose Ogg streams get a serial number from the clock: with `bitexact` FFmpeg
    numbers them from 0 and leaves its version out.
    """
    import av

    buffer = io.BytesIO()
    with av.open(buffer, "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=rate, options={"flags": "+bitexact"})
        stream.layout, stream.bit_rate = "mono", OPUS_BITRATE
        stream.codec_context.open()  # only now it knows the length of its frames
        for start in range(0, len(samples), stream.frame_size):
            block = samples[None, start : start + stream.frame_size]
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            # Without a time stamp FFmpeg gets the last granule position wrong: up to 6.5 ms of
            # sound too much, and some files that libsndfile cannot open.
            frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return buffer.getvalue()


@dataclass(frozen=True)
class Kind:
    """What one format is: its suffixes, its codec and the rates the codec knows."""

    suffixes: tuple[str, ...]
    write: Callable[[Pcm, int], bytes]
    rates: tuple[int, ...] | None = None  # Hz, ascending; None: any
    usual: int | None = None  # Hz, where none is asked for; None: the audio's own


FORMATS: dict[Format, Kind] = {
    "wav": Kind((".wav",), partial(_libsndfile, container="WAV", subtype="PCM_16")),
    "flac": Kind((".flac",), partial(_libsndfile, container="FLAC", subtype="PCM_16")),
    "mp3": Kind(
        (".mp3",), partial(_libsndfile, container="MP3", subtype="MPEG_LAYER_III"), MP3_RATES
    ),
    "ogg": Kind((".ogg", ".opus"), _opus, OPUS_RATES),
    "mulaw": Kind(
        (".wav",), partial(_libsndfile, container="WAV", subtype="ULAW"), usual=TELEPHONE_RATE
    ),
    "alaw": Kind(
        (".wav",), partial(_libsndfile, container="WAV", subtype="ALAW"), usual=TELEPHONE_RATE
    ),
}


def format_of(path: Path, asked: str | None) -> Format:
    """The format `asked` for by name, else the one the path's suffix means.

    Raises VoxloomError for a name or suffix that is not known, and for a suffix that would lie
    about the format.
    """
    suffix = path.suffix.lower()
    if asked is None:
        for form, kind in FORMATS.items():
            if suffix in kind.suffixes:
                return form
        suffixes = {known: None for kind in FORMATS.values() for known in kind.suffixes}
        raise VoxloomError(
            f"{path}: the suffix {suffix!r} is no format I write; known: {', '.join(suffixes)}"
        )
    for form, kind in FORMATS.items():
        if form == asked:
            if suffix not in kind.suffixes:
                wanted = " or ".join(kind.suffixes)
                raise VoxloomError(f"{path}: the format {form} needs a path that ends in {wanted}")
            return form
    raise VoxloomError(f"format {asked!r} is not known; known: {', '.join(FORMATS)}")


def rate_of(own: int, form: Format, asked: int | None) -> int:
    """The rate in Hz a file gets: `asked`, else the format's usual one, else the audio's own.

    Where the codec does not know the audio's own rate it is the next higher one it knows.
    Raises VoxloomError for an `asked` rate the format cannot have.
    """
    kind = FORMATS[form]
    rate = asked if asked is not None else kind.usual or own
    if asked is not None and kind.rates and asked not in kind.rates:
        allowed = ", ".join(map(str, kind.rates))
        raise VoxloomError(f"rate {asked} Hz: {form} knows {allowed} Hz")
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise VoxloomError(f"rate {rate} Hz is not between {LOWEST_RATE} and {HIGHEST_RATE} Hz")
    if kind.rates is None or rate in kind.rates:
        return rate
    return min((known for known in kind.rates if known > rate), default=kind.rates[-1])


def encode(audio: Audio, form: Format, rate: int | None) -> bytes:
    """The bytes of a mono file at `rate` Hz; without one see `rate_of`. Channels are averaged.

    Resampling loses what is above half the rate. Raises VoxloomError for audio without samples
    or with NaN or infinite ones, and for a rate the format does not know.
    """
    rate = rate_of(audio.rate, form, rate)
    if not np.isfinite(audio.samples).all():
        raise VoxloomError("the audio holds NaN or infinite samples: it was not written")
    samples = resample(to_mono(audio), rate).samples
    if not len(samples):  # also what resampling leaves of a sample or two
        raise VoxloomError("the audio has no samples: there is nothing to write")
    return FORMATS[form].write(to_int16(samples), rate)


def write_audio(path: Path, audio: Audio, form: Format, rate: int | None) -> None:
    """`encode` into a file, which is whole or absent. Raises VoxloomError as `encode` does."""
    files.write_bytes(path, encode(audio, form, rate))
