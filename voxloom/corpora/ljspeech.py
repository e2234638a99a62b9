"""LJSpeech: `metadata.csv` with `id|text` or `id|text|normalized text`, and `wavs/ID.wav`."""

from __future__ import annotations

from pathlib import PurePosixPath

from voxloom.corpora.lists import bars, read_entries, unlisted
from voxloom.corpora.look import Look
from voxloom.corpora.piper import LIST, find, is_piper, rows_of
from voxloom.corpora.source import Entry
from voxloom.params import IngestParams

LOOKS_FOR = "metadata.csv with id|text or id|text|normalized, and wavs/ID.wav"


def detect(look: Look) -> str | None:
    rows = rows_of(look)
    if not rows or is_piper(rows):
        return None
    return f"{LIST} names {rows[0][0]} without a suffix"


def read(look: Look, params: IngestParams) -> list[Entry]:
    def parse(line: str) -> Entry:
        cells = bars(line, 2, 3)
        # The normalized text is what was said; the raw one may have "1865" and "Mr.".
        return Entry(find(look, cells[0]), cells[-1] or cells[1], id=PurePosixPath(cells[0]).name)

    entries = read_entries(look.root, LIST, parse)
    return entries + unlisted(look, entries, "wavs/")
