"""A first look at a corpus: what files there are, and how its lists begin."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from voxloom.core.errors import VoxloomError
from voxloom.core.project import RECORDINGS
from voxloom.corpora.lookup import Lookup
from voxloom.corpora.naming import AUDIO, is_absolute, is_audio, is_leftover, stem
from voxloom.corpora.utf8 import lines_of, read_list

HEAD_BYTES = 1 << 16
PROBED = 20  # lines of a list, to see from where it names files
LEVELS = 2  # folders above a list's own from which it may name them


@dataclass(frozen=True)
class Look:
    """The files of a corpus by name, relative to its folder, with `/`, sorted."""

    root: Path
    only: str | None  # the one list that was asked for; None: whatever lies in the folder
    names: tuple[str, ...]  # all that is no folder; a link to a folder is one name
    folders: frozenset[str] = frozenset()
    unreadable: tuple[str, ...] = ()  # folders that could not be looked into
    sure: bool = False  # the layout was said: its list may be called as it likes

    @classmethod
    def at(cls, source: Path) -> Look:
        """Of a folder, or of the one from which a list names its files.

        Raises VoxloomError where there is neither, and where part of a folder may not be read.
        """
        mode = _mode(source)
        if stat.S_ISDIR(mode):
            look = cls(source, None, *_walk(source))
            look._check_readable()
            return look
        if stat.S_ISREG(mode):
            root, only = _corpus_of(source)
            return cls(root, only, *_walk(root))
        raise VoxloomError(f"ingest.source: there is no file or folder {source} that may be read")

    def _check_readable(self) -> None:
        """What may not be looked into may hold recordings, which must not vanish."""
        if self.unreadable:
            places = ", ".join(str(self.root / name) for name in self.unreadable[:5])
            more = f" and {len(self.unreadable) - 5} more" if self.unreadable[5:] else ""
            raise VoxloomError(
                f"ingest.source: may not look into {places}{more}, where recordings may lie: "
                "make it readable (chmod u+rx), or move it out of the corpus"
            )

    @property
    def home(self) -> str:
        """The folder of the list, "" for the corpus's own."""
        folder = PurePosixPath(self.only or "").parent.as_posix()
        return "" if folder == "." else folder

    def beside(self, name: str) -> str:
        """A file of that name in the folder of the list."""
        return PurePosixPath(self.home, name).as_posix()

    def lists(self, *endings: str, folders: Iterable[str] = ("",)) -> list[str]:
        """Files in the folder itself, or in those named, whose names end so."""
        if self.only is not None:
            return [self.only] if self.sure or self.only.endswith(endings) else []
        places = {PurePosixPath(folder) for folder in folders}
        return [
            name
            for name in self.names
            if name.endswith(endings) and PurePosixPath(name).parent in places
        ]

    def below(self, folder: str) -> Look:
        """What it would be to look at a folder in it."""
        start = f"{folder}/"
        inner = (name.removeprefix(start) for name in self.names if name.startswith(start))
        return replace(self, root=self.root / folder, only=None, names=tuple(inner))

    def head(self, name: str) -> list[str]:
        """The first lines of a list; none of what cannot be read."""
        try:
            text = read_list(self.root / name, HEAD_BYTES)
        except (VoxloomError, OSError):
            return []
        lines = [line for _, line in lines_of(text)]
        return lines[:-1] if len(text) >= HEAD_BYTES and len(lines) > 1 else lines

    def find(self, told: str) -> str | None:
        """The file that a name in a list means; None where there is none, or more than one."""
        return self.lookup.find(told)

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup(self.root, self.names, self.home)

    @cached_property
    def audio(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if is_audio(name))

    @cached_property
    def alone(self) -> tuple[str, ...]:
        """What is no audio, and is not called like audio beside it."""
        others = (name for name in self.names if not is_audio(name))
        return tuple(name for name in others if _without_suffix(name) not in self.by_stem)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def by_stem(self) -> dict[str, str]:
        """Audio files by name without suffix; of several the first."""
        found: dict[str, str] = {}
        for name in self.audio:
            found.setdefault(stem(name), name)
        return found


def _mode(path: Path) -> int:
    """Of a file or folder, 0 where there is none, or no name of one."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # ValueError: a NUL
        return 0


def _walk(root: Path) -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
    """The names of files, those of folders, and those of folders that may not be looked into."""
    names: list[str] = []
    folders: list[str] = []
    closed: list[str] = []
    left = [""]
    while left:
        place = left.pop()
        try:
            with os.scandir(root / place) as inside:
                found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in inside]
        except OSError:
            closed.append(place)
            continue
        for name, is_folder in found:
            if is_leftover(name):
                continue
            if is_folder:
                left.append(f"{place}{name}/")
            (folders if is_folder else names).append(f"{place}{name}")
    return tuple(sorted(names)), frozenset(folders), tuple(sorted(closed))


def _corpus_of(source: Path) -> tuple[Path, str]:
    """The folder from which a list names its files, and the list relative to it.

    That is the list's own, unless the first names lead nowhere from there but do from a folder
    above: then the lowest that holds both. What DVC watches is not left.
    """
    whole = _absolute(source)
    root = whole.parent
    told = [*_names_in(source)]
    for above in (whole.parent, *whole.parents[1 : LEVELS + 1]):
        found = [path for name in told for path in _audio_at(above, name)]
        if found:
            root = Path(os.path.commonpath([whole.parent, *(path.parent for path in found)]))
            break
    watched = _absolute(RECORDINGS)
    if whole.is_relative_to(watched) and not root.is_relative_to(watched):
        root = whole.parent
    up = len(whole.parent.parts) - len(root.parts)
    folder = Path(os.path.normpath(source.parent.joinpath(*[".."] * up))) if up else source.parent
    return folder, whole.relative_to(root).as_posix()


def _without_suffix(name: str) -> str:
    return name.removesuffix(PurePosixPath(name).suffix)


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _names_in(source: Path) -> Iterator[str]:
    """What may be a name of a file in the first lines of a list, whatever parts its cells."""
    try:
        lines = lines_of(read_list(source, HEAD_BYTES))
        first = [line for _, line in lines][:PROBED]
    except (VoxloomError, OSError):
        return
    for line in first:
        cells = [line, *line.split(maxsplit=1)[1:], *re.split(r"[|,;\t\"]", line)]
        for cell in dict.fromkeys(cell.strip().replace("\\", "/") for cell in cells):
            if cell and not is_absolute(cell) and ".." not in cell and "\0" not in cell:
                yield cell


def _audio_at(folder: Path, name: str) -> Iterator[Path]:
    """The file of that name, with or without a suffix of audio."""
    for suffix in ("",) if is_audio(name) else AUDIO:
        path = folder / f"{name}{suffix}"
        if stat.S_ISREG(_mode(path)):
            yield path
