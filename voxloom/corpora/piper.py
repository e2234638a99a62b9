"""Piper: `metadata.csv` with `file|text` or `file|speaker|text`."""

from __future__ import annotations

from pathlib import PurePosixPath

from voxloom.corpora.lists import bars, read_entries, unlisted
from voxloom.corpora.look import Look
from voxloom.corpora.naming import is_audio
from voxloom.corpora.source import Entry
from voxloom.params import IngestParams

LOOKS_FOR = "metadata.csv with file.wav|text or file|speaker|text"
LIST = "metadata.csv"
FOLDERS = ("", "wavs", "wav")


def detect(look: Look) -> str | None:
    rows = rows_of(look)
    if not rows or not is_piper(rows):
        return None
    named = " and speakers" if len(rows[0]) == 3 else ""
    return f"{LIST} names files{named}, like {rows[0][0]}"


def rows_of(look: Look) -> list[list[str]]:
    """How the list begins: rows of two or three cells."""
    if LIST not in look.lists(LIST):
        return []
    rows = [[cell.strip() for cell in line.split("|")] for line in look.head(LIST)]
    return [row for row in rows if len(row) in (2, 3)]


def is_piper(rows: list[list[str]]) -> bool:
    """Files by name, or a second column that can only be speakers.

    LJSpeech's second column is the text: of more than one word now and then, and seldom said twice.
    """
    if sum(is_audio(row[0]) for row in rows) > len(rows) / 2:
        return True
    second = [row[1] for row in rows if len(row) == 3]
    one_word = all(len(cell.split()) == 1 for cell in second)
    return len(second) > len(rows) / 2 and one_word and len(set(second)) <= len(second) / 2


def find(look: Look, told: str) -> str:
    """The file that is meant: in the folder or in `wavs`, with whatever suffix it has."""
    places = [(PurePosixPath(folder) / told).as_posix() for folder in FOLDERS]
    for place in places:
        if is_audio(place) and place in look.known:
            return place
        if place in look.by_stem:
            return look.by_stem[place]
    return told if is_audio(told) or told.startswith("/") else f"wavs/{told}.wav"


def read(look: Look, params: IngestParams) -> list[Entry]:
    def parse(line: str) -> Entry:
        cells = bars(line, 2, 3)
        speaker = cells[1] if len(cells) == 3 else None
        return Entry(find(look, cells[0]), cells[-1], speaker=speaker)

    entries = read_entries(look.root, LIST, parse)
    return entries + unlisted(look, entries)
