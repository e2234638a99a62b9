"""Recordings that a text file lists: one a line, named relative to the file's folder.

CSV and its like: `|` parts cells as LJSpeech does, where a quotation mark is a letter like any
other. With any other delimiter a cell may stand in double quotes, a doubled one inside meaning one.
JSON lines (`.jsonl`): an object a line.

`ingest.columns` says what the columns are, in order; or by name, as the header or the keys have it:
`text=sentence` is the column `sentence`, and columns that are not named are not read. With
`ingest.corpus: auto` the header or the keys have to say it by names that are known.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from voxloom.core.errors import VoxloomError
from voxloom.corpora.columns import by_header
from voxloom.corpora.lists import (
    BadRow,
    bad_entry,
    bounded,
    check_line,
    located,
    needed,
    parse_json,
    read_entries,
    small,
    text_of,
)
from voxloom.corpora.look import Look
from voxloom.corpora.nemo import first_object
from voxloom.corpora.params import AUTO, IGNORED, IngestParams, column_names
from voxloom.corpora.source import Entry
from voxloom.corpora.utf8 import LONGEST_LINE, Line, list_lines, printable

LOOKS_FOR = "any other list: ingest.columns says what is in it, or its header does"
NEVER_EMPTY = ("path", "id", "speaker")
TABLES = (".csv", ".tsv", ".txt")
JSON = (".jsonl", ".ndjson", ".json")
DELIMITERS = (",", "\t", ";")  # `|` is `bars`'s


class Told(NamedTuple):
    """A list that says what is in it."""

    name: str
    delimiter: str  # "" where each line is an object
    columns: tuple[str, ...]  # as `ingest.columns` would have them


def detect(look: Look) -> str | None:
    """Of several such lists a person has to choose."""
    lists = said_by_themselves(look)
    if len(lists) != 1:
        return None
    return f"{lists[0].name} says in its header {', '.join(lists[0].columns)}"


def said_by_themselves(look: Look) -> list[Told]:
    """The lists whose header or keys name a recording and its words."""
    names = [look.only] if look.only else set(look.lists(*TABLES, *JSON)) & set(look.alone)
    return [told for name in sorted(names) if (told := _told(look, name))]


def _told(look: Look, name: str) -> Told | None:
    keys = list(first_object(look, name))
    if keys:
        columns = _columns(keys)
        return Told(name, "", columns) if columns and name.endswith(JSON) else None
    for line in look.head(name)[:1]:
        for delimiter in DELIMITERS:
            cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
            columns = _columns(cells)
            if columns and look.find(cells[0]) is None:
                return Told(name, delimiter, columns)
    return None


def _columns(names: Sequence[str]) -> tuple[str, ...]:
    found = by_header(names)
    if found is None:
        return ()
    places = {
        "path": found.path,
        "text": found.texts[0],
        "speaker": found.speaker,
        "language": found.language,
    }
    return tuple(f"{key}={names[at]}" for key, at in places.items() if at is not None)


def read(look: Look, params: IngestParams) -> list[Entry]:
    """The rows of the table, without its header.

    Raises VoxloomError when the source is no file, the table is empty or wrongly quoted, or has not
    the columns that are named.
    """
    name = look.only
    if params.corpus == AUTO:
        (told,) = said_by_themselves(look)
        name = told.name
        changes = {"columns": told.columns, "delimiter": told.delimiter or params.delimiter}
        params = params.model_copy(update=changes)
    if name is None:
        raise VoxloomError(f"ingest.source: {look.root} is a folder; name the table in it")
    names = column_names(params.columns)
    if name.endswith(JSON):
        entries = read_entries(look.root, name, lambda line: _json_entry(line, names))
    else:
        entries = list(bounded(look.root / name, _rows(look, name, params, names)))
    if not entries:
        raise VoxloomError(f"ingest.source: {look.root / name} lists no recording")
    return located(look, entries)


def _json_entry(line: str, names: Mapping[str, str]) -> Entry:
    row = parse_json(line)
    cells = {column: text_of(row, name) or "" for column, name in names.items()}
    for column in ("path", *(column for column in ("id", "speaker") if column in names)):
        needed(row, names[column])
    return _entry(cells)


def _rows(look: Look, name: str, params: IngestParams, names: Mapping[str, str]) -> Iterator[Entry]:
    path = look.root / name
    cells = _cells(path, params.delimiter)
    columns: Sequence[str | None] = params.columns
    first = next(cells, None)
    if any("=" in (column or "") for column in columns):
        columns = _by_header(path, first.cells if first else [], names)
    elif first and not _is_header(first.cells, columns):
        cells = chain([first], cells)
    for row in cells:
        if row.cells and row.cells[0].startswith("#") and look.find(row.cells[0]) is None:
            continue  # a comment
        where = f"line {row.number}"
        try:
            yield small(_row_entry(row, columns, where))
        except BadRow as bad:
            yield bad_entry(path.name, where, row.number, bad.rejection)


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


class _Row(NamedTuple):
    number: int  # of its last line
    cells: list[str]
    too_long: Line | None = None  # the line that was not read


def _cells(path: Path, delimiter: str) -> Iterator[_Row]:
    """The rows that are not empty. Raises VoxloomError for wrong quotation marks."""
    csv.field_size_limit(LONGEST_LINE)  # a quotation mark left open must not take in the list
    left_out: dict[int, Line] = {}
    reader = csv.reader(
        _lines(path, left_out),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if delimiter == "|" else csv.QUOTE_MINIMAL,
        strict=True,  # or a quotation mark left open would swallow lines in silence
    )
    try:
        for cells in reader:
            number = reader.line_num
            if cells or number in left_out:
                yield _Row(number, [cell.strip() for cell in cells], left_out.pop(number, None))
    except csv.Error as error:
        raise VoxloomError(f"{path}: line {reader.line_num}: {error}") from None


def _lines(path: Path, left_out: dict[int, Line]) -> Iterator[str]:
    """What a CSV reader takes for lines; an empty one for each that is too long, and left out."""
    count = 0
    for line in list_lines(path):
        if line.too_long:
            left_out[count + 1] = line
        for piece in io.StringIO("\n" if line.too_long else f"{line.text}\n", newline=""):
            count += 1
            yield piece


def _is_header(row: Sequence[str], columns: Sequence[str | None]) -> bool:
    return len(row) == len(columns) and all(
        cell.casefold() == name
        for cell, name in zip(row, columns, strict=True)
        if name not in IGNORED
    )


def _row_entry(row: _Row, columns: Sequence[str | None], where: str) -> Entry:
    check_line(row.too_long or Line(row.number, "".join(row.cells), 0))
    filled = max((place for place, cell in enumerate(row.cells, start=1) if cell), default=0)
    found = row.cells[: max(filled, len(columns))]  # without delimiters at the end of the line
    count = len(found)
    if count != len(columns):
        raise BadRow("bad_row", str(count), f"{count} cells, but ingest.columns has {len(columns)}")
    cells = {name: cell for name, cell in zip(columns, found, strict=True) if name is not None}
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
