"""Utterances in tens of files, not thousands: DVC slows down with many small ones.

A shard holds a run of the sorted manifest, so the same corpus gives the same shards anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import encode, read_segment
from voxloom.core import files
from voxloom.core.manifest import Utterance

SHARD = 64  # utterances


@dataclass(frozen=True)
class Shard:
    """The number of a shard and the utterances it holds."""

    number: int
    rows: tuple[Utterance, ...]


def shards(rows: Sequence[Utterance]) -> list[Shard]:
    ordered = sorted(rows, key=lambda row: row.id)
    return [
        Shard(start // SHARD, tuple(ordered[start : start + SHARD]))
        for start in range(0, len(ordered), SHARD)
    ]


def write_audio_shard(path: Path, waves: Sequence[Audio]) -> None:
    """Utterances one after another in one 16-bit FLAC file (all at one rate)."""
    joined = np.concatenate([wave.samples for wave in waves])
    files.write_bytes(path, encode(Audio(joined, waves[0].rate), "FLAC"))


def read_utterance(root: Path, row: Utterance) -> Audio:
    """One utterance out of its file. Raises AudioError when the file does not hold it."""
    return read_segment(files.inside(root, row.audio), row.offset, row.samples)
