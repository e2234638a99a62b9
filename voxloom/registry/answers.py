"""What a store's SQLite file said of a URI, for as long as nobody has written to the file.

MLflow takes two to three seconds to import, and to ask it is all that it would be needed for.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from voxloom.core import files
from voxloom.core.errors import VoxloomError

ANSWERS = "answers.json"
# Of a SQLite file: its header, where that says how it is written to, and the count of changes.
HEADER = 100  # bytes
VERSIONS = slice(18, 20)
ROLLBACK_JOURNAL = b"\x01\x01"  # with the other, a write-ahead log, changes stand in other files
CHANGES = slice(24, 28)


def state(database: Path | None) -> str | None:
    """What another writing changes; None where the file does not tell all."""
    if database is None:
        return None
    try:
        with database.open("rb") as file:
            header = file.read(HEADER)
        found = database.stat()
    except OSError:
        return None
    unfinished = database.with_name(f"{database.name}-journal").exists()
    if unfinished or header[VERSIONS] != ROLLBACK_JOURNAL:
        return None
    parts = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, header[CHANGES].hex())
    return ":".join([str(database.resolve()), *map(str, parts)])


def recall(cache: Path, state: str | None, uri: str) -> str | None:
    """The digest that a URI led to when the database was in this state; None where unknown."""
    return None if state is None else _known(cache, state).get(uri)


def remember(cache: Path, state: str | None, uri: str, digest: str) -> None:
    """For `recall`, where there is a place to keep it."""
    if state is not None and os.access(cache, os.W_OK):
        digests = {**_known(cache, state), uri: digest}
        with contextlib.suppress(OSError):
            files.write_json(cache / ANSWERS, {"state": state, "digests": digests})


def _known(cache: Path, state: str) -> dict[str, str]:
    """Digests by URI; none from a file that is damaged."""
    try:
        known = files.read_json_object(cache / ANSWERS)
        return dict(known["digests"]) if known["state"] == state else {}
    except (VoxloomError, OSError, KeyError, TypeError, ValueError):
        return {}
