"""features: log-mel, MFCC, log-F0 and energy in shards; statistics of the training split."""

from __future__ import annotations

from functools import partial

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.extract import extract_shard
from voxloom.audio.mel.feature_shards import INDEX, write_statistics
from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.params import AudioParams, FeaturesParams
from voxloom.audio.wave.shards import shards
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import read_manifest, write_rows
from voxloom.core.parallel import map_items
from voxloom.core.progress import echo
from voxloom.core.project import CLEAN, FEATURES
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal


@stage
def main() -> None:
    audio, params = load_section(AudioParams, "audio"), load_section(FeaturesParams, "features")
    rows = read_manifest(CLEAN)
    if not any(row.split == "train" for row in rows):
        raise VoxloomError(f"{CLEAN}: no utterance is in the training split; lower ingest.test")
    fresh_folder(FEATURES)
    work = partial(extract_shard, folder=FEATURES, audio=audio, params=params)
    results = map_items(work, shards(rows), "Extracting features (shards)")
    write_rows(FEATURES / INDEX, [row for result in results for row in result])
    write_statistics(FEATURES, MelContract.from_params(audio))
    seal(FEATURES)
    frames = sum(row.frames for result in results for row in result)
    echo(f"{FEATURES}: {len(rows)} utterances, {frames} frames")


if __name__ == "__main__":
    main()
