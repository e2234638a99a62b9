"""Recordings that a text file lists: one a line, named relative to the file's folder.

`|` parts cells as LJSpeech does, where a quotation mark is a letter like any other. With any other
delimiter a cell may stand in double quotes, a doubled one inside meaning one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voxloom.corpora.naming import check_name, distinct, id_of_path, safe_id
from voxloom.corpora.source import Corpus, Recording, Rejection
from voxloom.corpora.utf8 import NotUtf8, read_utf8
from voxloom.errors import VoxloomError
from voxloom.params import IGNORED, IngestParams

NEVER_EMPTY = ("path", "id", "speaker")


@dataclass(frozen=True)
class Line:
    """A row of the table: its cells by column, or what is wrong with them."""

    number: int  # in the file, from 1
    cells: dict[str, str]
    rejection: Rejection | None = None


def load(params: IngestParams) -> Corpus:
    """The recordings of one speaker that the table lists.

    Raises VoxloomError when the table is missing, empty, not UTF-8 or wrongly quoted, or when it
    has several speakers and none is chosen.
    """
    path = Path(params.source or "")
    lines = list(read_lines(path, params))
    speaker = choose_speaker(lines, params, path)
    return Corpus(
        name=path.resolve().parent.name,
        language=params.language,
        speaker=speaker,
        license=params.license,
        attribution=params.attribution,
        source=path.as_posix(),
        recordings=distinct(_recording(line, path, params.language, speaker) for line in lines),
    )


def read_lines(path: Path, params: IngestParams) -> Iterator[Line]:
    """The rows without the header. Raises VoxloomError (see `load`)."""
    rows = list(_rows(path, params.delimiter))
    if rows and _is_header(rows[0][1], params.columns):
        rows = rows[1:]
    if not rows:
        raise VoxloomError(f"ingest.source: {path} lists no recording")
    for number, row in rows:
        yield _line(number, row, params.columns)


def _rows(path: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each line that is not empty."""
    if not path.is_file():
        raise VoxloomError(f"ingest.source: there is no file {path}")
    try:
        text = read_utf8(path)
    except NotUtf8 as error:
        raise VoxloomError(f"{path}: {error}; save the table as UTF-8") from None
    reader = csv.reader(
        io.StringIO(text, newline=""),
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


def _line(number: int, row: Sequence[str], columns: Sequence[str | None]) -> Line:
    if len(row) != len(columns):
        message = f"line {number}: {len(row)} cells, but ingest.columns has {len(columns)}"
        return Line(number, {}, Rejection("bad_row", str(len(row)), message))
    cells = {name: cell for name, cell in zip(columns, row, strict=True) if name is not None}
    empty = [name for name in NEVER_EMPTY if cells.get(name) == ""]
    if empty:
        message = f"line {number}: {' and '.join(empty)} is empty"
        return Line(number, {}, Rejection("bad_row", empty[0], message))
    return Line(number, cells)


def choose_speaker(lines: Sequence[Line], params: IngestParams, path: Path) -> str:
    """The one speaker: the one asked for, or the only one there is in the language.

    A table that names none is one speaker's, called as asked for, or like the table's folder.
    """
    if "speaker" not in params.columns:
        return params.speaker or path.resolve().parent.name
    there = sorted(
        {
            line.cells["speaker"]
            for line in lines
            if line.cells and _other_language(line, params.language) is None
        }
    )
    names = ", ".join(there[:10]) + (f" and {len(there) - 10} more" if there[10:] else "")
    if params.speaker:
        if params.speaker not in there:
            raise VoxloomError(
                f"ingest.speaker: {path} has no {params.speaker!r} speaking {params.language}; "
                f"there are: {names or 'none'}"
            )
        return params.speaker
    if len(there) > 1:
        raise VoxloomError(
            f"{path} has {len(there)} speakers, and a voice is one: set ingest.speaker to one of "
            f"{names}"
        )
    return there[0] if there else path.resolve().parent.name


def _other_language(line: Line, language: str) -> Rejection | None:
    """A row that names no language is in the corpus's; `en-US` is `en`."""
    told = line.cells.get("language", "")
    if not told or re.split("[-_]", told.casefold())[0] == language:
        return None
    return Rejection("other_language", told, f"line {line.number}: not in {language}")


def _other_speaker(line: Line, speaker: str) -> Rejection | None:
    told = line.cells.get("speaker", speaker)
    if told == speaker:
        return None
    return Rejection("other_speaker", told, f"line {line.number}: not spoken by {speaker}")


def _recording(line: Line, path: Path, language: str, speaker: str) -> Recording:
    if line.rejection:
        return Recording(f"~line-{line.number}", path, None, line.rejection)
    name = line.cells["path"]
    recording_id = safe_id(line.cells["id"]) if "id" in line.cells else id_of_path(name)
    rejection = _other_language(line, language) or _other_speaker(line, speaker)
    if rejection is None:
        wrong = check_name(path.parent, name, recording_id)
        rejection = wrong and replace(wrong, message=f"line {line.number}: {wrong.message}")
    return Recording(recording_id, path.parent / name, line.cells["text"], rejection)
