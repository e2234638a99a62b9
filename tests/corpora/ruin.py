"""A folder of recordings, and thirty-odd ways to ruin one, each with the code it must get."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from tests.audio.clean_files import by_soundfile
from voxloom.audio.read.decode import decode
from voxloom.audio.wave.sound import Audio, Samples

SUFFIXES = (".wav", ".flac", ".mp3", ".ogg")
LINE = "Thank you for calling, please hold the line for the next agent. "


@dataclass(frozen=True)
class Way:
    """What is done to a recording and its transcript."""

    code: str
    ruin: Callable[[Path, Path], None]
    suffixes: tuple[str, ...] = SUFFIXES  # of the files it can be done to


def write_folder(root: Path, said: Iterable[tuple[str, Audio, str]]) -> None:
    """(id, sound, text) as WAV, FLAC, MP3 and Ogg in turn, each with its `.txt` beside it."""
    root.mkdir()
    for number, (key, audio, text) in enumerate(said):
        suffix = SUFFIXES[number % len(SUFFIXES)]
        samples = audio.samples.reshape(-1, 1)
        data = by_soundfile(samples, audio.rate, suffix[1:].upper(), None, tags=False)
        (root / f"{key}{suffix}").write_bytes(data)
        (root / f"{key}.txt").write_text(text + "\n", "utf-8")


def ruin(root: Path, ids: Sequence[str], seed: int) -> dict[str, str]:
    """Ruin a fifth of the recordings, in all ways in turn; id: the code it must get.

    Raises ValueError where a fifth is less than there are ways.
    """
    count = len(ids) // 5
    if count < len(WAYS):
        raise ValueError(f"{len(ids)} recordings are too few for {len(WAYS)} ways")
    left = [ids[place] for place in np.random.default_rng(seed).permutation(len(ids))]
    suffix_of = {path.stem: path.suffix for path in root.iterdir() if path.suffix in SUFFIXES}
    expected = {}
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        key = next(key for key in left if suffix_of[key] in way.suffixes)
        left.remove(key)
        way.ruin(root / f"{key}{suffix_of[key]}", root / f"{key}.txt")
        expected[key] = way.code
    return expected


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path, Path], None]:
    def ruin(audio: Path, text: Path) -> None:
        audio.write_bytes(change(audio.read_bytes()))

    return ruin


def _sound(
    change: Callable[[Samples], Samples], rate: int | None = None, subtype: str = "PCM_16"
) -> Callable[[Path, Path], None]:
    """Another sound in a file of the same name: WAV, or FLAC."""

    def ruin(audio: Path, text: Path) -> None:
        sound = decode(audio)
        form = audio.suffix[1:].upper()
        soundfile.write(audio, change(sound.samples), rate or sound.rate, subtype, format=form)

    return ruin


def _text(data: bytes) -> Callable[[Path, Path], None]:
    def ruin(audio: Path, text: Path) -> None:
        text.write_bytes(data)

    return ruin


def _lie(data: bytes) -> bytes:
    place = data.index(b"data") + 4
    (size,) = struct.unpack_from("<I", data, place)
    return data[:place] + struct.pack("<I", size // 4 * 2) + data[place + 4 :]


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _flip(data: bytes) -> bytes:
    place = len(data) * 2 // 3
    return data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


def _one_bad(value: float) -> Callable[[Samples], Samples]:
    def change(samples: Samples) -> Samples:
        changed = samples.copy()
        changed[len(samples) // 2] = value
        return changed

    return change


def _noise(samples: Samples) -> Samples:
    noise = 0.05 * np.random.default_rng(0).standard_normal(len(samples))
    return noise.astype(np.float32)


def _link_out(audio: Path, text: Path) -> None:
    outside = audio.parent.parent / f"secret{audio.suffix}"
    audio.rename(outside)
    audio.symlink_to(outside)


def _fifo(audio: Path, text: Path) -> None:
    audio.unlink()
    os.mkfifo(audio)


def _swap(audio: Path, text: Path) -> None:
    text.write_text(text.read_text("utf-8").strip() + " " + LINE * 8, "utf-8")


WAV = (".wav",)
PLAIN = (".wav", ".flac")
WAYS = (
    Way("empty_file", _bytes(lambda data: b"")),
    Way("undecodable", _bytes(lambda data: bytes(range(256)) * 20)),
    Way("playlist", _bytes(lambda data: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")),
    Way("header_only", _sound(lambda samples: samples[:0]), WAV),
    Way("lying_size", _bytes(_lie), WAV),
    Way("truncated", _bytes(_cut), WAV),
    Way("corrupt", _bytes(_cut), (".flac",)),  # the frame that was cut through
    Way("truncated", _bytes(_cut), (".mp3",)),
    Way("truncated", _bytes(_cut), (".ogg",)),
    Way("corrupt", _bytes(_flip), (".flac",)),
    Way("corrupt", _bytes(_flip), (".mp3",)),
    Way("corrupt", _bytes(_flip), (".ogg",)),
    Way("bad_rate", _sound(lambda samples: samples, rate=1000), WAV),
    Way("bad_channels", _sound(lambda samples: np.tile(samples, (40, 1)).T), WAV),
    Way("not_finite", _sound(_one_bad(np.nan), subtype="FLOAT"), WAV),
    Way("not_finite", _sound(_one_bad(-np.inf), subtype="FLOAT"), WAV),
    Way("silence", _sound(np.zeros_like), PLAIN),
    Way("no_speech", _sound(_noise), PLAIN),
    Way("clipped", _sound(lambda samples: np.clip(40 * samples, -1, 1)), WAV),
    Way("too_short", _sound(lambda samples: samples[:800]), WAV),
    Way("too_long", _sound(lambda samples: np.resize(samples, 121 * 48000)), (".flac",)),
    Way("bomb", _sound(lambda samples: np.zeros(119 * 96000, np.float32), rate=96000), (".flac",)),
    Way("outside", _link_out),
    Way("not_a_file", _fifo),
    Way("missing_audio", lambda audio, text: audio.unlink()),
    Way("no_transcript", lambda audio, text: text.unlink()),
    Way("empty_after_normalization", _text("… — !?\n".encode())),
    Way("bad_encoding", _text("Où êtes-vous ?\n".encode("latin-1"))),
    Way("control_character", _text(b"Press \x1b[31mone.\n")),
    Way("bidi", _text("Press \u202eeno.\n".encode())),
    Way("bad_character", _text("Press \ue000 one.\n".encode())),
    Way("mixed_scripts", _text("Press \u043ene.\n".encode())),  # a Cyrillic o
    Way("foreign_script", _text("Нажмите один.\n".encode())),
    Way("giant_number", _text(b"9" * 5000)),
    Way("long_transcript", _text(b"Press one. " * 110_000)),
    Way("speaking_rate", _swap),
)
