"""Lists of recordings: read a line at a time, so that a bad one costs only itself.

Why not the readers that exist: torchaudio's dataset classes load audio through a decoder that has
to be installed apart, want the folder names of their downloads, and take a quotation mark that is
left open for a cell of many lines; lhotse's recipes pass over a recording without a transcript, or
a transcript without a recording, with a line in a log. Here each is to be named.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from voxloom.core.errors import VoxloomError
from voxloom.core.files import inside
from voxloom.corpora.look import Look
from voxloom.corpora.source import Entry, Rejection
from voxloom.corpora.utf8 import LONGEST_LINE, SHOWN, Line, is_utf8, list_lines
from voxloom.text.letters.judge import LONGEST

LONGEST_TEXT = LONGEST  # characters
LONGEST_NAME = 4096  # characters of a path, an id or a speaker's name
# Lines that tell of no recording, after which this is no list of recordings.
MAX_BAD_IN_A_ROW = 10_000
MAX_BAD = 100_000
NO_RECORDING = ("bad_row", "bad_encoding", "long_line")

Parse = Callable[[str], Entry | None]  # None: a line that is no row, as a header


class BadRow(Exception):
    """A line that tells of no recording; `rejection` says why, in few words of the line."""

    def __init__(self, code: str, value: str, message: str) -> None:
        super().__init__(message)
        self.rejection = Rejection(code, value[: SHOWN + 1], message)


def read_entries(root: Path, name: str, parse: Parse) -> list[Entry]:
    """An entry a row; where `parse` raises BadRow, a rejected one.

    Raises VoxloomError for a list that cannot be read at all (see `utf8.list_lines`), is a link out
    of the folder, or holds too many lines that tell of no recording.
    """
    path = inside(root, name)
    lines = (line for line in list_lines(path) if line.text.strip())
    entries = (read_entry(line, name, parse) for line in lines)
    return list(bounded(path, (entry for entry in entries if entry is not None)))


def bounded(path: Path, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a list. Raises VoxloomError when too many are of bad lines."""
    bad = in_a_row = 0
    for entry in entries:
        yield entry
        why = entry.rejection
        if why is None or why.code not in NO_RECORDING:
            in_a_row = 0
            continue
        bad, in_a_row = bad + 1, in_a_row + 1
        if in_a_row >= MAX_BAD_IN_A_ROW or bad >= MAX_BAD:
            many = f"{in_a_row} lines in a row" if bad < MAX_BAD else f"{bad} lines"
            raise VoxloomError(
                f"{path}: {many} tell of no recording, the last is {entry.where} "
                f"({why.message}); is it a list of recordings?"
            )


def read_entry(line: Line, name: str, parse: Parse) -> Entry | None:
    where = f"{name} line {line.number}"
    try:
        check_line(line)
        entry = parse(line.text)
        return entry and replace(small(entry), where=where)
    except BadRow as bad:
        return bad_entry(name, where, line.number, bad.rejection)


def bad_entry(name: str, where: str, number: int, rejection: Rejection) -> Entry:
    """Nothing is known of it but where it stands: `~` keeps its id apart from all others."""
    return Entry(name, None, where, id=f"~line-{number}", rejection=rejection)


def small(entry: Entry) -> Entry:
    """Without words that are too many to be kept. Raises BadRow(bad_row) for a name of that kind.

    Millions of entries are held at a time: none may hold a line of a megabyte.
    """
    names = (entry.name, entry.id, entry.speaker, entry.language)
    longest = max(len(name or "") for name in names)
    if longest > LONGEST_NAME:
        raise BadRow("bad_row", str(longest), f"a name of {longest} characters")
    try:
        check_words(entry.text or "")
    except BadRow as bad:
        return replace(entry, text=None, rejection=entry.rejection or bad.rejection)
    return entry


def check_words(text: str) -> None:
    """Raises BadRow(long_transcript)."""
    if len(text) > LONGEST_TEXT:
        message = f"over {LONGEST_TEXT} characters of words"
        raise BadRow("long_transcript", str(len(text)), message)


def check_line(line: Line) -> None:
    """Raises BadRow(long_line | bad_encoding)."""
    if line.too_long:
        raise BadRow("long_line", str(line.size), f"over {LONGEST_LINE} bytes")
    if not is_utf8(line.text):
        raise BadRow("bad_encoding", line.text, "not UTF-8; save the list as UTF-8")


def parse_json(line: str) -> dict[str, Any]:
    """One JSON object. Raises BadRow(bad_row)."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of 5,000 digits
        raise BadRow("bad_row", type(error).__name__, f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise BadRow("bad_row", type(value).__name__, "not a JSON object")
    return value


def text_of(row: dict[str, Any], *keys: str) -> str | None:
    """The first of the keys that holds a text or a whole number (as speakers' names may be)."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def needed(row: dict[str, Any], key: str) -> str:
    """Raises BadRow(bad_row) where the key is missing or empty."""
    value = text_of(row, key)
    if value is None:
        raise BadRow("bad_row", key, f"{key} is missing or empty")
    return value


def seconds(row: dict[str, Any], key: str) -> float | None:
    """Raises BadRow(bad_span) for what is no number of seconds from 0 on."""
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadRow("bad_span", str(value), f"{key} is no number")
    if not math.isfinite(value) or value < 0:
        raise BadRow("bad_span", str(value), f"{key} is no time in seconds")
    return float(value)


def located(look: Look, entries: Iterable[Entry]) -> list[Entry]:
    """With the names of the files that the list means."""
    return [
        entry
        if entry.rejection
        else replace(entry, name=look.find(entry.name) or entry.name, told=entry.name)
        for entry in entries
    ]


def unlisted(look: Look, entries: Iterable[Entry], folder: str = "") -> list[Entry]:
    """The audio below a folder that no entry names: set aside by the list, not lost."""
    named = {entry.name for entry in entries}
    return [
        Entry(name, None, rejection=Rejection("unlisted", name, "the corpus's list has it not"))
        for name in look.audio
        if name.startswith(folder) and name not in named
    ]
