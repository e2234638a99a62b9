from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audio.clean_files import by_ffmpeg, by_soundfile, sound
from voxloom.audio.read.containers import mpeg
from voxloom.audio.wave.sound import AudioError

SAMPLES = sound(np.random.default_rng(1), 16000, 1, 1.0)


@pytest.fixture(scope="module")
def tagged() -> bytes:
    return by_soundfile(SAMPLES, 16000, "MP3", None, tags=False)


@pytest.fixture(scope="module")
def untagged() -> bytes:
    return by_ffmpeg(
        SAMPLES, 16000, "mp3", "libmp3lame", {"b": "64000"}, write_xing="0", id3v2_version="0"
    )


def code_of(data: bytes) -> str:
    with pytest.raises(AudioError) as caught:
        mpeg.declared(data, "a.mp3")
    return caught.value.code


def slow_crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


@given(st.binary(max_size=50))
def test_crc16_two_bytes_at_a_step(data: bytes) -> None:
    assert mpeg.crc16(data) == slow_crc16(data)


def test_crc16_of_the_usual_check() -> None:
    assert mpeg.crc16(b"123456789") == 0xBB3D


def test_lengths(tagged: bytes, untagged: bytes) -> None:
    assert mpeg.has_tag(tagged)
    assert mpeg.declared(tagged, "a.mp3") == 16000
    assert not mpeg.has_tag(untagged)
    assert 16000 < mpeg.declared(untagged, "a.mp3") < 16000 + 3 * 1152


def test_whole_frames_that_are_missing_or_doubled(tagged: bytes) -> None:
    first = mpeg.frame_at(tagged, 0)
    assert first is not None
    second = mpeg.frame_at(tagged, first.size)
    assert second is not None
    assert code_of(tagged[: first.size]) == "header_only"
    assert code_of(tagged[: first.size] + tagged[first.size + second.size :]) == "corrupt"
    assert code_of(tagged[: first.size + second.size]) == "truncated"
    again = tagged[first.size : first.size + second.size]
    assert code_of(tagged + again + again) == "lying_size"


def test_a_chain_that_breaks(untagged: bytes) -> None:
    assert code_of(untagged[:-1]) == "truncated"
    half = len(untagged) // 2
    assert code_of(untagged[:half] + untagged[half + 1 :]) == "corrupt"
    assert code_of(untagged + b"what is this") == "corrupt"


@pytest.mark.parametrize("tail", [b"TAG" + bytes(125), b"APETAGEX" + bytes(60), bytes(100)])
def test_tags_and_zeros_at_the_end_are_no_sound(untagged: bytes, tail: bytes) -> None:
    assert mpeg.declared(untagged + tail, "a.mp3") == mpeg.declared(untagged, "a.mp3")
