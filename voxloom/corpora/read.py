"""From a corpus to manifest rows: open every file once, keep it or say why not."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from voxloom import files
from voxloom.audio.decode import AudioError, decode
from voxloom.corpora.source import Corpus, Recording, Rejection
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
    """The first `limit` recordings in the order of their ids' hashes: a stable random sample.

    Those rejected unopened do not count, and are all in it: none may vanish from the quarantine.
    """
    if limit is None:
        return list(recordings)
    rejected = [recording for recording in recordings if recording.rejection]
    usable = [recording for recording in recordings if not recording.rejection]
    by_hash = sorted(usable, key=lambda r: hashlib.sha256(r.id.encode()).digest())
    return sorted(by_hash[:limit] + rejected, key=lambda recording: recording.id)


def read_recording(
    recording: Recording, corpus: Corpus, params: IngestParams, destination: Destination
) -> Utterance | Quarantined:
    if recording.rejection:
        return set_aside(recording, recording.rejection)
    try:
        audio = decode(recording.path, params.max_seconds)
        text = spoken_text(recording)
    except AudioError as error:
        message = str(error).replace(f"{recording.path}: ", "")
        return set_aside(recording, Rejection(error.code, error.value, message))
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
        split=split_of(
            sentence(text) if params.split_by == "text" else recording.id,
            params.validation,
            params.test,
        ),
    )


def set_aside(recording: Recording, why: Rejection) -> Quarantined:
    return Quarantined(
        id=recording.id,
        file=recording.path.name,
        code=why.code,
        value=why.value,
        message=why.message,
    )


def sentence(text: str) -> str:
    """The letters and digits of a text, casefolded: the same for "Well-known!" and "well known"."""
    folded = unicodedata.normalize("NFKC", text.casefold())
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


def spoken_text(recording: Recording) -> str:
    """The transcript. Raises AudioError(no_transcript | not_speech)."""
    if not recording.text:
        raise AudioError("no_transcript", "", "the corpus has no transcript for it")
    if NOT_WORDS.fullmatch(recording.text):
        raise AudioError("not_speech", recording.text, "the transcript describes a sound")
    return recording.text
