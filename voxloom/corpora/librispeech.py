"""LibriSpeech: `SPEAKER/CHAPTER/SPEAKER-CHAPTER-N.flac` and `SPEAKER-CHAPTER.trans.txt` beside.

The folder may be a subset such as `dev-clean`, or hold several.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from voxloom.corpora.lists import BadRow, read_entries
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

LOOKS_FOR = "SPEAKER/CHAPTER/SPEAKER-CHAPTER.trans.txt with .flac beside"
LIST = re.compile(r"(.*/)?(?P<speaker>\d+)/(?P<chapter>\d+)/(?P=speaker)-(?P=chapter)\.trans\.txt")


def detect(look: Look) -> str | None:
    if look.only is not None:
        return None
    lists = [name for name in look.names if LIST.fullmatch(name)]
    return f"{len(lists)} transcripts named like {lists[0]}" if lists else None


def read(look: Look, params: IngestParams) -> list[Entry]:
    entries = []
    for name in look.names:
        match = LIST.fullmatch(name)
        if match:
            entries += _chapter(look, name, match["speaker"])
    listed = {entry.name for entry in entries}
    untold = [name for name in look.audio if name not in listed]
    return entries + [Entry(name, None, speaker=_speaker(name)) for name in untold]


def _chapter(look: Look, name: str, speaker: str) -> list[Entry]:
    folder = PurePosixPath(name).parent

    def parse(line: str) -> Entry:
        told, _, text = line.strip().partition(" ")
        if "/" in told:
            raise BadRow("outside", told, "a name must not lead to another folder")
        stem = (folder / told).as_posix()
        return Entry(look.lookup.at(stem) or f"{stem}.flac", text, id=told, speaker=speaker)

    return read_entries(look.root, name, parse)


def _speaker(name: str) -> str | None:
    first = PurePosixPath(name).name.partition("-")[0]
    return first if first.isdigit() else None
