"""Lists that are seen and not read: what each is, and what to do to have it read.

One that is passed over in silence would leave its recordings without their transcripts.
"""

from __future__ import annotations

import codecs
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from voxloom.core.errors import VoxloomError
from voxloom.corpora.look import Look
from voxloom.corpora.naming import AUDIO, is_audio, stem

SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
LISTS = (
    ".csv", ".tsv", ".psv", ".tab", ".txt", ".lst", ".list", ".data", ".scp",
    ".json", ".jsonl", ".ndjson", ".gz", ".parquet", *SHEETS,
)  # fmt: skip
BESIDE = (".textgrid", ".srt", ".vtt", ".eaf", ".trs", ".json", ".xml", ".lrc", ".ctm", ".tsv")
WORDS = (".txt", ".lab")
DELIMITERS = {"|": '"|"', "\t": r'"\t"', ",": '","', ";": '";"'}  # and as YAML has them
MARKS_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)  # the first begins like UTF-16's
MARKS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NAMES_AUDIO = re.compile(rf"({'|'.join(AUDIO)})\b".replace(".", r"\."), re.IGNORECASE)
DEEPEST = 3  # folders above a list
LOOKED_AT = 30  # lists, and folders
SHOWN = 8

Fits = Callable[[Look], str | None]  # the name of the layout that a folder or list has


def check_readable(look: Look) -> None:
    """Raises VoxloomError for a list that may not be read."""
    for name in [look.only] if look.only else _candidates(look):
        path = look.root / name
        if _is_closed(path):
            raise VoxloomError(
                f"ingest.source: {path} may be the list, and may not be read: make it readable "
                "(chmod u+r)"
            )


def _is_closed(path: Path) -> bool:
    try:
        if stat.S_ISREG(path.stat().st_mode):
            path.open("rb").close()
    except PermissionError:
        return True
    except OSError:  # a link to nothing, say
        return False
    return False


def hints(look: Look, fits: Fits) -> list[str]:
    """A line for whatever tells of recordings, and how to have it read."""
    if look.only is not None:
        return [hint for hint in [_about(look, look.only, fits)] if hint]
    folders = [*_folders(look, fits)]
    inside = tuple(f"{folder}/" for folder, _ in folders)
    lists = [_about(look, name, fits) for name in _candidates(look) if not name.startswith(inside)]
    found = [f"{folder} in it looks like {layout}: name that folder" for folder, layout in folders]
    found += [hint for hint in lists if hint]
    found += _beside(look) + _elsewhere(look)
    more = len(found) - SHOWN
    return [*found[:SHOWN], f"and {more} more"] if more > 0 else found


def _candidates(look: Look) -> list[str]:
    """What is called like a list, and lies not too deep."""
    names = [
        name
        for name in look.alone
        if name.casefold().endswith(LISTS) and name.count("/") <= DEEPEST
    ]
    return sorted(names, key=lambda name: (name.count("/"), name))[:LOOKED_AT]


def _folders(look: Look, fits: Fits) -> Iterator[tuple[str, str]]:
    """The folders that are corpora themselves, and the layout of each."""
    parents = {PurePosixPath(name).parent.as_posix() for name in _candidates(look)} - {"."}
    top = {folder for folder in look.folders if "/" not in folder}
    found: list[str] = []
    for folder in sorted(parents | top, key=lambda name: (name.count("/"), name))[:LOOKED_AT]:
        if folder.startswith(tuple(f"{other}/" for other in found)):
            continue
        inner = look.below(folder)
        layout = fits(inner) if inner.audio else None
        if layout:
            found.append(folder)
            yield folder, layout


def _about(look: Look, name: str, fits: Fits) -> str | None:
    if is_audio(name):
        return f"{name} is a recording: name its folder, or a list"
    if name.casefold().endswith(SHEETS):
        return f"{name} is a spreadsheet: save it as CSV in UTF-8"
    if wide := _wide(look, name):
        return f"{name} is {wide}: save it as UTF-8 (iconv -f {wide} -t UTF-8)"
    lines = look.head(name)
    layout = fits(replace(look, only=name)) if _may_name_audio(look, name, lines) else None
    if layout:
        return f"{name} looks like {layout}: name that list"
    if not lines and name.endswith((".csv", ".tsv", ".jsonl")):
        return f"{name} is empty, or no text"
    return _json(name, lines) or _cells(look, name, lines) or _spaced(look, name, lines)


def _may_name_audio(look: Look, name: str, lines: Sequence[str]) -> bool:
    """A first glance, which costs little where a folder is full of texts."""
    if name.endswith((".parquet", ".gz")):
        return True
    first = [re.split(r"[|\t,; ]", line, maxsplit=1)[0] for line in lines[:20]]
    return any(NAMES_AUDIO.search(line) for line in lines[:20]) or any(map(look.find, first))


def _wide(look: Look, name: str) -> str | None:
    """UTF-16 or UTF-32, by its mark or by the zeros between Latin letters; None for neither."""
    if not name.casefold().endswith((".csv", ".tsv", ".txt", ".json", ".jsonl")):
        return None
    try:
        with (look.root / name).open("rb") as file:
            start = file.read(1024)
    except OSError:
        return None
    zeros = start.count(0) / max(len(start), 1)
    if start.startswith(MARKS_32) or zeros > 0.6:
        return "UTF-32"
    return "UTF-16" if start.startswith(MARKS_16) or zeros > 0.25 else None


def _json(name: str, lines: Sequence[str]) -> str | None:
    start = "\n".join(lines).lstrip()
    if not start.startswith(("[", "{")) or not NAMES_AUDIO.search(start):
        return None
    if start.startswith("["):
        how = f"jq -c '.[]' {PurePosixPath(name).name} > list.jsonl"
        return f"{name} is one JSON array: write an object a line ({how})"
    return f"{name} is JSON: write an object a line, with audio_filepath and text"


def _cells(look: Look, name: str, lines: Sequence[str]) -> str | None:
    """Cells without a header, of which one column names recordings."""
    for delimiter, written in DELIMITERS.items():
        rows = [[cell.strip().strip('"') for cell in line.split(delimiter)] for line in lines]
        count, rows_of = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        if count < 2:
            continue
        rows = [row for row in rows if len(row) == count]
        for column in range(count):
            if sum(look.find(row[column]) is not None for row in rows) > rows_of / 2:
                words = max(
                    (at for at in range(count) if at != column),
                    key=lambda at: sum(len(row[at]) for row in rows),
                )
                means = {column: "path", words: "text"}
                columns = ", ".join(means.get(at, "_") for at in range(count))
                return (
                    f"{name} has no header, and {count} columns parted by {written}: name it with "
                    f"corpus: table, delimiter: {written}, columns: [{columns}] (speaker or "
                    "language may stand in place of _)"
                )
    return None


def _spaced(look: Look, name: str, lines: Sequence[str]) -> str | None:
    """`LJ001-0001 Printing, in ...`"""
    firsts = [line.split(maxsplit=1)[0].strip('("') for line in lines if " " in line.strip()]
    if sum(look.find(first) is not None for first in firsts) <= len(lines) / 2:
        return None
    return f"{name} has names parted from texts by spaces: part them by | and call it metadata.csv"


def _beside(look: Look) -> list[str]:
    """Words beside the recordings in a format that is not read."""
    audio = set(look.by_stem)
    kinds = Counter(
        suffix
        for name in look.names
        if (suffix := PurePosixPath(name).suffix.lower()) in BESIDE
        and name[: -len(suffix)] in audio
    )
    return [
        f"{count} recordings have a {kind} file beside: write the words of each into NAME.txt"
        for kind, count in sorted(kinds.items())
        if count > len(look.audio) / 2
    ]


def _elsewhere(look: Look) -> list[str]:
    """Words in files called like the recordings, in another folder."""
    called = {PurePosixPath(stem(name)).name for name in look.audio}
    folders = Counter(
        PurePosixPath(name).parent.as_posix()
        for name in look.alone
        if name.casefold().endswith(WORDS) and PurePosixPath(name).stem in called
    )
    return [
        f"{count} files in {folder} are called like recordings: put each beside its recording"
        for folder, count in sorted(folders.items())
        if count > 1 or len(look.audio) == 1
    ]
