"""Features of many utterances in one safetensors file, and the index that finds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

from voxloom.audio.mel.features import Features
from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics, mel_statistics
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Row, Split, read_rows

INDEX = "index.jsonl"
STATISTICS = "statistics.json"  # of the training split
CONTRACT = "mel.json"


class FeatureRow(Row):
    """Where one utterance's features stand."""

    id: str
    shard: str
    frames: int
    split: Split


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


def write_statistics(folder: Path, contract: MelContract) -> None:
    """What the features were made by, and the statistics of those of the training split."""
    statistics = mel_statistics(mel for _, mel in read_features(folder, "log_mel", "train"))
    files.write_json(folder / STATISTICS, statistics.to_json())
    files.write_json(folder / CONTRACT, contract.to_json())


def read_statistics(folder: Path) -> MelStatistics:
    return MelStatistics.from_json(files.read_json(folder / STATISTICS))


def read_contract(folder: Path) -> MelContract:
    return MelContract.from_json(files.read_json(folder / CONTRACT))
