"""Hugging Face data sets in Parquet: audio files as bytes in a column, words in another.

A column of audio holds `bytes` and `path`. Only the bytes are used: a path leads to some other
machine's disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from voxloom.corpora.look import Look
from voxloom.corpora.naming import check_name, is_audio
from voxloom.corpora.source import Cell, Entry, Part, Rejection
from voxloom.corpora.utf8 import printable
from voxloom.errors import VoxloomError
from voxloom.params import IngestParams

LOOKS_FOR = ".parquet files, here or in data, with a column of audio bytes"
FOLDERS = ("", "data")
# The first there is.
TEXTS = ("text", "sentence", "transcription", "transcript", "normalized_text", "raw_text")
SPEAKERS = ("speaker", "speaker_id", "speaker_name", "client_id")
LANGUAGES = ("language", "locale", "lang")
IDS = ("id", "file_id", "utterance_id", "segment_id")


def detect(look: Look) -> str | None:
    lists = [name for name in _lists(look) if _columns(look, name)]
    return f"{', '.join(lists[:3])} with audio as bytes" if lists else None


def _lists(look: Look) -> list[str]:
    return look.lists(".parquet", folders=FOLDERS)


def _columns(look: Look, name: str) -> tuple[str, list[str]] | None:
    """The column of audio and the names of all; None for what cannot be read or has no audio."""
    if check_name(look.root, name, "parquet"):
        return None
    import pyarrow
    from pyarrow import parquet

    try:
        schema = parquet.read_schema(look.root / name)
    except (pyarrow.ArrowException, OSError):
        return None
    for field in schema:
        if pyarrow.types.is_struct(field.type) and field.type.get_field_index("bytes") >= 0:
            return field.name, schema.names
    return None


def read(look: Look, params: IngestParams) -> list[Entry]:
    """Raises VoxloomError where there is no Parquet file, or no column of words."""
    if not _lists(look):
        raise VoxloomError(f"ingest.source: {look.root} has no {LOOKS_FOR}")
    return [entry for name in _lists(look) for entry in _file(look, name)]


def _file(look: Look, name: str) -> list[Entry]:
    found = _columns(look, name)
    if found is None:
        message = "no Parquet file with a column of audio bytes"
        return [Entry(name, None, rejection=Rejection("undecodable", name, message))]
    audio, columns = found
    text = _first(TEXTS, columns)
    if text is None:
        raise VoxloomError(
            f"{look.root / name}: none of its columns ({printable(', '.join(columns))}) is called "
            f"{', '.join(TEXTS)}"
        )
    return list(_entries(look.root, name, audio, text, columns))


def _first(wanted: tuple[str, ...], columns: list[str]) -> str | None:
    return next((name for name in wanted if name in columns), None)


def _entries(root: Path, name: str, audio: str, text: str, columns: list[str]) -> Iterator[Entry]:
    """The rows without their bytes, a row group at a time."""
    from pyarrow import parquet

    wanted = {
        "text": text,
        "speaker": _first(SPEAKERS, columns),
        "language": _first(LANGUAGES, columns),
        "id": _first(IDS, columns),
    }
    before = 0
    with parquet.ParquetFile(root / name) as file:
        for group in range(file.num_row_groups):
            rows = _rows(file, group, audio, [column for column in wanted.values() if column])
            for index, row in enumerate(rows):
                told = {key: _string(row, column) for key, column in wanted.items()}
                yield _entry(
                    name, told, before + index + 1, _path(row, audio), (audio, group, index)
                )
            before += len(rows)


def _rows(file: Any, group: int, audio: str, columns: list[str]) -> list[dict[str, Any]]:
    """The rows of a group, with the paths of their audio; empty ones where it cannot be read."""
    import pyarrow

    if file.schema_arrow.field(audio).type.get_field_index("path") >= 0:
        columns = [*columns, f"{audio}.path"]
    try:
        rows: list[dict[str, Any]] = file.read_row_group(group, columns=columns).to_pylist()
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError):
        rows = [{} for _ in range(file.metadata.row_group(group).num_rows)]
    return rows


def _entry(
    name: str, told: dict[str, str | None], number: int, path: str, place: tuple[str, int, int]
) -> Entry:
    stem = PurePosixPath(name).name.removesuffix(".parquet")
    inner = PurePosixPath(path)
    return Entry(
        name=name,
        text=told["text"],
        where=f"{name} row {number}",
        id=told["id"] or (inner.stem if path else f"{stem}-{number:06d}"),
        speaker=told["speaker"],
        language=told["language"],
        part=Part(cell=Cell(*place, suffix=inner.suffix.lower())),
    )


def _path(row: dict[str, Any], audio: str) -> str:
    """The name the bytes once had, if it is one of audio."""
    told = (row.get(audio) or {}).get("path") or ""
    return told if is_audio(told) else ""


def _string(row: dict[str, Any], column: str | None) -> str | None:
    value = row.get(column) if column else None
    return None if value is None else str(value)


def read_cells(path: Path, column: str, group: int) -> Iterator[bytes | None]:
    """The bytes of a row group, a few at a time, None for a row without.

    Raises VoxloomError where the file has changed or is broken.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(8, row_groups=[group], columns=[f"{column}.bytes"]):
                for row in batch.column(0):
                    cell = row.as_py()
                    yield None if cell is None else cell["bytes"]
    except (pyarrow.ArrowException, OSError, IndexError) as error:
        raise VoxloomError(f"{path}: {error}") from None
