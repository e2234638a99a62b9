from __future__ import annotations

import io
import resource
import struct
import time

import numpy as np
import pytest
import soundfile

from tests.audio.clean_files import MAKERS, by_ffmpeg, by_soundfile, clean_file, sound
from voxloom.audio.read.clipping import full_scale_share
from voxloom.audio.read.containers import ogg
from voxloom.audio.read.inspect import Inspected, Limits, inspect
from voxloom.audio.wave.sound import Audio, AudioError, Samples
from voxloom.audio.wave.wav import encode

LIMITS = Limits(max_seconds=60.0)
RATE = 16000


@pytest.fixture(scope="module")
def hum() -> Samples:
    """(n, 1): 1.5 seconds."""
    return sound(np.random.default_rng(3), RATE, 1, 1.5)


def wav(samples: np.ndarray, subtype: str = "PCM_16", rate: int = RATE) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, subtype, format="WAV")
    return buffer.getvalue()


def code_of(data: bytes, name: str = "a.wav", limits: Limits = LIMITS) -> str:
    with pytest.raises(AudioError) as caught:
        inspect(data, name, limits)
    assert name in str(caught.value)
    return caught.value.code


def edited(data: bytes, place: int, value: bytes) -> bytes:
    return data[:place] + value + data[place + len(value) :]


def kept(data: bytes, name: str) -> Inspected:
    return inspect(data, name, LIMITS)


@pytest.mark.parametrize("kind", MAKERS)
def test_clean_files_are_kept_whole(kind: str) -> None:
    for number in range(12):
        clean = clean_file(kind, np.random.default_rng([7, number]))
        judged = kept(clean.data, clean.name)
        assert judged.mended == (), clean.made
        assert judged.suffix == f".{kind}"
        assert judged.figures.peak > 0.05


@pytest.mark.parametrize(
    ("name", "container", "codec", "rate"),
    [
        ("a.g722", "g722", "g722", 16000),
        ("a.m4a", "ipod", "aac", 16000),
        ("a.m4a", "ipod", "aac", 44100),
        ("a.m4a", "ipod", "alac", 16000),
        ("a.aac", "adts", "aac", 16000),
        ("a.webm", "webm", "libopus", 48000),
        ("a.amr", "amr", "libopencore_amrnb", 8000),
        ("a.aiff", "aiff", "pcm_s16be", 22050),
        ("a.au", "au", "pcm_mulaw", 8000),
        ("a.caf", "caf", "pcm_s24le", 48000),
        ("a.w64", "w64", "pcm_s16le", 48000),
        ("a.wav", "wav", "adpcm_ima_wav", 16000),
        ("a.wav", "wav", "pcm_mulaw", 8000),
        ("a.wma", "asf", "wmav2", 44100),
    ],
)
def test_every_other_format(name: str, container: str, codec: str, rate: int) -> None:
    samples = sound(np.random.default_rng(5), rate, 1, 1.0)
    options = {"b": "64000"} if codec == "wmav2" else {}
    judged = kept(by_ffmpeg(samples, rate, container, codec, options), name)
    assert judged.audio.rate == rate
    assert judged.audio.seconds == pytest.approx(1.0, abs=0.2)
    assert judged.suffix == f".{name.split('.')[1]}"
    assert judged.mended == ()


def test_no_sound_at_all() -> None:
    assert code_of(b"") == "empty_file"
    assert code_of(wav(np.zeros((0, 1)))) == "header_only"
    assert code_of(wav(np.zeros(5000))) == "silence"
    assert code_of(wav(np.full(5000, 0.25))) == "silence"
    assert code_of(np.random.default_rng(0).bytes(5000)) == "undecodable"


@pytest.mark.parametrize(
    "text",
    [
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"[playlist]\nFile1=/etc/passwd\n",
        b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
        b"\xef\xbb\xbf<?xml version='1.0'?><MPD></MPD>",
    ],
)
@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.m3u8"])
def test_playlists_are_not_followed(text: bytes, name: str) -> None:
    assert code_of(text, name) == "playlist"


def test_ffmpeg_opens_formats_of_sound_only(hum: Samples) -> None:
    film = io.BytesIO()
    soundfile.write(film, hum, RATE, "PCM_16", format="IRCAM")  # FFmpeg reads it; not in the list
    assert code_of(film.getvalue(), "a.sf") == "undecodable"


def test_sizes_that_lie(hum: Samples) -> None:
    data = wav(hum)
    place = data.index(b"data") + 4
    size = len(data) - place - 4
    assert code_of(edited(data, place, struct.pack("<I", size // 2))) in ("lying_size", "truncated")
    assert code_of(edited(data, place, struct.pack("<I", size + 1000))) == "truncated"
    assert code_of(edited(data, 4, struct.pack("<I", len(data) // 2))) == "lying_size"
    assert code_of(edited(data, 4, struct.pack("<I", len(data) + 1000))) == "truncated"
    assert code_of(data + data[place + 4 :]) in ("lying_size", "truncated")
    assert code_of(data + data[12:]) == "lying_size"  # a second fmt and data chunk


def test_a_header_that_contradicts_itself(hum: Samples) -> None:
    data = wav(hum)
    assert code_of(edited(data, 24, struct.pack("<I", 8000))) == "lying_header"  # half the rate
    assert code_of(edited(data, 22, struct.pack("<H", 2))) == "lying_header"  # channels
    assert code_of(edited(data, 34, struct.pack("<H", 8))) == "lying_header"  # bits


@pytest.mark.parametrize("rate", [3999, 1000, 384001])
def test_impossible_rates(hum: Samples, rate: int) -> None:
    assert code_of(wav(hum, rate=rate)) == "bad_rate"


def test_impossible_channels() -> None:
    assert code_of(wav(np.zeros((100, 40)))) == "bad_channels"


@pytest.mark.parametrize("kind", ["FLAC", "MP3", "OGG"])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9, 0.999])
def test_truncated_files(hum: Samples, kind: str, share: float) -> None:
    name = f"a.{kind.lower()}"
    data = by_soundfile(hum, RATE, kind, None, tags=False)
    assert code_of(data[: int(share * len(data))], name) in ("truncated", "corrupt")


@pytest.mark.parametrize("kind", ["FLAC", "MP3", "OGG"])
def test_one_flipped_bit_anywhere_in_the_sound(hum: Samples, kind: str) -> None:
    name = f"a.{kind.lower()}"
    data = by_soundfile(hum, RATE, kind, None, tags=False)
    for place in np.random.default_rng(1).integers(len(data) // 3, len(data), 20):
        mutant = bytearray(data)
        mutant[place] ^= 0x10
        assert code_of(bytes(mutant), name) in ("corrupt", "truncated", "lengths_differ")


def test_a_flac_whose_header_promises_another_sound(hum: Samples) -> None:
    data = by_soundfile(hum, RATE, "FLAC", "PCM_16", tags=False)
    assert code_of(edited(data, 30, b"\0\1\2\3"), "a.flac") == "corrupt"  # the MD5
    assert code_of(edited(data, 22, struct.pack(">I", 30000)), "a.flac") == "truncated"
    assert code_of(edited(data, 22, struct.pack(">I", 20000)), "a.flac") == "lengths_differ"
    unsaid = edited(data, 22, bytes(20))  # neither length nor MD5: written to a pipe
    assert len(kept(unsaid, "a.flac").audio.samples) == len(hum)


def test_frames_lost_from_an_mp3_without_a_tag(hum: Samples) -> None:
    """No check sum there: what one decoder conceals, the other conceals in another way."""
    data = by_ffmpeg(hum, RATE, "mp3", "libmp3lame", {"b": "64000"}, write_xing="0")
    assert kept(data, "a.mp3").figures.declared == pytest.approx(len(hum), abs=2500)
    middle = data.index(b"\xff\xf3", len(data) // 2)
    assert code_of(data[:middle] + data[middle + 50 :], "a.mp3") == "corrupt"
    assert code_of(edited(data, middle + 4, b"\xff\xff\xff"), "a.mp3") in (
        "corrupt",
        "decoders_differ",
    )


@pytest.mark.parametrize(
    ("name", "container", "codec"), [("a.webm", "webm", "libopus"), ("a.m4a", "ipod", "aac")]
)
def test_a_cut_in_what_browsers_and_phones_record(name: str, container: str, codec: str) -> None:
    samples = sound(np.random.default_rng(5), 48000, 1, 3.0)
    data = by_ffmpeg(samples, 48000, container, codec, {})
    assert kept(data, name).figures.declared == pytest.approx(3 * 48000, rel=0.02)
    assert code_of(data[: len(data) // 2], name) in ("truncated", "undecodable", "corrupt")
    middle = len(data) // 2
    assert code_of(data[:middle] + data[middle + 3000 :], name) in (
        "truncated", "undecodable", "corrupt"
    )  # fmt: skip


@pytest.mark.parametrize("earlier", [500, 1000, 1500])
def test_an_ogg_of_one_page_ends_where_it_says(earlier: int) -> None:
    """As an encoder ends one that filled its last block. FFmpeg plays the block to its end."""
    samples = sound(np.random.default_rng(5), 44100, 1, 0.4)
    data = by_soundfile(samples, 44100, "OGG", None, tags=False, compression_level=0.9)
    page = data.rindex(b"OggS")
    ended = edited(data, page + 6, struct.pack("<q", len(samples) - earlier))
    ended = edited(ended, page + 22, struct.pack("<I", ogg.checksum(ended[page:])))
    judged = kept(ended, "a.ogg")
    assert len(judged.audio.samples) == judged.figures.libsndfile == len(samples) - earlier


def test_two_recordings_in_one_ogg(hum: Samples) -> None:
    one = by_soundfile(hum, RATE, "OGG", "VORBIS", tags=False)
    two = by_soundfile(hum[::-1], RATE, "OGG", "VORBIS", tags=False)
    assert code_of(one + two, "a.ogg") == "joined"


def test_not_a_number(hum: Samples) -> None:
    for bad, value in ((np.nan, "NaN"), (np.inf, "Inf"), (-np.inf, "Inf")):
        samples = hum.copy()
        samples[77] = bad
        with pytest.raises(AudioError) as caught:
            inspect(wav(samples, "FLOAT"), "a.wav", LIMITS)
        assert (caught.value.code, caught.value.value) == ("not_finite", value)


def test_limits_of_length(hum: Samples) -> None:
    data = wav(hum)
    assert code_of(data, limits=Limits(max_seconds=1.4)) == "too_long"
    assert code_of(data, limits=Limits(min_seconds=1.6)) == "too_short"
    exact = Limits(max_seconds=1.5, min_seconds=1.5)
    assert inspect(data, "a.wav", exact).audio.seconds == 1.5


def test_a_decoder_bomb_is_stopped_early() -> None:
    """Five minutes of silence at 96 kHz, stereo: 230 MB of samples in less than a thousandth."""
    second = np.zeros((96000, 2), np.int16)
    buffer = io.BytesIO()
    with soundfile.SoundFile(buffer, "w", 96000, 2, "PCM_16", format="FLAC") as file:
        for _ in range(300):
            file.write(second)
    data = buffer.getvalue()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.monotonic()
    generous = Limits(max_seconds=3600.0)
    assert code_of(data, "a.flac", generous) == "bomb"
    assert time.monotonic() - begin < 5.0
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 150 * 1024  # KiB


def test_too_much_sound_is_stopped_too(hum: Samples) -> None:
    limits = Limits(max_decoded=50_000)
    assert code_of(wav(hum), limits=limits) == "too_big"


def test_clipping_is_measured(hum: Samples) -> None:
    loud = np.clip(20.0 * hum, -1.0, 1.0)
    share = float((np.abs(loud) == 1.0).mean())
    measured = full_scale_share(loud, flat=True)
    assert share > 0.2
    assert measured == pytest.approx(share, rel=0.1)
    assert code_of(wav(loud)) == "clipped"
    assert full_scale_share(hum, flat=True) == 0.0


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "ULAW", "ALAW"])
def test_clipping_in_every_width(hum: Samples, subtype: str) -> None:
    assert code_of(wav(np.clip(20.0 * hum, -1.0, 1.0), subtype)) == "clipped"


@pytest.mark.parametrize("kind", ["FLAC", "MP3", "OGG"])
def test_clipping_before_a_codec(hum: Samples, kind: str) -> None:
    data = by_soundfile(np.clip(20.0 * hum, -1.0, 1.0), RATE, kind, None, tags=False)
    assert code_of(data, f"a.{kind.lower()}") == "clipped"


@pytest.mark.parametrize("frequency", [100, 440, 1000])
def test_a_loud_tone_is_not_clipped(frequency: int) -> None:
    tone = np.sin(2 * np.pi * frequency * np.arange(16000) / 16000)
    assert kept(wav(tone[:, None]), "a.wav").figures.clipped < 0.01


def test_an_offset_is_noted_and_kept(hum: Samples) -> None:
    judged = kept(wav(hum + 0.05), "a.wav")
    assert judged.mended == (f"dc {judged.figures.dc:.4f}",)
    assert judged.figures.dc == pytest.approx(0.05 + hum.mean(), abs=1e-3)


@pytest.mark.parametrize(
    ("kind", "name", "suffix"),
    [
        ("WAV", "a.mp3", ".wav"),
        ("WAV", "a.g722", ".wav"),
        ("FLAC", "a.wav", ".flac"),
        ("MP3", "a.ogg", ".mp3"),
        ("OGG", "a", ".ogg"),
    ],
)
def test_a_wrong_extension_is_mended(hum: Samples, kind: str, name: str, suffix: str) -> None:
    judged = kept(by_soundfile(hum, RATE, kind, None, tags=False), name)
    old = name[1:] or "none"
    assert judged.suffix == suffix
    assert judged.mended == (f"extension {old} to {suffix}",)


@pytest.mark.parametrize("name", ["a.WAV", "a.wave"])
def test_a_right_extension_is_left(hum: Samples, name: str) -> None:
    assert kept(wav(hum), name).mended == ()


def test_the_samples_are_those_of_the_file(hum: Samples) -> None:
    audio = Audio(hum[:, 0], RATE)
    np.testing.assert_allclose(
        kept(encode(audio, "WAV"), "a.wav").audio.samples, hum[:, 0], atol=1e-4
    )
