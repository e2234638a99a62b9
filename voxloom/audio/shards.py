"""Utterances in tens of files, not thousands: audio shards (FLAC) and feature shards.

A shard holds a run of the sorted manifest, so the same corpus gives the same shards anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from safetensors.numpy import load_file, save

from voxloom import files
from voxloom.audio.decode import Audio, encode, read_segment
from voxloom.audio.features import Features
from voxloom.errors import VoxloomError
from voxloom.manifest import Row, Split, Utterance, read_rows

SHARD = 64  # utterances
INDEX = "index.jsonl"

Item = TypeVar("Item")


class FeatureRow(Row):
    """Where one utterance's features stand."""

    id: str
    shard: str
    frames: int
    split: Split


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


def write_feature_shard(path: Path, features: dict[str, Features]) -> None:
    tensors = {
        f"{name}/{utterance}": array
        for utterance, item in features.items()
        for name, array in item.arrays().items()
    }
    files.write_bytes(path, save(tensors))


def read_features(
    folder: Path, name: str, split: Split | None = None
) -> Iterator[tuple[str, np.ndarray]]:
    """(id, array) of one feature, in the order of the ids; all splits when `split` is None.

    Raises VoxloomError when the folder is no feature folder.
    """
    if not (folder / INDEX).is_file():
        raise VoxloomError(f"{folder / INDEX} is missing: run the features stage")
    shard, arrays = "", {}
    for row in read_rows(folder / INDEX, FeatureRow):
        if split is not None and row.split != split:
            continue
        if row.shard != shard:
            shard, arrays = row.shard, load_file(files.inside(folder, row.shard))
        yield row.id, arrays[f"{name}/{row.id}"]
