"""A file of any format as samples."""

from __future__ import annotations

from pathlib import Path

from voxloom.audio.read.ffmpeg import decode_memory
from voxloom.audio.read.once import Limits, read_once
from voxloom.audio.wave.sound import Audio, resample, to_mono
from voxloom.audio.wave.wav import GIB


def decode(path: Path, max_seconds: float = 3600.0) -> Audio:
    """Decode any file FFmpeg reads to float samples (n,) or (n, channels).

    Raises AudioError as `read_once` and `decode_memory` do; its message names the file.
    """
    limits = Limits(max_seconds=max_seconds, max_bytes=GIB, max_decoded=GIB)
    return decode_memory(read_once(path, limits), str(path), limits).audio


def load(path: Path, rate: int, max_seconds: float = 3600.0) -> Audio:
    """Any audio file as mono (n,) at `rate` Hz. Raises AudioError as `decode` does."""
    return resample(to_mono(decode(path, max_seconds)), rate)
