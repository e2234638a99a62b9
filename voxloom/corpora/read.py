"""From a corpus to manifest rows: open every file once, keep it or say why not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from voxloom import files
from voxloom.audio.decode import AudioError, decode
from voxloom.corpora.source import Corpus, Recording
from voxloom.manifest import Quarantined, Utterance, split_of
from voxloom.parallel import map_items
from voxloom.params import IngestParams

# "[ascending tones]", "<beep ascending>": the whole transcript describes a sound.
NOT_WORDS = re.compile(r"\s*(\[[^\]]*\]|<[^>]*>|\([^)]*\))\s*")


@dataclass(frozen=True)
class Destination:
    """Where the kept recordings go: `root / folder`, named relative to the project's root."""

    root: Path
    folder: str


def read_corpus(
    corpus: Corpus, params: IngestParams, destination: Destination
) -> tuple[list[str], list[Utterance], list[Quarantined]]:
    """Copy each usable recording to the destination: (input ids, kept, quarantined)."""
    chosen = choose(corpus.recordings, params.limit)
    read = partial(read_recording, corpus=corpus, params=params, destination=destination)
    rows = map_items(read, chosen, f"Reading {corpus.name}")
    kept = [row for row in rows if isinstance(row, Utterance)]
    quarantined = [row for row in rows if isinstance(row, Quarantined)]
    return [recording.id for recording in chosen], kept, quarantined


def choose(recordings: tuple[Recording, ...], limit: int | None) -> list[Recording]:
    """The first `limit` recordings in the order of their ids' hashes: a stable random sample."""
    if limit is None:
        return list(recordings)
    by_hash = sorted(recordings, key=lambda r: hashlib.sha256(r.id.encode()).digest())
    return sorted(by_hash[:limit], key=lambda recording: recording.id)


def read_recording(
    recording: Recording, corpus: Corpus, params: IngestParams, destination: Destination
) -> Utterance | Quarantined:
    try:
        audio = decode(recording.path, params.max_seconds)
        text = spoken_text(recording)
    except AudioError as error:
        return Quarantined(
            id=recording.id,
            file=recording.path.name,
            code=error.code,
            value=error.value,
            message=str(error).replace(f"{recording.path}: ", ""),
        )
    data = recording.path.read_bytes()
    name = f"{destination.folder}/{recording.id}{recording.path.suffix.lower()}"
    files.write_bytes(destination.root / name, data)
    return Utterance(
        id=recording.id,
        audio=name,
        sha256=files.sha256_bytes(data),
        rate=audio.rate,
        samples=len(audio.samples),
        duration=round(audio.seconds, 6),
        text=text,
        language=corpus.language,
        speaker=corpus.speaker,
        license=corpus.license,
        attribution=corpus.attribution,
        split=split_of(recording.id, params.validation, params.test),
    )


def spoken_text(recording: Recording) -> str:
    """The transcript. Raises AudioError(no_transcript | not_speech)."""
    if not recording.text:
        raise AudioError("no_transcript", "", "the corpus has no transcript for it")
    if NOT_WORDS.fullmatch(recording.text):
        raise AudioError("not_speech", recording.text, "the transcript describes a sound")
    return recording.text
