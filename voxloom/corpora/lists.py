"""Lists of recordings: read a line at a time, so that a bad one costs only itself.

Why not the readers that exist: torchaudio's dataset classes load audio through a decoder that has
to be installed apart, want the folder names of their downloads, and take a quotation mark that is
left open for a cell of many lines; lhotse's recipes pass over a recording without a transcript, or
a transcript without a recording, with a line in a log. Here each is to be named.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from voxloom.corpora.look import Look
from voxloom.corpora.source import Entry, Rejection
from voxloom.corpora.utf8 import is_utf8, lines_of, read_list
from voxloom.files import inside

LONGEST_LINE = 1 << 20  # characters

Parse = Callable[[str], Entry | None]  # None: a line that is no row, as a header


class BadRow(Exception):
    """A line that tells of no recording; `rejection` says why."""

    def __init__(self, code: str, value: str, message: str) -> None:
        super().__init__(message)
        self.rejection = Rejection(code, value, message)


def read_entries(root: Path, name: str, parse: Parse) -> list[Entry]:
    """An entry a row; where `parse` raises BadRow, a rejected one.

    Raises VoxloomError for a list that cannot be read at all (see `utf8.read_list`), or is a link
    out of the folder.
    """
    text = read_list(inside(root, name))
    entries = (read_entry(line, name, number, parse) for number, line in lines_of(text))
    return [entry for entry in entries if entry is not None]


def read_entry(line: str, name: str, number: int, parse: Parse) -> Entry | None:
    where = f"{name} line {number}"
    try:
        check_line(line)
        entry = parse(line)
        return entry and replace(entry, where=where)
    except BadRow as bad:
        return bad_entry(name, where, number, bad.rejection)


def bad_entry(name: str, where: str, number: int, rejection: Rejection) -> Entry:
    """Nothing is known of it but where it stands: `~` keeps its id apart from all others."""
    return Entry(name, None, where, id=f"~line-{number}", rejection=rejection)


def check_line(line: str) -> None:
    """Raises BadRow(bad_encoding | long_line)."""
    if not is_utf8(line):
        raise BadRow("bad_encoding", line, "not UTF-8; save the list as UTF-8")
    if len(line) > LONGEST_LINE:
        raise BadRow("long_line", str(len(line)), f"over {LONGEST_LINE} characters")


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
