"""Where a project's own store says its files are, after the project was moved or copied.

MLflow keeps absolute places. They stay so, since a store may be asked from any folder, and are
brought up to date when the store is opened in its project.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from voxloom.registry import database

# All that hold a place where files are, in MLflow's tables.
COLUMNS = (
    ("experiments", "artifact_location"),
    ("runs", "artifact_uri"),
    ("logged_models", "artifact_location"),
    ("model_versions", "source"),
    ("model_versions", "storage_location"),
    ("trace_tags", "value"),
    ("workspaces", "default_artifact_root"),
)
MOVE = (
    "UPDATE {table} SET {column} = :new || substr({column}, length(:old) + 1) "
    "WHERE substr({column}, 1, length(:old) + 1) = :old || '/'"
)

Moves = Mapping[str, str]  # by where the files were said to be: where they are


def bring_up_to_date(path: Path, artifacts: Path) -> Moves:
    """Have a store's places lie below `artifacts` where they lay below its folder elsewhere.

    Returns what could not be written, since the database is read-only.

    Raises sqlite3.Error.
    """
    with database.reading(path) as connection:
        moves = _moves(connection, artifacts)
    if not moves:
        return {}
    try:
        with database.transaction(path) as connection:
            for old, new in _moves(connection, artifacts).items():
                for table, column in COLUMNS:
                    statement = MOVE.format(table=table, column=column)
                    connection.execute(statement, {"old": old, "new": new})
    except sqlite3.OperationalError as error:
        if not database.is_readonly(error):
            raise
        return moves
    return {}


def moved(location: str, moves: Moves) -> str:
    """Where files are that a store says are at `location`."""
    for old, new in moves.items():
        if location.startswith(f"{old}/"):
            return new + location.removeprefix(old)
    return location


def local_path(location: str) -> Path | None:
    """The folder of an artifact location; None where it is on no disk of this machine."""
    parts = urlsplit(location)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if parts.scheme else Path(unquote(location))


def _moves(connection: sqlite3.Connection, artifacts: Path) -> dict[str, str]:
    here = artifacts.as_uri()
    moves = {}
    for number, name, location in connection.execute(
        "SELECT experiment_id, name, artifact_location FROM experiments"
    ):
        old = _root(location or "", {str(number), quote(name), name}, artifacts.name)
        if old and old not in (here, _plain(artifacts)) and not _stays(old, artifacts):
            moves[old] = here
    return moves


def _root(location: str, names: set[str], folder: str) -> str | None:
    """What precedes an experiment's name or number, where MLflow or we chose the place."""
    root, _, last = location.rpartition("/")
    path = local_path(root)
    if last not in names or path is None or not path.is_absolute() or path.name != folder:
        return None
    return root


def _plain(artifacts: Path) -> str | None:
    """The path as MLflow itself writes it, wrong where it would have to be quoted."""
    plain = artifacts.as_posix()
    return plain if quote(plain) == plain else None


def _stays(old: str, artifacts: Path) -> bool:
    """Whether a person chose that folder: it is not that of a project this one was copied from."""
    path = local_path(old)
    try:
        if path is None or not path.is_dir() or (path.parent / "mlflow.db").exists():
            return False
        return not any((artifacts / child.name).exists() for child in path.iterdir())
    except OSError:  # nobody here can use it
        return False
