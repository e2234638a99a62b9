from __future__ import annotations

import struct

import numpy as np
import pytest

from tests.audio.clean_files import Pipe, by_ffmpeg, by_soundfile, sound
from voxloom.audio.read.containers import riff
from voxloom.audio.wave.sound import AudioError

SAMPLES = sound(np.random.default_rng(1), 16000, 1, 0.1)


def code_of(data: bytes) -> str:
    with pytest.raises(AudioError) as caught:
        riff.declared(data, "a.wav")
    return caught.value.code


@pytest.mark.parametrize("container", ["WAV", "WAVEX", "RF64"])
@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "DOUBLE", "ULAW"])
@pytest.mark.parametrize("count", [1599, 1600])
def test_samples_by_the_header(container: str, subtype: str, count: int) -> None:
    data = by_soundfile(SAMPLES[:count], 16000, container, subtype, tags=True)
    assert riff.declared(data, "a.wav") == count


def test_the_byte_order_of_others() -> None:
    data = by_soundfile(SAMPLES, 16000, "WAV", "PCM_16", tags=False, endian="BIG")
    assert data[:4] == b"RIFX"
    assert riff.declared(data, "a.wav") == 1600


def test_a_pipe_does_not_know() -> None:
    data = by_ffmpeg(SAMPLES, 16000, "wav", "pcm_s16le", {}, to=Pipe())
    assert riff.declared(data, "a.wav") is None
    sox = struct.pack("<I", 0x7FFFF000)
    data = by_soundfile(SAMPLES, 16000, "WAV", "PCM_16", tags=False)
    piped = data[:4] + struct.pack("<I", 0x7FFFF024) + data[8:40] + sox + data[44:]
    assert riff.declared(piped, "a.wav") is None


def test_writers_that_count_in_other_ways() -> None:
    """The size of the file itself, or a byte of padding too few: nobody loses sound by it."""
    data = by_soundfile(SAMPLES, 16000, "WAV", "PCM_16", tags=False)
    assert riff.declared(data[:4] + struct.pack("<I", len(data)) + data[8:], "a.wav") == 1600
    odd = by_soundfile(SAMPLES[:101], 16000, "WAV", "PCM_U8", tags=False)
    assert riff.declared(odd.removesuffix(b"\0"), "a.wav") == 101


def test_every_cut_is_seen() -> None:
    data = by_soundfile(SAMPLES, 16000, "WAV", "PCM_16", tags=False)
    for end in [12, 20, 36, 43, 45, 100, len(data) - 2]:
        assert code_of(data[:end]) in ("truncated", "header_only", "lying_header")
