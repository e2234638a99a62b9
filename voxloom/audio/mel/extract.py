"""Features of a corpus's shards."""

from __future__ import annotations

from pathlib import Path

from voxloom.audio.mel.feature_shards import FeatureRow, write_feature_shard
from voxloom.audio.mel.features import extract
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.params import AudioParams, FeaturesParams
from voxloom.audio.wave.shards import Shard, read_utterance
from voxloom.core.device import pick_device


def extract_shard(
    shard: Shard, folder: Path, audio: AudioParams, params: FeaturesParams
) -> list[FeatureRow]:
    """Write the features of a shard's utterances into one file of the folder."""
    name = f"features-{shard.number:05d}.safetensors"
    module = LogMel(MelContract.from_params(audio))
    waves = [read_utterance(Path(), row).samples for row in shard.rows]
    items = extract(waves, module, params, pick_device("auto"))
    features = {row.id: item for row, item in zip(shard.rows, items, strict=True)}
    write_feature_shard(folder / name, features)
    return [
        FeatureRow(id=row.id, shard=name, frames=len(features[row.id].log_mel), split=row.split)
        for row in shard.rows
    ]
