from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from voxloom.audio.read.decode import decode, load
from voxloom.audio.wave.sound import Audio, AudioError, resample, to_int16, to_mono
from voxloom.audio.wave.wav import decode_bytes, encode, read_segment, write_wav


def encode_with_ffmpeg(path: Path, codec: str, container: str, audio: Audio, rate: int) -> None:
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(
            to_int16(audio.samples)[None], format="s16", layout="mono"
        )
        frame.sample_rate = audio.rate
        fitted = av.AudioResampler(stream.format, "mono", rate, stream.frame_size or 0)
        for block in [*fitted.resample(frame), *fitted.resample(None), None]:
            file.mux(stream.encode(block))


def error_of(path: Path, max_seconds: float = 3600.0) -> AudioError:
    with pytest.raises(AudioError) as caught:
        decode(path, max_seconds)
    return caught.value


@pytest.mark.parametrize(
    ("subtype", "tolerance"),
    [
        ("PCM_U8", 1 / 120),
        ("PCM_16", 1 / 32000),
        ("PCM_24", 1e-6),
        ("PCM_32", 1e-6),
        ("FLOAT", 1e-7),
        ("DOUBLE", 1e-7),
    ],
)
def test_wav_of_every_width_gives_back_its_samples(
    tmp_path: Path, tone: Audio, subtype: str, tolerance: float
) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone.samples, tone.rate, subtype)
    audio = decode(path)
    assert audio.rate == tone.rate
    assert audio.samples.dtype == np.float32
    np.testing.assert_allclose(audio.samples, tone.samples, atol=tolerance)


@pytest.mark.parametrize("rate", [8000, 11025, 44100, 48000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_rate_and_channels_are_kept(tmp_path: Path, rate: int, channels: int) -> None:
    samples = np.random.default_rng(1).uniform(-0.5, 0.5, (rate // 10, channels))
    soundfile.write(tmp_path / "noise.wav", samples, rate, "FLOAT")
    audio = decode(tmp_path / "noise.wav")
    assert audio.rate == rate
    assert audio.seconds == pytest.approx(0.1, abs=1e-3)
    np.testing.assert_allclose(to_mono(audio).samples, samples.mean(axis=1), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "kind", "subtype"),
    [
        ("tone.flac", "FLAC", "PCM_16"),
        ("tone.mp3", "MP3", None),
        ("tone.ogg", "OGG", "VORBIS"),
        ("tone.aiff", "AIFF", None),
        ("tone.au", "AU", "ULAW"),
    ],
)
def test_other_containers(
    tmp_path: Path, tone: Audio, name: str, kind: str, subtype: str | None
) -> None:
    path = tmp_path / name
    soundfile.write(path, tone.samples, tone.rate, subtype, format=kind)
    audio = decode(path)
    assert audio.rate == tone.rate
    assert audio.seconds == pytest.approx(tone.seconds, abs=0.03)
    assert np.sqrt(np.mean(audio.samples**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.05)


@pytest.mark.parametrize(
    ("name", "codec", "container", "rate"),
    [
        ("tone.g722", "g722", "g722", 16000),
        ("tone.m4a", "aac", "mp4", 16000),
        ("tone.opus", "libopus", "ogg", 48000),
        ("tone.webm", "libopus", "webm", 48000),
    ],
)
def test_codecs_of_telephones_and_browsers(
    tmp_path: Path, tone: Audio, name: str, codec: str, container: str, rate: int
) -> None:
    path = tmp_path / name
    encode_with_ffmpeg(path, codec, container, tone, rate)
    audio = decode(path)
    assert audio.rate == rate
    assert audio.seconds == pytest.approx(tone.seconds, abs=0.15)
    spectrum = np.abs(np.fft.rfft(audio.samples))
    loudest = spectrum.argmax() * audio.rate / len(audio.samples)
    assert loudest == pytest.approx(440, abs=2)


def test_a_missing_file_and_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    assert error_of(tmp_path / "empty.wav").code == "empty_file"
    assert error_of(tmp_path / "none.wav").code == "missing_file"


@pytest.mark.parametrize("name", ["noise.wav", "noise.mp3", "noise.flac", "noise.g723"])
def test_garbage_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(np.random.default_rng(0).bytes(5000))
    problem = error_of(path)
    assert problem.code in {"undecodable", "bad_channels"}
    assert name in str(problem)


def test_a_wav_header_without_samples(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "none.wav", np.zeros(0), 16000)
    assert error_of(tmp_path / "none.wav").code == "header_only"


@pytest.mark.parametrize("name", ["tone.wav", "tone.flac", "tone.mp3", "tone.ogg", "tone.aiff"])
def test_half_a_file_is_refused(tmp_path: Path, tone: Audio, name: str) -> None:
    """FFmpeg and libsndfile hand out the first half of some of them without a word."""
    path = tmp_path / name
    soundfile.write(path, tone.samples, tone.rate)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert error_of(path).code in {"truncated", "corrupt"}


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_written_to_a_pipe_does_not_know_its_size(
    tmp_path: Path, tone: Audio, size: int
) -> None:
    data = bytearray(encode(tone, "WAV"))
    place = data.index(b"data") + 4
    data[4:8] = data[place : place + 4] = struct.pack("<I", size)
    (tmp_path / "pipe.wav").write_bytes(data)
    assert decode(tmp_path / "pipe.wav").seconds == tone.seconds


def test_not_a_number_is_refused(tmp_path: Path, tone: Audio) -> None:
    samples = tone.samples.copy()
    samples[7] = np.nan
    soundfile.write(tmp_path / "nan.wav", samples, tone.rate, "FLOAT")
    assert error_of(tmp_path / "nan.wav").code == "not_finite"


def test_a_long_recording_is_refused(tmp_path: Path, tone: Audio) -> None:
    write_wav(tmp_path / "tone.wav", tone)
    problem = error_of(tmp_path / "tone.wav", max_seconds=1.0)
    assert problem.code == "too_long"
    assert decode(tmp_path / "tone.wav", max_seconds=2.0).seconds == 2.0


def test_too_many_channels_are_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "many.wav", np.zeros((100, 40)), 16000)
    assert error_of(tmp_path / "many.wav").code == "bad_channels"


def test_a_file_without_sound_is_refused(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "film.mkv"), "w") as file:
        stream = file.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for block in [av.VideoFrame(32, 32, "yuv420p"), None]:
            file.mux(stream.encode(block))
    assert error_of(tmp_path / "film.mkv").code == "no_audio"


@given(st.integers(1, 20000), st.sampled_from([8000, 22050, 44100, 48000]))
def test_resampling_keeps_the_duration(count: int, rate: Any) -> None:
    resampled = resample(Audio(np.zeros(count, np.float32), rate), 16000)
    assert resampled.rate == 16000
    assert abs(len(resampled.samples) - count * 16000 / rate) <= 1


def test_resampling_keeps_a_tone(tone: Audio) -> None:
    there_and_back = resample(resample(tone, 44100), 16000)
    inner = slice(1600, -1600)
    np.testing.assert_allclose(there_and_back.samples[inner], tone.samples[inner], atol=1e-3)


def test_load_gives_mono_at_the_wanted_rate(tmp_path: Path, tone: Audio) -> None:
    soundfile.write(tmp_path / "two.wav", np.stack([tone.samples, -tone.samples], 1), tone.rate)
    audio = load(tmp_path / "two.wav", 8000)
    assert (audio.rate, audio.samples.shape) == (8000, (16000,))
    assert np.abs(audio.samples).max() < 1e-4


@given(st.lists(st.floats(-1.0, 1.0, width=32), min_size=1, max_size=50))
def test_sixteen_bits_are_half_a_step_away(values: list[float]) -> None:
    samples = np.array(values, np.float32)
    assert np.abs(to_int16(samples) / 32767.0 - samples).max() <= 0.51 / 32767.0


def test_beyond_full_scale_is_clipped_not_wrapped() -> None:
    np.testing.assert_array_equal(to_int16(np.array([2.0, -2.0], np.float32)), [32767, -32768])


@pytest.mark.parametrize("container", ["WAV", "FLAC"])
def test_bytes_round_trip(tone: Audio, container: str) -> None:
    audio = decode_bytes(encode(tone, container))
    assert audio.rate == tone.rate
    np.testing.assert_array_equal(to_int16(audio.samples * (32768 / 32767)), to_int16(tone.samples))


def test_bytes_that_are_no_audio_or_too_much() -> None:
    with pytest.raises(AudioError, match="no WAV or FLAC"):
        decode_bytes(b"RIFF and nothing else")
    with pytest.raises(AudioError, match="longer than 1 s"):
        decode_bytes(encode(Audio(np.zeros(16001, np.float32), 16000), "FLAC"), max_seconds=1.0)


def test_a_segment_is_cut_exactly(tmp_path: Path, tone: Audio) -> None:
    (tmp_path / "tone.flac").write_bytes(encode(tone, "FLAC"))
    piece = read_segment(tmp_path / "tone.flac", 1000, 500)
    np.testing.assert_allclose(piece.samples, tone.samples[1000:1500], atol=1e-4)


def test_a_segment_beyond_the_end_is_refused(tmp_path: Path, tone: Audio) -> None:
    write_wav(tmp_path / "tone.wav", tone)
    with pytest.raises(AudioError, match="100 samples early") as caught:
        read_segment(tmp_path / "tone.wav", 31900, 200)
    assert caught.value.code == "truncated"
    with pytest.raises(AudioError) as caught:
        read_segment(tmp_path / "other.wav", 0, 1)
    assert caught.value.code == "undecodable"
