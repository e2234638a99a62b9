from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import warnings
import wave
from pathlib import Path
from typing import get_args

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.audio.read.decode import decode
from voxloom.audio.wave.sound import Audio, resample
from voxloom.audio.wave.wav import write_wav
from voxloom.audio.write.encode import (
    FORMATS,
    MP3_RATES,
    OPUS_RATES,
    Format,
    encode,
    format_of,
    rate_of,
    write_audio,
)
from voxloom.core.errors import VoxloomError

# Signal to noise in dB a listener can count on, for speech at 16 kHz (telephone codecs: 8 kHz).
LEAST_SNR = {"wav": 70.0, "flac": 70.0, "mp3": 12.0, "ogg": 12.0, "mulaw": 30.0, "alaw": 30.0}


def by_ffmpeg(data: bytes) -> Audio:
    """Independent of what wrote WAV, FLAC and MP3."""
    blocks = []
    # A few frames of MP3 are too little for FFmpeg to know it by.
    kind = None if data[:4] in (b"RIFF", b"fLaC", b"OggS") else "mp3"
    with av.open(io.BytesIO(data), "r", format=kind) as container:
        stream = container.streams.audio[0]
        to_float = av.AudioResampler("fltp", "mono", stream.rate)
        for frame in container.decode(stream):
            blocks += [block.to_ndarray()[0] for block in to_float.resample(frame)]
    return Audio(np.concatenate(blocks), stream.rate)


def by_libsndfile(data: bytes) -> Audio:
    """Independent of what wrote Ogg Opus."""
    samples, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    return Audio(samples, rate)


def decode_elsewhere(data: bytes, form: Format) -> Audio:
    return by_libsndfile(data) if form == "ogg" else by_ffmpeg(data)


def snr(reference: Audio, estimate: Audio) -> float:
    error = reference.samples - resample(estimate, reference.rate).samples
    return float(10 * np.log10(np.mean(reference.samples**2) / np.mean(error**2)))


def wav_chunk(data: bytes, name: bytes) -> bytes:
    """The body of a RIFF chunk, read by hand."""
    assert (data[:4], data[8:12]) == (b"RIFF", b"WAVE")
    place = 12
    while place < len(data):
        size = struct.unpack("<I", data[place + 4 : place + 8])[0]
        if data[place : place + 4] == name:
            return data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    raise AssertionError(f"no chunk {name!r}")


def test_the_names_are_the_type() -> None:
    assert set(FORMATS) == set(get_args(Format))


@pytest.mark.parametrize("form", FORMATS)
def test_speech_sounds_the_same_elsewhere(form: Format, speech: Audio) -> None:
    said = resample(speech, FORMATS[form].usual or speech.rate)
    data = encode(speech, form, None)
    for heard in (by_ffmpeg(data), by_libsndfile(data)):
        assert heard.seconds == said.seconds
        assert snr(said, heard) > LEAST_SNR[form]


@pytest.mark.parametrize("form", ["mp3", "ogg"])
def test_lossy_formats_are_small(form: Format, speech: Audio) -> None:
    assert len(encode(speech, form, None)) < len(encode(speech, "wav", None)) / 4


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(FORMATS)), st.integers(1, 30000), st.integers(0, 8))
def test_no_sample_is_lost_or_added(form: Format, count: int, which: int) -> None:
    """An MP3 of less than 50 samples may come back a frame longer, by the decoder's doing."""
    rates = FORMATS[form].rates or (8000, 16000, 22050, 44100, 48000)
    rate = rates[which % len(rates)]
    noise = np.random.default_rng(count).uniform(-0.5, 0.5, count).astype(np.float32)
    heard = decode_elsewhere(encode(Audio(noise, rate), form, rate), form)
    if form == "mp3" and count < 100:
        assert count <= len(heard.samples) <= count + 1152
    else:
        assert len(heard.samples) / heard.rate == pytest.approx(count / rate, abs=1e-9)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("count", [1, 2, 160, 16000])
def test_silence_stays_silence(form: Format, count: int) -> None:
    data = encode(Audio(np.zeros(count, np.float32), 16000), form, None)
    # A-law has no zero: its smallest step is 8 of 32768.
    assert np.abs(decode_elsewhere(data, form).samples).max() < 3e-4


@pytest.mark.parametrize("form", FORMATS)
def test_too_loud_is_clipped_not_wrapped(form: Format, tone: Audio) -> None:
    loud = Audio(tone.samples * 3.0, tone.rate)
    clipped = resample(Audio(np.clip(loud.samples, -1, 1), tone.rate), FORMATS[form].usual or 16000)
    heard = decode_elsewhere(encode(loud, form, None), form)
    assert snr(clipped, heard) > 10.0


@pytest.mark.parametrize(("form", "codec"), [("mulaw", 7), ("alaw", 6)])
@pytest.mark.parametrize(("asked", "rate"), [(None, 8000), (8000, 8000), (16000, 16000)])
def test_what_a_telephone_gets(
    form: Format, codec: int, asked: int | None, rate: int, speech: Audio
) -> None:
    data = encode(speech, form, asked)
    tag, channels, held, per_second, align, bits = struct.unpack(
        "<HHIIHH", wav_chunk(data, b"fmt ")[:16]
    )
    assert (tag, channels, held, per_second, align, bits) == (codec, 1, rate, rate, 1, 8)
    assert len(wav_chunk(data, b"data")) == len(resample(speech, rate).samples)


@pytest.mark.parametrize("form", ["mulaw", "alaw"])
def test_companding_is_that_of_the_standard_library(form: Format, speech: Audio) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import audioop

    expand = audioop.ulaw2lin if form == "mulaw" else audioop.alaw2lin
    pcm = expand(wav_chunk(encode(speech, form, None), b"data"), 2)
    heard = Audio(np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768), 8000)
    assert snr(resample(speech, 8000), heard) > LEAST_SNR[form]


def test_wav_is_that_of_the_pipeline_and_of_the_standard_library(
    tmp_path: Path, tone: Audio
) -> None:
    data = encode(tone, "wav", None)
    write_wav(tmp_path / "tone.wav", tone)
    assert (tmp_path / "tone.wav").read_bytes() == data
    with wave.open(io.BytesIO(data)) as file:
        assert file.getparams()[:4] == (1, 2, tone.rate, len(tone.samples))


SCRIPT = """
import hashlib, numpy as np
from voxloom.audio.read.decode import Audio
from voxloom.audio.write.encode import FORMATS, encode
noise = np.random.default_rng(5).uniform(-0.5, 0.5, 30000).astype(np.float32)
for form in FORMATS:
    print(form, hashlib.sha256(encode(Audio(noise, 22050), form, None)).hexdigest())
"""


def test_the_same_bytes_at_another_time_in_another_process() -> None:
    """Serial numbers of Ogg streams come from the clock in seconds where nobody looks."""
    seen = []
    for pause in (0.0, 1.1):
        time.sleep(pause)
        seen.append(subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True))
    assert seen[0].stdout == seen[1].stdout
    assert len(seen[0].stdout.splitlines()) == len(FORMATS)


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("a.wav", None, "wav"),
        ("A.WAV", None, "wav"),
        ("a.flac", None, "flac"),
        ("a.mp3", None, "mp3"),
        ("a.ogg", None, "ogg"),
        ("a.opus", None, "ogg"),
        ("a.wav", "mulaw", "mulaw"),
        ("a.wav", "alaw", "alaw"),
        ("a.ogg", "ogg", "ogg"),
    ],
)
def test_format_of_a_path(name: str, asked: str | None, form: Format) -> None:
    assert format_of(Path(name), asked) == form


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        ("a.aiff", None, r"a\.aiff.*'\.aiff'.*\.wav, \.flac, \.mp3, \.ogg"),
        ("a", None, r"\.wav, \.flac"),
        ("a.wav", "gsm", "'gsm' is not known; known: wav, flac, mp3, ogg, mulaw, alaw"),
        ("a.mp3", "mulaw", r"a\.mp3: the format mulaw needs a path that ends in \.wav"),
        ("a.flac", "alaw", r"needs a path that ends in \.wav"),
        ("a.wav", "ogg", r"needs a path that ends in \.ogg or \.opus"),
    ],
)
def test_a_path_that_does_not_fit_is_refused(name: str, asked: str | None, says: str) -> None:
    with pytest.raises(VoxloomError, match=says):
        format_of(Path(name), asked)


@pytest.mark.parametrize(
    ("own", "form", "asked", "rate"),
    [
        (16000, "wav", None, 16000),
        (16000, "mulaw", None, 8000),
        (16000, "alaw", 16000, 16000),
        (22050, "ogg", None, 24000),
        (96000, "ogg", None, 48000),
        (22050, "mp3", None, 22050),
        (96000, "mp3", 8000, 8000),
    ],
)
def test_the_rate_a_file_gets(own: int, form: Format, asked: int | None, rate: int) -> None:
    assert rate_of(own, form, asked) == rate
    audio = Audio(np.full(own // 10, 0.1, np.float32), own)
    heard = by_libsndfile(encode(audio, form, asked))
    assert (heard.rate, len(heard.samples)) == (rate, rate // 10)


@pytest.mark.parametrize(
    ("form", "rate", "says"),
    [
        ("ogg", 44100, ", ".join(map(str, OPUS_RATES))),
        ("mp3", 96000, ", ".join(map(str, MP3_RATES))),
        ("wav", 0, "rate 0 Hz is not between"),
        ("ogg", 0, "ogg knows"),
        ("wav", -8000, "between 4000 and 192000"),
        ("flac", 10**6, "between 4000 and 192000"),
    ],
)
def test_a_rate_the_format_does_not_know_is_refused(
    form: Format, rate: int, says: str, tone: Audio
) -> None:
    with pytest.raises(VoxloomError, match=says):
        encode(tone, form, rate)


def test_channels_are_averaged(tone: Audio) -> None:
    two = Audio(np.stack([tone.samples, tone.samples], 1), tone.rate)
    assert encode(two, "flac", None) == encode(tone, "flac", None)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_no_sound_is_refused(form: Format) -> None:
    with pytest.raises(VoxloomError, match="no samples"):
        encode(Audio(np.zeros(0, np.float32), 16000), form, None)
    with pytest.raises(VoxloomError, match="no samples"):
        encode(Audio(np.zeros(1, np.float32), 48000), form, 8000)
    with pytest.raises(VoxloomError, match="NaN"):
        encode(Audio(np.array([0.0, np.nan], np.float32), 16000), form, None)


@pytest.mark.parametrize("form", FORMATS)
def test_a_written_file_is_read_by_the_pipeline(
    tmp_path: Path, form: Format, speech: Audio
) -> None:
    path = tmp_path / "new" / f"said{FORMATS[form].suffixes[0]}"
    write_audio(path, speech, form, None)
    assert decode(path).seconds == pytest.approx(speech.seconds, abs=1e-4)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
