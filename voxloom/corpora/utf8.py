"""Lists that the user wrote.

One byte that is not UTF-8 must not cost the whole list: it is read as a lone surrogate (PEP 383),
and the rows that hold one are set aside by `is_utf8`.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from voxloom.errors import VoxloomError

MAX_BYTES = 1 << 30  # of a list; the longest known is a tenth of it
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32's begins like UTF-16's


def read_list(path: Path, longest: int = MAX_BYTES) -> str:
    """A list of recordings, perhaps gzipped; what is not UTF-8 in it becomes lone surrogates.

    Raises VoxloomError for UTF-16, a broken archive, and more than `MAX_BYTES`; of a list longer
    than `longest` bytes only those are read.
    """
    if not path.is_file():
        raise VoxloomError(f"ingest.source: there is no file {path}")
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rb") as file:
            data = file.read(min(longest, MAX_BYTES + 1))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise VoxloomError(f"{path}: {error}; fetch or pack the file again") from None
    except OSError as error:
        raise VoxloomError(f"{path} may not be read: {error.strerror}; make it readable") from None
    if len(data) > MAX_BYTES:
        raise VoxloomError(f"{path}: over {MAX_BYTES >> 20} MiB is no list of recordings")
    if data.startswith(WIDE):
        raise VoxloomError(f"{path}: is UTF-16 or UTF-32; save the list as UTF-8")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")


def is_utf8(text: str) -> bool:
    """Whether it can be written: no surrogates, of `read_list` or of JSON's own making."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not empty.

    Only line feeds part lines: Python's `splitlines` also parts at characters that may stand in a
    transcript by mistake, and one row would become two.
    """
    end = "\n" if "\n" in text or "\r" not in text else "\r"
    for number, line in enumerate(text.split(end), start=1):
        if line.strip():
            yield number, line.removesuffix("\r")


def printable(text: str, longest: int = 200) -> str:
    """For lists and terminals: control characters and broken ones are spelt out, the rest cut."""
    cut = text if len(text) <= longest else text[:longest] + "…"
    return "".join(letter if letter.isprintable() else _spelt(letter) for letter in cut)


def _spelt(letter: str) -> str:
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")
