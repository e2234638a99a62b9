"""Recordings that a text file lists: one a line, named relative to the file's folder.

CSV and its like: `|` parts cells as LJSpeech does, where a quotation mark is a letter like any
other. With any other delimiter a cell may stand in double quotes, a doubled one inside meaning one.
JSON lines (`.jsonl`): an object a line.

`ingest.columns` says what the columns are, in order; or by name, as the header or the keys have it:
`text=sentence` is the column `sentence`, and columns that are not named are not read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from voxloom.corpora.lists import (
    BadRow,
    bad_entry,
    check_line,
    needed,
    parse_json,
    read_entries,
    text_of,
)
from voxloom.corpora.look import Look
from voxloom.corpora.source import Entry
from voxloom.corpora.utf8 import printable, read_list
from voxloom.errors import VoxloomError
from voxloom.params import IGNORED, IngestParams, column_names

NEVER_EMPTY = ("path", "id", "speaker")
JSON = (".jsonl", ".ndjson")


def read(look: Look, params: IngestParams) -> list[Entry]:
    """The rows of the table, without its header.

    Raises VoxloomError when the source is no file, the table is empty or wrongly quoted, or has not
    the columns that are named.
    """
    if look.only is None:
        raise VoxloomError(f"ingest.source: {look.root} is a folder; name the table in it")
    names = column_names(params.columns)
    if look.only.endswith(JSON):
        entries = read_entries(look.root, look.only, lambda line: _json_entry(line, names))
    else:
        entries = list(_rows(look.root / look.only, params, names))
    if not entries:
        raise VoxloomError(f"ingest.source: {look.root / look.only} lists no recording")
    return entries


def _json_entry(line: str, names: Mapping[str, str]) -> Entry:
    row = parse_json(line)
    cells = {column: text_of(row, name) or "" for column, name in names.items()}
    for column in ("path", *(column for column in ("id", "speaker") if column in names)):
        needed(row, names[column])
    return _entry(cells)


def _rows(path: Path, params: IngestParams, names: Mapping[str, str]) -> Iterator[Entry]:
    rows = list(_cells(path, params.delimiter))
    columns: Sequence[str | None] = params.columns
    if any("=" in (column or "") for column in columns):
        columns = _by_header(path, rows[0][1] if rows else [], names)
        rows = rows[1:]
    elif rows and _is_header(rows[0][1], columns):
        rows = rows[1:]
    for number, row in rows:
        try:
            check_line("".join(row))
            yield _row_entry(row, columns, f"line {number}")
        except BadRow as bad:
            yield bad_entry(path.name, f"line {number}", number, bad.rejection)


def _by_header(path: Path, header: list[str], names: Mapping[str, str]) -> list[str | None]:
    """What each column is, by the names in the header. Raises VoxloomError for one without."""
    missing = [name for name in names.values() if header.count(name) != 1]
    if missing:
        raise VoxloomError(
            f"ingest.columns: {path} has not one column called {', '.join(missing)} in its header "
            f"({printable(', '.join(header))})"
        )
    meant = {name: column for column, name in names.items()}
    return [meant.get(name) for name in header]


def _cells(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each line that is not empty."""
    csv.field_size_limit(1 << 30)  # a long cell is one bad row, not the end of the list
    reader = csv.reader(
        io.StringIO(read_list(path), newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if delimiter == "|" else csv.QUOTE_MINIMAL,
        strict=True,  # or a quotation mark left open would swallow lines in silence
    )
    try:
        for row in reader:
            if row:
                yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise VoxloomError(f"{path}: line {reader.line_num}: {error}") from None


def _is_header(row: Sequence[str], columns: Sequence[str | None]) -> bool:
    return len(row) == len(columns) and all(
        cell.casefold() == name
        for cell, name in zip(row, columns, strict=True)
        if name not in IGNORED
    )


def _row_entry(row: Sequence[str], columns: Sequence[str | None], where: str) -> Entry:
    if len(row) != len(columns):
        message = f"{len(row)} cells, but ingest.columns has {len(columns)}"
        raise BadRow("bad_row", str(len(row)), message)
    cells = {name: cell for name, cell in zip(columns, row, strict=True) if name is not None}
    empty = [name for name in NEVER_EMPTY if cells.get(name) == ""]
    if empty:
        raise BadRow("bad_row", empty[0], f"{' and '.join(empty)} is empty")
    return _entry(cells, where)


def _entry(cells: Mapping[str, str], where: str = "") -> Entry:
    return Entry(
        name=cells["path"],
        text=cells["text"],
        where=where,
        id=cells.get("id"),
        speaker=cells.get("speaker"),
        language=cells.get("language") or None,
    )
