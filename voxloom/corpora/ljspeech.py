"""LJSpeech: `metadata.csv` with `id|text` or `id|text|normalized text`, and `wavs/ID.wav`."""

from __future__ import annotations

from pathlib import PurePosixPath

from voxloom.corpora import bars
from voxloom.corpora.lists import unlisted
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

LOOKS_FOR = "metadata.csv with id|text or id|text|normalized, and wavs/ID.wav"


def detect(look: Look) -> str | None:
    head = bars.head_of(look)
    if head is None:
        return None
    first = head.rows[0][0] if head.rows else "nothing"
    if head.header:
        return None if head.has_suffixes else f"{head.name} says in its header what is in it"
    third = bars.thirds(head)
    if bars.Third.NORMALIZED in third and head.has_suffixes:
        return f"{head.name} read as {bars.Third.NORMALIZED.value}, like {first}"
    if head.has_suffixes or (third and bars.Third.NORMALIZED not in third):
        return None
    return f"{head.name} names {first} without a suffix"


def read(look: Look, params: IngestParams) -> list[Entry]:
    entries = bars.read(look, bars.NORMALIZED, lambda row: _entry(look, row))
    return entries + unlisted(look, entries, "wavs/")


def _entry(look: Look, row: bars.BarRow) -> Entry:
    return Entry(
        name=bars.file_of(look, row.told),
        text=row.text,
        id=PurePosixPath(row.told.replace("\\", "/")).name,
        speaker=row.speaker,
        language=row.language,
        told=row.told,
    )
