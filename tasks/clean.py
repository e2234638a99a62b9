"""clean: mono, resampled, trimmed, at one loudness; FLAC shards and before/after figures."""

from __future__ import annotations

from functools import partial

from tasks.stage import fresh_folder, stage
from voxloom.audio.clean.clean import CLEANING
from voxloom.audio.clean.params import CleanParams
from voxloom.audio.clean.shard import clean_shard
from voxloom.audio.mel.params import AudioParams
from voxloom.audio.wave.shards import shards
from voxloom.core.manifest import read_manifest, write_outcome, write_rows
from voxloom.core.parallel import map_items
from voxloom.core.progress import echo
from voxloom.core.project import CLEAN, CORPUS
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal


@stage
def main() -> None:
    rate, params = load_section(AudioParams, "audio").rate, load_section(CleanParams, "clean")
    rows = read_manifest(CORPUS)
    fresh_folder(CLEAN)
    work = partial(clean_shard, folder=CLEAN, rate=rate, params=params)
    results = map_items(work, shards(rows), "Cleaning (shards)")
    kept = [row for result in results for row in result[0]]
    quarantined = [row for result in results for row in result[1]]
    figures = sorted((row for result in results for row in result[2]), key=lambda row: row.id)
    write_outcome(CLEAN, [row.id for row in rows], kept, quarantined)
    write_rows(CLEAN / CLEANING, figures)
    seal(CLEAN)
    minutes = sum(row.duration for row in kept) / 60
    echo(f"{CLEAN}: {len(kept)} kept ({minutes:.1f} min), {len(quarantined)} quarantined")


if __name__ == "__main__":
    main()
