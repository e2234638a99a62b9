"""Files of texts, one a line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.errors import TextError
from voxloom.text.letters.transcript import read_transcript

# What a shell gives for `<(command)` and for standard input.
PIPES = (("/", "dev"), ("/", "proc"))
MAX_BYTES = 16 * 2**20


@dataclass(frozen=True)
class NumberedText:
    """One line of several, numbered from 1; it may be empty."""

    number: int
    text: str


def lines_of(text: str) -> list[NumberedText]:
    """Every line, without white space around it."""
    lines = text.removesuffix("\n").split("\n")
    return [NumberedText(number, line.strip()) for number, line in enumerate(lines, start=1)]


def read_lines(path: Path) -> list[NumberedText]:
    """Raises VoxloomError for a file that cannot be used, or has no line with a text."""
    if path.is_fifo() and path.parts[:2] not in PIPES:
        raise VoxloomError(f"{path}: no regular file")
    try:
        with path.open("rb") as file:
            lines = lines_of(read_transcript(read_all(file, str(path))))
    except TextError as error:
        raise VoxloomError(f"{path}: {error}") from None
    except OSError as error:
        raise VoxloomError(f"{path}: {error.strerror}") from None
    if not any(line.text for line in lines):
        raise VoxloomError(f"{path}: no line with a text")
    return lines


def read_all(file: BinaryIO, name: str) -> bytes:
    """What is there to read. Raises VoxloomError where there is more than any text has."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise VoxloomError(f"{name}: over {MAX_BYTES >> 20} MiB: no text to be spoken")
    return data
