"""`metadata.csv` and its kin: cells between `|`, where a quotation mark is a letter like any other.

Two columns are a file and its words. Of three people write `file|text|normalized text` and
`file|speaker|text` alike, and some `file|text|speaker`: which it is, a header says, or what stands
in the columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from voxloom.core.errors import VoxloomError
from voxloom.corpora.columns import Columns, by_header
from voxloom.corpora.lists import BadRow, read_entries
from voxloom.corpora.look import Look
from voxloom.corpora.naming import is_absolute, is_audio
from voxloom.corpora.source import Entry

LIST = "metadata.csv"
TWO = Columns(path=0, texts=(1,))
NORMALIZED = Columns(path=0, texts=(2, 1))
SPEAKER = Columns(path=0, texts=(2,), speaker=1)
COMPARED = 100  # rows
LETTERS = 500  # of each text: to compare two takes the product of their lengths
ALIKE = 0.6  # of a text and its normalized form; a speaker and a text have less in common
# Where no spaces part words a letter counts as one.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
ENDS = (".", "?", "!", "…", "。", "？", "！")


class Third(Enum):
    """What a list of three columns may be."""

    NORMALIZED = "file|text|normalized"
    SPEAKER = "file|speaker|text"
    NO_TEXT = "file|text|speaker"


class Head(NamedTuple):
    """How a list begins."""

    name: str
    header: Sequence[str]  # () where there is none
    rows: list[list[str]]
    has_suffixes: bool  # most names have one of audio


class BarRow(NamedTuple):
    """What a line says of a recording."""

    told: str
    text: str
    speaker: str | None
    language: str | None


def head_of(look: Look) -> Head | None:
    """None where there is no such list; one by another name must name audio, to be one."""
    name = LIST if look.only is None else look.only
    if name not in look.known:
        return None
    lines = [cells_of(line, 2) for line in look.head(name)]
    lines = [cells for cells in lines if not _is_comment(look, cells)]
    header, columns = _header(look, lines)
    wanted = (len(header),) if columns else (2, 3)
    rows = [cells for cells in lines if len(cells) in wanted and cells != header]
    told = [row[columns.path if columns else 0] for row in rows]
    suffixes = sum(map(is_audio, told)) > len(told) / 2
    there = sum(is_audio(each) or look.find(each) is not None for each in told)
    known = there > len(told) / 2 or (name == LIST and rows and "\0" not in told[0])
    return Head(name, header, rows, suffixes) if known or columns else None


def cells_of(line: str, least: int) -> list[str]:
    """The cells, without empty ones at the end beyond the first `least`.

    Where the name stands in quotation marks, so do other cells, and the marks are none of theirs.
    """
    cells = [cell.strip() for cell in line.split("|")]
    while len(cells) > least and not cells[-1]:
        cells.pop()
    return [_unquoted(cell) for cell in cells] if _is_quoted(cells[0]) else cells


def _is_comment(look: Look, cells: Sequence[str]) -> bool:
    return cells[0].startswith("#") and look.find(cells[0]) is None


def _is_quoted(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == '"'


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"').strip() if _is_quoted(cell) else cell


def _header(look: Look, lines: Sequence[list[str]]) -> tuple[Sequence[str], Columns | None]:
    """The first line, if it names columns and no recording."""
    columns = by_header(lines[0]) if lines else None
    if columns is None or look.find(lines[0][columns.path]) is not None:
        return (), None
    return lines[0], columns


def thirds(head: Head) -> set[Third]:
    """What the third column may be, by what stands in it and in the second; {} of two columns."""
    full = [row for row in head.rows if len(row) == 3]
    if len(full) <= len(head.rows) / 2:
        return set()
    pairs = [(row[1], row[2]) for row in full]
    second, third = [row[1] for row in full], [row[2] for row in full]
    if _are_alike(pairs):
        return {Third.NORMALIZED}
    if _are_sentences(second):
        return {Third.NO_TEXT if _are_labels(third) else Third.NORMALIZED}
    if not head.has_suffixes:
        repeated = len(set(second)) <= len(second) / 2
        one_word = all(len(cell.split()) == 1 for cell in second)
        return {Third.SPEAKER if one_word and repeated else Third.NORMALIZED}
    if len(pairs) == 1 or _someone_says_more(pairs):
        return {Third.SPEAKER}
    if len(set(second)) == len(second) and _are_names(second) and _are_sentences(third):
        return {Third.SPEAKER}
    return {Third.SPEAKER, Third.NORMALIZED}


def _are_alike(pairs: Sequence[tuple[str, str]]) -> bool:
    compared = [
        (one[:LETTERS].casefold(), other[:LETTERS].casefold()) for one, other in pairs[:COMPARED]
    ]
    alike = sum(SequenceMatcher(None, one, other).ratio() >= ALIKE for one, other in compared)
    return alike > len(compared) / 2


def _are_sentences(column: Sequence[str]) -> bool:
    """Most have three words or end like a sentence."""
    like = sum(len(WORD.findall(cell)) > 2 or cell.endswith(ENDS) for cell in column)
    return like > len(column) / 2


def _are_labels(column: Sequence[str]) -> bool:
    return all(len(WORD.findall(cell)) <= 2 and not cell.endswith(ENDS) for cell in column)


def _are_names(column: Iterable[str]) -> bool:
    return all(len(cell.split()) == 1 and cell[:1].isalpha() for cell in column)


def _someone_says_more(pairs: Iterable[tuple[str, str]]) -> bool:
    """A speaker does; of a text there is one normalized form."""
    return len(set(pairs)) > len({second for second, _ in pairs})


def read(look: Look, three: Columns, entry: Callable[[BarRow], Entry]) -> list[Entry]:
    """An entry a row; three columns are what `three` says, unless a header says what they are.

    Raises VoxloomError where there is no such list.
    """
    name = LIST if look.only is None else look.only
    if name not in look.known:
        raise VoxloomError(
            f"ingest.source: {look.root} has no {LIST}; where the list is called otherwise, name it"
        )
    header, columns = _header(look, [cells_of(line, 2) for line in look.head(name)[:1]])
    least = len(header) or (3 if three == SPEAKER and _has_thirds(look, name) else 2)

    def parse(line: str) -> Entry | None:
        cells = cells_of(line, least)
        if cells == header or _is_comment(look, cells):
            return None
        check_cells(cells, (len(header),) if columns else (2, 3))
        return entry(_row(cells, columns or (TWO if len(cells) == 2 else three)))

    return read_entries(look.root, name, parse)


def file_of(look: Look, told: str) -> str:
    """The file that is meant; where it is missing, the one that an LJSpeech corpus would have."""
    found = look.find(told)
    if found is None and not (is_audio(told) or is_absolute(told)):
        return f"wavs/{told}.wav"
    return found or told


def _has_thirds(look: Look, name: str) -> bool:
    """Whether an empty third cell is a missing text, and not just the end of the line."""
    return any(len(cells_of(line, 2)) == 3 for line in look.head(name))


def check_cells(cells: Sequence[str], numbers: Sequence[int]) -> None:
    """Raises BadRow(bad_row) for a row of another number of cells."""
    if len(cells) not in numbers:
        wanted = " or ".join(map(str, numbers))
        raise BadRow("bad_row", str(len(cells)), f"{len(cells)} cells instead of {wanted}")


def _row(cells: Sequence[str], columns: Columns) -> BarRow:
    """Raises BadRow(bad_row) where no recording is named."""
    if not cells[columns.path]:
        raise BadRow("bad_row", "", "the cell that names the recording is empty")
    return BarRow(
        told=cells[columns.path],
        text=next((cells[place] for place in columns.texts if cells[place]), ""),
        speaker=cells[columns.speaker] if columns.speaker is not None else None,
        language=(cells[columns.language] or None) if columns.language is not None else None,
    )
