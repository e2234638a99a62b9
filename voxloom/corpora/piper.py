"""Piper: `metadata.csv` with `file|text` or `file|speaker|text`."""

from __future__ import annotations

from voxloom.corpora import bars
from voxloom.corpora.lists import unlisted
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

LOOKS_FOR = "metadata.csv with file.wav|text or file|speaker|text"


def detect(look: Look) -> str | None:
    head = bars.head_of(look)
    if head is None:
        return None
    first = head.rows[0][0] if head.rows else "nothing"
    if head.header:
        return f"{head.name} by its header {'|'.join(head.header)}" if head.has_suffixes else None
    third = bars.thirds(head)
    if third == {bars.Third.SPEAKER}:
        return f"{head.name} names files and speakers, like {first}"
    if bars.Third.SPEAKER in third:
        return f"{head.name} read as {bars.Third.SPEAKER.value}, like {first}"
    return f"{head.name} names files, like {first}" if head.has_suffixes and not third else None


def read(look: Look, params: IngestParams) -> list[Entry]:
    entries = bars.read(look, bars.SPEAKER, lambda row: _entry(look, row))
    return entries + unlisted(look, entries)


def _entry(look: Look, row: bars.BarRow) -> Entry:
    file = bars.file_of(look, row.told)
    return Entry(file, row.text, speaker=row.speaker, language=row.language, told=row.told)
