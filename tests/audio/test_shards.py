from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.support.rows import utterance
from voxloom.audio.mel.feature_shards import INDEX, FeatureRow, read_features, write_feature_shard
from voxloom.audio.mel.features import extract
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.wave.shards import SHARD, read_utterance, shards, write_audio_shard
from voxloom.audio.wave.sound import Audio, AudioError, to_int16
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import write_rows
from voxloom.params import Params


def noise(samples: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.5, 0.5, samples).astype(np.float32)


def test_shards_hold_every_utterance_once_in_the_order_of_ids() -> None:
    rows = [utterance(f"u{number:03d}", 1) for number in range(SHARD * 2 + 3)]
    shuffled = random.Random(0).sample(rows, len(rows))
    cut = shards(shuffled)
    assert [shard.number for shard in cut] == [0, 1, 2]
    assert [row for shard in cut for row in shard.rows] == rows
    assert shards([]) == []


def test_utterances_come_out_of_an_audio_shard_as_they_went_in(tmp_path: Path) -> None:
    waves = [Audio(noise(length, length), 16000) for length in (400, 1, 16000)]
    write_audio_shard(tmp_path / "audio.flac", waves)
    offset = 0
    for wave in waves:
        row = utterance("u", len(wave.samples), audio="audio.flac", offset=offset)
        read = read_utterance(tmp_path, row)
        np.testing.assert_array_equal(
            np.rint(read.samples * 32768.0).astype(np.int16), to_int16(wave.samples)
        )
        offset += len(wave.samples)
    with pytest.raises(AudioError, match="early"):
        read_utterance(tmp_path, utterance("u", 20, audio="audio.flac", offset=offset - 10))


def test_an_utterance_outside_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match="leaves the folder"):
        read_utterance(tmp_path / "project", utterance("u", audio="../secret.flac"))


def test_features_come_back_by_name_and_split(tmp_path: Path, params: Params) -> None:
    module = LogMel(MelContract.from_params(params.audio))
    waves = {name: noise(3000, seed) for seed, name in enumerate(("a", "b", "c"))}
    items = dict(
        zip(
            waves,
            extract(list(waves.values()), module, params.features, torch.device("cpu")),
            strict=True,
        )
    )
    write_feature_shard(tmp_path / "f-0.safetensors", {name: items[name] for name in ("a", "b")})
    write_feature_shard(tmp_path / "f-1.safetensors", {"c": items["c"]})
    places = {"a": ("f-0", "train"), "b": ("f-0", "test"), "c": ("f-1", "train")}
    rows = [
        FeatureRow(id=name, shard=f"{shard}.safetensors", frames=12, split=split)
        for name, (shard, split) in places.items()
    ]
    write_rows(tmp_path / INDEX, rows)
    for feature in ("log_mel", "mfcc", "log_f0", "energy"):
        found = dict(read_features(tmp_path, feature))
        assert list(found) == ["a", "b", "c"]
        for name, array in found.items():
            np.testing.assert_array_equal(array, items[name].arrays()[feature])
    assert [name for name, _ in read_features(tmp_path, "energy", "train")] == ["a", "c"]


def test_a_folder_without_features_is_named(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match="run the features stage"):
        next(read_features(tmp_path, "log_mel"))
