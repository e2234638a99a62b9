"""Text files that the user wrote."""

from __future__ import annotations

import codecs
from pathlib import Path


class NotUtf8(Exception):
    """`line` holds the first byte that is not UTF-8."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not UTF-8")
        self.line = line


def read_utf8(path: Path) -> str:
    """UTF-8, perhaps with a byte order mark. Raises NotUtf8."""
    data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(data.count(b"\n", 0, error.start) + 1) from None
