"""Lists that the user wrote, read from the stream a line at a time: never the whole.

One byte that is not UTF-8 must not cost the whole list: it is read as a lone surrogate (PEP 383),
and the rows that hold one are set aside by `is_utf8`.

What a list may be is bounded by what it unpacks to, not by its size on disk.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from voxloom.core.errors import VoxloomError

MAX_BYTES = 1 << 30  # of a list, unpacked; the longest known is a tenth of it
MAX_LINES = 3_000_000  # empty ones, too
LONGEST_LINE = 1 << 20  # bytes
# Bytes from one: manifests pack 10 to 60 times, a bomb 1,000 times. The first are free.
MAX_RATIO = 200
FREE_BYTES = 1 << 20
BLOCK = 1 << 16  # bytes
SHOWN = 200  # characters of a line that is named in a list or on a terminal
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32's begins like UTF-16's


class Line(NamedTuple):
    """A line, without its end."""

    number: int
    text: str  # only the beginning of one that is too long
    size: int  # bytes

    @property
    def too_long(self) -> bool:
        return self.size > LONGEST_LINE


def list_lines(path: Path) -> Iterator[Line]:
    """The lines of a list, perhaps gzipped; what is not UTF-8 in it becomes lone surrogates.

    Only line feeds part lines: Python's `splitlines` also parts at characters that may stand in a
    transcript by mistake, and one row would become two. Raises VoxloomError for what cannot be
    read, UTF-16, a broken archive, and more than the bounds above.
    """
    for number, (line, size) in enumerate(_split(_blocks(path)), start=1):
        if number > MAX_LINES:
            raise VoxloomError(f"{path}: over {MAX_LINES} lines; split the list")
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        yield Line(number, _decoded(line), size)


def _decoded(line: bytes) -> str:
    """One that is not UTF-8 ends soon after the first wrong byte: enough to set it aside."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        return line[: error.start + BLOCK].decode("utf-8", "surrogateescape")


def read_list(path: Path, longest: int) -> str:
    """The first `longest` bytes of a list. Raises VoxloomError as `list_lines` does."""
    head = b"".join(_blocks(path, longest))
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")


def _blocks(path: Path, longest: int | None = None) -> Iterator[bytes]:
    """The bytes of a list, or the first `longest`. The first block tells how lines end."""
    if not path.is_file():
        raise VoxloomError(f"ingest.source: there is no file {path}")
    packed = path.suffix == ".gz"
    opened = gzip.open if packed else open
    taken, left = 0, MAX_BYTES + 1 if longest is None else longest
    try:
        most = FREE_BYTES + MAX_RATIO * path.stat().st_size if packed else MAX_BYTES
        with opened(path, "rb") as file:
            while block := file.read(min(left, BLOCK if taken else LONGEST_LINE)):
                if not taken and block.startswith(WIDE):
                    raise VoxloomError(f"{path}: is UTF-16 or UTF-32; save the list as UTF-8")
                taken, left = taken + len(block), left - len(block)
                if taken > MAX_BYTES:
                    raise VoxloomError(f"{path}: over {MAX_BYTES >> 20} MiB is no list")
                if taken > most:
                    raise VoxloomError(
                        f"{path}: unpacks to over {MAX_RATIO} times its size, which no list does"
                    )
                yield block
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise VoxloomError(f"{path}: {error}; fetch or pack the file again") from None
    except OSError as error:
        raise VoxloomError(f"{path} may not be read: {error.strerror}; make it readable") from None


def _split(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Each line and its size; of one over LONGEST_LINE only the beginning is held."""
    end, held, size = b"", b"", 0
    for block in blocks:
        if not end:
            end = b"\n" if b"\n" in block or b"\r" not in block else b"\r"
        first, *others = block.split(end)
        held, size = held + first[: LONGEST_LINE - len(held)], size + len(first)
        for part in others:
            yield held.removesuffix(b"\r"), size
            held, size = part[:LONGEST_LINE], len(part)
    if size:
        yield held.removesuffix(b"\r"), size


def is_utf8(text: str) -> bool:
    """Whether it can be written: no surrogates, of `read_list` or of JSON's own making."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line of a list's beginning that is not empty."""
    end = "\n" if "\n" in text or "\r" not in text else "\r"
    for number, line in enumerate(text.split(end), start=1):
        if line.strip():
            yield number, line.removesuffix("\r")


def printable(text: str, longest: int = SHOWN) -> str:
    """For lists and terminals: control characters and broken ones are spelt out, the rest cut."""
    cut = text if len(text) <= longest else text[:longest] + "…"
    return "".join(letter if letter.isprintable() else _spelt(letter) for letter in cut)


def _spelt(letter: str) -> str:
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")
