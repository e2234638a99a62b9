"""Cleaned utterances, many in one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voxloom.audio.clean.clean import Cleaning, Figures, clean, measure
from voxloom.audio.clean.params import CleanParams
from voxloom.audio.finish.level import Levelled
from voxloom.audio.read.decode import load
from voxloom.audio.wave.shards import Shard, write_audio_shard
from voxloom.audio.wave.sound import AudioError, to_int16
from voxloom.core import files
from voxloom.core.manifest import Quarantined, Utterance


@dataclass(frozen=True)
class Cleaned:
    before: Figures
    levelled: Levelled

    def row(self, utterance: str) -> Cleaning:
        return Cleaning(
            id=utterance,
            before=self.before,
            after=measure(self.levelled.audio),
            limited=round(self.levelled.limited, 2),
            held_back=round(self.levelled.held_back, 2),
        )


def clean_utterance(row: Utterance, rate: int, params: CleanParams) -> Cleaned | Quarantined:
    path = files.inside(Path(), row.audio)
    try:
        audio = load(path, rate)
        levelled = clean(audio, params)
    except AudioError as error:
        return Quarantined(
            id=row.id, file=row.audio, code=error.code, value=error.value, message=str(error)
        )
    return Cleaned(measure(audio), levelled)


def clean_shard(
    shard: Shard, folder: Path, rate: int, params: CleanParams
) -> tuple[list[Utterance], list[Quarantined], list[Cleaning]]:
    """Clean a shard's utterances into one FLAC file of the folder, at `rate` Hz.

    The rows that are kept, those that are set aside, and what changed in each that is kept.
    """
    name = folder / f"audio-{shard.number:05d}.flac"
    kept, quarantined, figures, waves, offset = [], [], [], [], 0
    for row in shard.rows:
        result = clean_utterance(row, rate, params)
        if isinstance(result, Quarantined):
            quarantined.append(result)
            continue
        samples = result.levelled.audio.samples
        place = {
            "audio": name.as_posix(),
            "offset": offset,
            "sha256": files.sha256_bytes(to_int16(samples).tobytes()),
            "rate": rate,
            "samples": len(samples),
            "duration": round(len(samples) / rate, 6),
        }
        kept.append(row.model_copy(update=place))
        figures.append(result.row(row.id))
        waves.append(result.levelled.audio)
        offset += len(samples)
    if waves:
        write_audio_shard(name, waves)
    return kept, quarantined, figures
