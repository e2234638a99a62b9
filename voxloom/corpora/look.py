"""A first look at a corpus: what files there are, and how its lists begin."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from voxloom.corpora.naming import is_audio, stem
from voxloom.corpora.utf8 import lines_of, read_list
from voxloom.errors import VoxloomError

HEAD_BYTES = 1 << 16


@dataclass(frozen=True)
class Look:
    """The files of a corpus by name, relative to its folder, with `/`, sorted."""

    root: Path
    only: str | None  # the one list that was asked for; None: whatever lies in the folder
    names: tuple[str, ...]  # all that is no folder; a link to a folder is one name

    @classmethod
    def at(cls, source: Path) -> Look:
        """Of a folder, or of the folder of a list. Raises VoxloomError when there is neither."""
        if source.is_dir():
            return cls(source, None, tuple(_walk(source)))
        if source.is_file():
            return cls(source.parent, source.name, tuple(_walk(source.parent)))
        raise VoxloomError(f"ingest.source: there is no file or folder {source}")

    def lists(self, *endings: str, folders: Iterable[str] = ("",)) -> list[str]:
        """Files in the folder itself, or in those named, whose names end so."""
        if self.only is not None:
            return [self.only] if self.only.endswith(endings) else []
        places = {PurePosixPath(folder) for folder in folders}
        return [
            name
            for name in self.names
            if name.endswith(endings) and PurePosixPath(name).parent in places
        ]

    def head(self, name: str) -> list[str]:
        """The first lines of a list; none of what cannot be read."""
        try:
            text = read_list(self.root / name, HEAD_BYTES)
        except (VoxloomError, OSError):
            return []
        lines = [line for _, line in lines_of(text)]
        return lines[:-1] if len(text) >= HEAD_BYTES and len(lines) > 1 else lines

    @cached_property
    def audio(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if is_audio(name))

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


def _walk(root: Path) -> list[str]:
    names = []
    for folder, folders, inside in os.walk(root):
        place = Path(folder).relative_to(root)
        links = [name for name in folders if (root / place / name).is_symlink()]
        names += [(place / name).as_posix() for name in inside + links]
    return sorted(names)
