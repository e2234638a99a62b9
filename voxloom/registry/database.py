"""The SQLite file of a store: made whole, and looked at before MLflow may change it."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from voxloom.core.errors import VoxloomError

MENDED = "restore it, or remove it and run `dvc repro -f -s register`"
LOCKED_S = 10.0  # how long another process's lock is waited for
# By the beginning of SQLite's own names for what went wrong.
COMPLAINTS = {
    "SQLITE_READONLY": "cannot be written: make it and its folder writable",
    "SQLITE_BUSY": "is locked by another process: end that one, or wait for it",
    "SQLITE_LOCKED": "is locked by another process: end that one, or wait for it",
    "SQLITE_CANTOPEN": "cannot be opened: let it and its folder be read and written",
    "SQLITE_PERM": "cannot be opened: let it and its folder be read and written",
    "SQLITE_FULL": "cannot be written: the disk is full",
    "SQLITE_IOERR": "cannot be read or written: the disk is full or failing",
}
DAMAGED = f"is damaged: {MENDED}"
REVISION = re.compile(r"^(revision|down_revision)\s*(?::[^=]*)?=\s*['\"](\w+)['\"]", re.MULTILINE)


def exists(path: Path) -> bool:
    """Whether there is a file with something in it; MLflow fills an empty one."""
    return path.is_dir() or (path.is_file() and path.stat().st_size > 0)


def check(path: Path, name: str) -> None:
    """Raises VoxloomError unless MLflow can use the file as it is; `name` is what it is called.

    MLflow changes a database of an older release, or of somebody else's, as soon as it opens it.
    """
    if path.is_dir():
        raise VoxloomError(f"{name} is a folder, no database: move it away, or {MENDED}")
    with told(name), _connect(path, "ro") as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            return
        if "alembic_version" not in tables:
            raise VoxloomError(f"{name} is no database of MLflow's: {MENDED}")
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        _check_revision(name, found[0] if found else None)


def check_thoroughly(path: Path, name: str) -> None:
    """Raises VoxloomError unless the file is sound throughout and can be written."""
    check(path, name)
    if not all(os.access(needed, os.W_OK) for needed in (path, path.parent)):
        raise VoxloomError(f"{name} {COMPLAINTS['SQLITE_READONLY']}")
    with told(name), _connect(path, "rw") as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise VoxloomError(f"{name} {DAMAGED}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn SQLite's errors into VoxloomErrors that name the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise VoxloomError(f"{name} {complaint(error)}") from None


def complaint(error: sqlite3.Error) -> str:
    """What is wrong with the file, and what to do."""
    code = getattr(error, "sqlite_errorname", "")
    return next((text for start, text in COMPLAINTS.items() if code.startswith(start)), DAMAGED)


def is_readonly(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))


def sqlite_error(error: BaseException | None) -> sqlite3.Error | None:
    """SQLite's own error behind one of SQLAlchemy's or MLflow's."""
    while error is not None:
        for one in (error, getattr(error, "orig", None)):
            if isinstance(one, sqlite3.Error):
                return one
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """All of the block's changes or none; others wait. Raises sqlite3.Error."""
    with _connect(path, "rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Raises sqlite3.Error."""
    with _connect(path, "ro") as connection:
        yield connection


def make(path: Path, artifacts: Path) -> None:
    """Fill a new SQLite file under another name, then give it its own.

    MLflow fills it in many transactions and can never use one it was killed in [tried: 5 of 6
    kills]. The link fails where another process was faster, whose file then stands.
    """
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path)
    with _held(_partial(path, str(os.getpid()))) as partial:
        root = artifacts.absolute().as_uri()
        whole = SqlAlchemyStore(uri(partial), root)  # type: ignore[no-untyped-call]
        whole.engine.dispose()
        if path.is_file() and not exists(path):
            path.unlink()  # empty: somebody's `touch`
        try:
            path.hardlink_to(partial)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                partial.rename(path)


def uri(path: Path) -> str:
    """The file's URI for MLflow, relative to here where it can be.

    Of a path that has to be quoted MLflow makes a folder of the quoted name beside it.
    """
    plain = path.as_posix()
    if quote(plain) != plain and path.is_relative_to(Path.cwd()):
        return f"sqlite:///{quote(path.relative_to(Path.cwd()).as_posix())}"
    return f"sqlite:///{quote(plain)}"


def sweep(path: Path) -> None:
    """Remove what processes left that were killed while they made the database."""
    for partial in path.parent.glob(_partial(path, "*").name):
        with suppress(OSError), partial.open("rb") as file:  # its maker lives, or it is not ours
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(partial)


def _partial(path: Path, process: str) -> Path:
    return path.with_name(f".{path.stem}-{process}.partial.db")


@contextmanager
def _held(partial: Path) -> Iterator[Path]:
    """An empty file that nobody sweeps away while the block runs; gone after it."""
    with partial.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield partial
        finally:
            _remove(partial)


def _remove(partial: Path) -> None:
    """With the journal that belongs to it."""
    partial.unlink(missing_ok=True)
    partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)


@contextmanager
def _connect(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(path.as_posix())}?mode={mode}"
    with closing(
        sqlite3.connect(address, timeout=LOCKED_S, uri=True, isolation_level=None)
    ) as connection:
        yield connection


def _check_revision(name: str, found: str | None) -> None:
    known = _revisions()
    newest = set(known) - set(known.values())
    if found in newest:
        return
    if found in known:
        raise VoxloomError(
            f"{name} is of an older MLflow: keep a copy of it, then run "
            f"`mlflow db upgrade sqlite:///{name}`"
        )
    raise VoxloomError(
        f"{name} is of another MLflow than the one installed (its schema is {found}): install "
        f"that one, or {MENDED}"
    )


def _revisions() -> dict[str, str]:
    """The schemas that the installed MLflow knows, each with the one before it.

    Read from its files: to import it takes longer than everything else here.
    """
    package = importlib.util.find_spec("mlflow")
    folders = package.submodule_search_locations if package else None
    known: dict[str, str] = {}
    for folder in folders or []:
        for path in Path(folder, "store/db_migrations/versions").glob("*.py"):
            named = dict(REVISION.findall(path.read_text(encoding="utf-8")))
            if "revision" in named:
                known[named["revision"]] = named.get("down_revision", "")
    return known
