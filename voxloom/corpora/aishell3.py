"""AISHELL-3: `train/content.txt` and `train/wav/SSB0005/SSB00050001.wav`, `test` likewise.

A line of the list is the file, then each character with its pinyin: `广 guang3 州 zhou1`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from voxloom.corpora.lists import BadRow, read_entries, unlisted
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

LOOKS_FOR = "train/content.txt or test/content.txt, and wav/SPEAKER/SPEAKERNNNN.wav"
LINE = re.compile(r"(\S+\.wav)\s+(.*)")
SPEAKER = 7  # letters of a name: SSB0005


def detect(look: Look) -> str | None:
    lists = [name for name in _lists(look) if any(map(LINE.fullmatch, look.head(name)))]
    return f"{', '.join(lists)} with characters and pinyin" if lists else None


def _lists(look: Look) -> list[str]:
    return look.lists("content.txt", folders=("", "train", "test"))


def read(look: Look, params: IngestParams) -> list[Entry]:
    entries: list[Entry] = []
    for name in _lists(look):
        part = _part(look, name)
        entries += part + unlisted(look, part, (PurePosixPath(name).parent / "wav/").as_posix())
    return entries


def _part(look: Look, name: str) -> list[Entry]:
    folder = PurePosixPath(name).parent / "wav"

    def parse(line: str) -> Entry:
        match = LINE.fullmatch(line.strip())
        if match is None or "/" in match[1]:
            raise BadRow("bad_row", line, "not a name.wav with characters and pinyin")
        characters = match[2].split()[::2]
        speaker = match[1][:SPEAKER]
        place = (folder / speaker / match[1]).as_posix()
        audio = look.lookup.at(place) or place
        return Entry(audio, "".join(characters), id=match[1][:-4], speaker=speaker, language="zh")

    return read_entries(look.root, name, parse)
