"""How large the pages of a Parquet column are, asked before any is unpacked.

The sums in a file's footer may lie, and a value of a dictionary counts once there, however many
rows have it. The header of a page is what pyarrow allocates memory by; its Python side does not
show it, so it is read here: Thrift's compact protocol, as Parquet's format has it.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core.errors import VoxloomError

DATA, DATA_V2 = 5, 8  # the fields of a header that tell of values, as their first field
TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
INTEGERS = (4, 5, 6)
DEEPEST = 8  # structs in one another; Parquet's are three deep


@dataclass(frozen=True)
class ParquetPage:
    unpacked: int  # bytes
    packed: int  # bytes
    values: int  # 0 for a dictionary


def pages(path: Path, chunk: Any) -> Iterator[ParquetPage]:
    """Of one column of a row group, as pyarrow's metadata has it.

    Raises VoxloomError where the headers of the pages are broken.
    """
    start = chunk.data_page_offset
    if chunk.has_dictionary_page:
        start = min(start, chunk.dictionary_page_offset)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        cursor = _Cursor(data, start)
        while cursor.place < start + chunk.total_compressed_size:
            try:
                page = _page(cursor.struct())
            except (IndexError, ValueError) as error:
                raise VoxloomError(f"{path}: a broken page near byte {cursor.place}") from error
            yield page
            cursor.place += page.packed


def _page(header: dict[int, Any]) -> ParquetPage:
    """Raises ValueError for what is no header of a page."""
    unpacked, packed = header.get(2), header.get(3)
    about = header.get(DATA) or header.get(DATA_V2) or {}
    values = about.get(1, 0) if isinstance(about, dict) else None
    sizes = (unpacked, packed, values)
    if not all(isinstance(size, int) and size >= 0 for size in sizes):
        raise ValueError(f"no header of a page: {sizes}")
    return ParquetPage(*sizes)  # type: ignore[arg-type]


class _Cursor:
    """Reads Thrift's compact protocol. IndexError at the end of the file, ValueError for no Thrift.

    Only whole numbers and structs are kept, by the numbers of their fields.
    """

    def __init__(self, data: mmap.mmap, place: int) -> None:
        self.data, self.place = data, place

    def struct(self, depth: int = 0) -> dict[int, Any]:
        if depth > DEEPEST:
            raise ValueError("too deep")
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            found[number] = self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> int | dict[int, Any] | None:
        if kind in INTEGERS:
            return self._integer()
        if kind == STRUCT:
            return self.struct(depth + 1)
        if kind == BINARY:
            size = self._unsigned()
            self.place += size
        elif kind in (LIST, SET):
            self._skip_list(depth)
        elif kind in (BYTE, DOUBLE):
            self.place += 1 if kind == BYTE else 8
        elif kind not in (TRUE, FALSE):
            raise ValueError(f"no Thrift: type {kind}")
        return None

    def _skip_list(self, depth: int) -> None:
        head = self._byte()
        for _ in range(self._unsigned() if head >> 4 == 15 else head >> 4):
            if head & 15 in (TRUE, FALSE):
                self.place += 1
            else:
                self._value(head & 15, depth + 1)
            self.data[self.place]  # or a count could go on for ever

    def _byte(self) -> int:
        self.place += 1
        return self.data[self.place - 1]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
            if shift > 63:
                raise ValueError("no Thrift: a number of over 64 bits")

    def _integer(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
