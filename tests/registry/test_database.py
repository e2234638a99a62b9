"""A store's file that MLflow cannot use is told of in one line, and stays as it is."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.dependencies import ROOT
from tests.registry.servers import environment
from voxloom.core.errors import VoxloomError
from voxloom.registry import database, store
from voxloom.registry.store import open_store

OTHERS = """
import sys
from voxloom.core.errors import VoxloomError
from voxloom.registry.store import check
try:
    check()
except VoxloomError as error:
    print(error)
print("mlflow" in sys.modules)
"""
PROMOTE = """
from voxloom.core.errors import VoxloomError
from voxloom.registry.store import open_store
with open_store() as store:
    print(len(store.client.search_experiments()))
    store.experiment("speech")
"""


def execute(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(statement)

    return change


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all\n" * 400)


def garbage_within(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def another(path: Path) -> None:
    path.unlink()
    execute("CREATE TABLE songs (name TEXT)")(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


MISUSED = [
    (truncate, "damaged: restore it, or remove it and run `dvc repro -f -s register`"),
    (garbage, "damaged"),
    (garbage_within, "damaged"),
    (another, "no database of MLflow's"),
    (folder, "is a folder"),
    (execute("UPDATE alembic_version SET version_num = 'f5a4f2784254'"), "mlflow db upgrade"),
    (execute("UPDATE alembic_version SET version_num = 'fffffffffffe'"), "of another MLflow"),
    (execute("DELETE FROM alembic_version"), "of another MLflow"),
]
NAMES = ["truncated", "garbage", "within", "another", "folder", "older", "newer", "none"]


@pytest.fixture
def own(tmp_path: Path, empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    return Path(shutil.copy(empty_store, tmp_path / "mlflow.db"))


def contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def left() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.parametrize(("misuse", "why"), MISUSED, ids=NAMES)
def test_one_that_mlflow_cannot_use(own: Path, misuse: Callable[[Path], None], why: str) -> None:
    misuse(own)
    before = contents(own)
    for look in (
        store.check,
        lambda: open_store(make=True).__enter__().client.search_experiments(),
    ):
        with pytest.raises(VoxloomError, match=r"^mlflow\.db ") as caught:
            look()
        assert why in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1
    assert contents(own) == before
    assert left() == ["mlflow.db"]


def test_one_that_breaks_in_use(own: Path) -> None:
    def look() -> None:
        with open_store() as opened:
            execute("DROP TABLE experiments")(own)
            opened.client.search_experiments()

    with pytest.raises(VoxloomError, match=r"^mlflow\.db is damaged: restore it"):
        look()


def test_one_that_is_locked(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOCKED_S", 0.2)
    with closing(sqlite3.connect(own, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for look in (store.check, open_store().__enter__):
            with pytest.raises(VoxloomError, match=r"^mlflow\.db is locked by another process"):
                look()
        other.execute("ROLLBACK")
        store.check()


def test_one_that_cannot_be_written(own: Path) -> None:
    own.chmod(0o444)
    outcome = unprivileged(f"{OTHERS}\n{PROMOTE}")
    lines = outcome.stdout.splitlines()
    assert lines[:2] == ["mlflow.db cannot be written: make it and its folder writable", "False"]
    assert lines[2] == "1"
    assert outcome.stderr.splitlines()[-1].endswith(
        "VoxloomError: mlflow.db cannot be written: make it and its folder writable"
    )
    own.chmod(0o644)
    own.parent.chmod(0o555)
    try:
        assert "cannot be written" in unprivileged(OTHERS).stdout
    finally:
        own.parent.chmod(0o755)


def unprivileged(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python as somebody whom permissions bind, root's own privileges taken away."""
    prefix = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]
    return subprocess.run(
        [*(prefix if os.geteuid() == 0 else []), sys.executable, "-c", code],
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sound_store_is_checked_without_mlflow(own: Path) -> None:
    assert unprivileged(OTHERS).stdout == "False\n"
    own.unlink()
    assert unprivileged(OTHERS).stdout == "False\n"
    assert left() == []


def test_what_dead_makers_left_is_removed(own: Path) -> None:
    dead, journal = Path(".mlflow-7.partial.db"), Path(".mlflow-7.partial.db-journal")
    alive = Path(".mlflow-8.partial.db")
    for path in (dead, journal, alive):
        path.touch()
    with alive.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with open_store():
            pass
    assert left() == [str(alive), "mlflow.db"]


def test_a_failed_maker_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    import mlflow.store.db.utils

    def full(engine: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(mlflow.store.db.utils, "_initialize_tables", full)
    with pytest.raises(VoxloomError, match=r"mlflow\.db "), open_store(make=True):
        pass
    assert left() == []


def test_git_and_dvc_ignore_a_half_made_one() -> None:
    for ignores in (".gitignore", ".dvcignore"):
        assert "/.mlflow-*.partial.db*" in (ROOT / ignores).read_text().splitlines()
