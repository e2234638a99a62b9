"""What people put into a project, looked through before DVC opens it.

DVC hashes a dependency by reading every file below it. At a pipe it would wait for ever, at a
device read for ever, and at a link that leads nowhere it ends in a traceback.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from voxloom.core.errors import VoxloomError

KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
SHOWN = 5


def require_regular_files(root: Path, sources: Iterable[Path]) -> None:
    """Raises VoxloomError that names what at or below `sources` is no regular file."""
    found = [
        f"{path.relative_to(root) if path.is_relative_to(root) else path} is {fault}"
        for source in sources
        for path in _files(source)
        if (fault := _fault(path)) is not None
    ]
    if found:
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise VoxloomError(f"{'; '.join(found[:SHOWN])}{more}; take it away, or put a file there")


def _files(source: Path) -> Iterator[Path]:
    """As DVC walks: folders behind links are left out. What is not there at all, DVC names."""
    if not source.is_dir():
        yield from [source] if os.path.lexists(source) else []
        return
    for folder, _, names in os.walk(source):
        yield from (Path(folder, name) for name in sorted(names))


def _fault(path: Path) -> str | None:
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except FileNotFoundError:
        return "a link to what is not there" if path.is_symlink() else None
    except OSError as error:  # a link to itself, a link through what is no folder
        return f"not to be opened ({error.strerror})"
    return KINDS.get(kind)
