"""Hugging Face data sets in Parquet: audio files as bytes in a column, words in another.

A column of audio holds `bytes` and `path`. Only the bytes are used: a path leads to some other
machine's disk.

A file of some kilobytes can unpack to gigabytes. So the size of every page is asked before one is
unpacked, values that many rows share are held once, and rows are taken a few at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from voxloom.audio.read.once import Limits
from voxloom.audio.wave.sound import AudioError
from voxloom.core.errors import VoxloomError
from voxloom.corpora.lists import LONGEST_TEXT, MAX_BAD_IN_A_ROW, BadRow, small
from voxloom.corpora.look import Look
from voxloom.corpora.naming import check_name, is_audio
from voxloom.corpora.params import IngestParams
from voxloom.corpora.parquet_pages import pages
from voxloom.corpora.source import Cell, Entry, Part, Rejection
from voxloom.corpora.utf8 import MAX_LINES, printable

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

LOOKS_FOR = ".parquet files, here or in data, with a column of audio bytes"
FOLDERS = ("", "data")
# The first there is.
TEXTS = ("text", "sentence", "transcription", "transcript", "normalized_text", "raw_text")
SPEAKERS = ("speaker", "speaker_id", "speaker_name", "client_id")
LANGUAGES = ("language", "locale", "lang")
IDS = ("id", "file_id", "utterance_id", "segment_id")

MAX_CELL = Limits().max_bytes  # of audio, as of a file of its own
MAX_PAGE_EXTRA = 1 << 20  # bytes of a page beside its largest cell
MAX_WORDS_PAGE = 64 << 20  # bytes of a page of texts or names; writers make them of one MiB
MAX_FOOTER = 16 << 20  # bytes
MAX_GROUPS = 5000  # row groups of a file: each is opened on its own
# Bytes of audio from one of a file: cells that are alike are packed as one.
MAX_RATIO = 100
LONGEST = 4 * (LONGEST_TEXT + 1)  # bytes of a text or name, of which any more are too many
BATCH = 1024  # rows without their audio
STREAM = 1 << 20  # bytes read at a time, or else a whole row group


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

    try:
        with _opened(look.root / name) as file:
            schema = file.schema_arrow
    except (pyarrow.ArrowException, OSError, VoxloomError):
        return None
    for field in schema:
        if pyarrow.types.is_struct(field.type) and _is_binary(_inner(field.type, "bytes")):
            return field.name, schema.names
    return None


def _opened(path: Path, texts: list[str] | None = None) -> ParquetFile:
    """The file; values of the columns `texts` are held once, however many rows share them.

    Raises VoxloomError for a footer that is too large, pyarrow's exceptions for what is broken.
    """
    from pyarrow import parquet

    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 8))
        footer = int.from_bytes(file.read(4), "little")
    if footer > MAX_FOOTER:
        raise VoxloomError(f"{path}: a footer of {footer} bytes, over {MAX_FOOTER}; split the file")
    return parquet.ParquetFile(path, read_dictionary=texts, pre_buffer=False, buffer_size=STREAM)


def _inner(kind: Any, name: str) -> Any:
    """The type of a struct's field, None where there is no such."""
    place = kind.get_field_index(name)
    return kind.field(place).type if place >= 0 else None


def _is_binary(kind: Any) -> bool:
    from pyarrow import types

    return kind is not None and (types.is_binary(kind) or types.is_large_binary(kind))


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    texts = kind is not None and (types.is_string(kind) or types.is_large_string(kind))
    return texts or _is_binary(kind)


def _is_flat(kind: Any) -> bool:
    """Text, a number, a truth or a time: nothing that holds other values."""
    from pyarrow import types

    return _is_text(kind) or (kind is not None and types.is_primitive(kind))


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
    return list(_worded(look.root / name, _entries(look.root, name, audio, text, columns)))


def _worded(path: Path, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries. Raises VoxloomError when too many in a row have no words: a page of nothing
    takes a few bytes for millions of rows."""
    in_a_row = 0
    for entry in entries:
        yield entry
        in_a_row = 0 if entry.text else in_a_row + 1
        if in_a_row >= MAX_BAD_IN_A_ROW:
            raise VoxloomError(
                f"{path}: {in_a_row} rows in a row have no words, the last is {entry.where}; is it "
                "a corpus?"
            )


def _first(wanted: tuple[str, ...], columns: list[str]) -> str | None:
    return next((name for name in wanted if name in columns), None)


def _entries(root: Path, name: str, audio: str, text: str, columns: list[str]) -> Iterator[Entry]:
    """The rows without their bytes. Raises VoxloomError for more rows or groups than are read."""
    wanted = {
        "text": text,
        "speaker": _first(SPEAKERS, columns),
        "language": _first(LANGUAGES, columns),
        "id": _first(IDS, columns),
    }
    before = 0
    words = _Words(root / name, audio, [column for column in wanted.values() if column])
    for group, count in enumerate(words.groups):
        for index, row in zip(range(count), chain(words.rows(group), repeat({})), strict=False):
            told = {key: row.get(column or "") for key, column in wanted.items()}
            place = (audio, group, index)
            yield _entry(name, told, before + index + 1, row.get(words.path) or "", place)
        before += count


class _Words:
    """All of a file but its audio."""

    def __init__(self, path: Path, audio: str, columns: list[str]) -> None:
        """Raises VoxloomError for more rows or groups than are read."""
        self.file, self.audio, self.path = path, audio, f"{audio}.path"
        with _opened(path) as file:
            schema, metadata = file.schema_arrow, file.metadata
        if metadata.num_row_groups > MAX_GROUPS or metadata.num_rows > MAX_LINES:
            raise VoxloomError(
                f"{path}: {metadata.num_rows} rows in {metadata.num_row_groups} row groups; over "
                f"{MAX_LINES} rows or {MAX_GROUPS} groups are not read: split the file"
            )
        groups = range(metadata.num_row_groups)
        self.groups = [min(metadata.row_group(group).num_rows, MAX_LINES) for group in groups]
        kinds = {column: schema.field(column).type for column in columns}
        kinds[self.path] = _inner(schema.field(audio).type, "path")
        self.texts = [column for column, kind in kinds.items() if _is_text(kind)]
        self.columns = [column for column, kind in kinds.items() if _is_flat(kind)]

    def rows(self, group: int) -> Iterator[dict[str, str | None]]:
        """A row at a time, by column; it ends early where they cannot be read."""
        import pyarrow

        try:
            with _opened(self.file, self.texts) as file:
                for column in self.columns:
                    _check_pages(self.file, file, group, column, MAX_WORDS_PAGE)
                for batch in file.iter_batches(BATCH, row_groups=[group], columns=self.columns):
                    for row in range(len(batch)):
                        yield {column: self._told(batch, column, row) for column in self.columns}
        except (pyarrow.ArrowException, OSError, VoxloomError):
            return

    def _told(self, batch: Any, column: str, row: int) -> str | None:
        """A value as text, of one that is far too long only the beginning."""
        import pyarrow

        value = batch.column(self.audio if column == self.path else column)[row]
        if column == self.path and value.is_valid:
            value = value["path"]
        if isinstance(value, pyarrow.DictionaryScalar):
            value = value.value
        if value is None or not value.is_valid:
            return None
        if column not in self.texts:
            return str(value.as_py())
        return bytes(value.as_buffer()[:LONGEST]).decode("utf-8", "surrogateescape")


def _check_pages(path: Path, file: ParquetFile, group: int, column: str, largest: int) -> None:
    """Raises AudioError(too_big) before a page is read that unpacks to more than it may."""
    told = file.metadata.row_group(group)
    for chunk in map(told.column, range(told.num_columns)):
        if chunk.path_in_schema != column:
            continue
        for page in pages(path, chunk):
            if max(page.unpacked, page.packed) > largest or page.values > MAX_LINES:
                message = f"{path}: a page of {page.unpacked} bytes, more than {largest}"
                raise AudioError("too_big", str(page.unpacked), message)


def _entry(
    name: str, told: dict[str, str | None], number: int, path: str, place: tuple[str, int, int]
) -> Entry:
    """`path` is the name the bytes once had."""
    numbered = f"{PurePosixPath(name).name.removesuffix('.parquet')}-{number:06d}"
    inner = PurePosixPath(path if is_audio(path) else "")
    entry = Entry(
        name=name,
        text=told["text"],
        where=f"{name} row {number}",
        id=told["id"] or inner.stem or numbered,
        speaker=told["speaker"],
        language=told["language"],
        part=Part(cell=Cell(*place, suffix=inner.suffix.lower())),
    )
    try:
        return small(entry)
    except BadRow as bad:
        return Entry(name, None, entry.where, numbered, rejection=bad.rejection)


def read_cells(path: Path, column: str, group: int) -> Iterator[bytes | None]:
    """The bytes of a row group, one at a time, None for a row without.

    Raises AudioError(too_big | bomb) where they unpack to more than they may, VoxloomError where
    the file has changed or is broken.
    """
    import pyarrow

    leaf, taken = f"{column}.bytes", 0
    most = MAX_CELL + MAX_RATIO * path.stat().st_size
    try:
        with _opened(path) as file:
            _check_pages(path, file, group, leaf, MAX_CELL + MAX_PAGE_EXTRA)
            for batch in file.iter_batches(1, row_groups=[group], columns=[leaf]):
                cell = batch.column(0)[0].as_py()
                data = None if cell is None else cell["bytes"]
                taken += len(data or b"")
                if taken > most:
                    message = f"{path}: audio of over {MAX_RATIO} times the size of the file"
                    raise AudioError("bomb", str(taken), message)
                yield data
    except (pyarrow.ArrowException, OSError, IndexError) as error:
        raise VoxloomError(f"{path}: {error}") from None
