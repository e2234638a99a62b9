"""features: log-mel, MFCC, log-F0 and energy in shards; statistics of the training split."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.feature_shards import INDEX, FeatureRow, read_features, write_feature_shard
from voxloom.audio.mel.features import extract
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.params import AudioParams, FeaturesParams
from voxloom.audio.mel.statistics import mel_statistics
from voxloom.audio.wave.shards import Shard, read_utterance, shards
from voxloom.core import files
from voxloom.core.device import pick_device
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import read_manifest, write_rows
from voxloom.core.parallel import map_items
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal

CLEAN = Path("data/clean")
FEATURES = Path("data/features")


def extract_shard(shard: Shard, audio: AudioParams, params: FeaturesParams) -> list[FeatureRow]:
    name = f"features-{shard.number:05d}.safetensors"
    module = LogMel(MelContract.from_params(audio))
    waves = [read_utterance(Path(), row).samples for row in shard.rows]
    items = extract(waves, module, params, pick_device("auto"))
    features = {row.id: item for row, item in zip(shard.rows, items, strict=True)}
    write_feature_shard(FEATURES / name, features)
    return [
        FeatureRow(id=row.id, shard=name, frames=len(features[row.id].log_mel), split=row.split)
        for row in shard.rows
    ]


@stage
def main() -> None:
    audio, params = load_section(AudioParams, "audio"), load_section(FeaturesParams, "features")
    rows = read_manifest(CLEAN)
    if not any(row.split == "train" for row in rows):
        raise VoxloomError(f"{CLEAN}: no utterance is in the training split; lower ingest.test")
    fresh_folder(FEATURES)
    work = partial(extract_shard, audio=audio, params=params)
    results = map_items(work, shards(rows), "Extracting features (shards)")
    write_rows(FEATURES / INDEX, [row for result in results for row in result])
    statistics = mel_statistics(mel for _, mel in read_features(FEATURES, "log_mel", "train"))
    files.write_json(FEATURES / "statistics.json", statistics.to_json())
    files.write_json(FEATURES / "mel.json", MelContract.from_params(audio).to_json())
    seal(FEATURES)
    frames = sum(row.frames for result in results for row in result)
    say(f"{FEATURES}: {len(rows)} utterances, {frames} frames")


if __name__ == "__main__":
    main()
