"""A project that was moved, copied or has an odd name speaks with its own files."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.dependencies import ROOT
from tests.registry.projects import GATE
from tests.registry.servers import environment
from tests.registry.test_database import unprivileged
from voxloom.core import artifact
from voxloom.core.errors import VoxloomError
from voxloom.registry.download import model_folder
from voxloom.registry.places import trained_model
from voxloom.registry.relocation import COLUMNS, bring_up_to_date
from voxloom.registry.remeasure import measure_again
from voxloom.registry.store import open_store
from voxloom.registry.versions import parse_uri, resolve

URI = "models:/speech/1"
ODD = "it's #1, 50% %41 ?x;&+= ümläut 日本."
FETCH = """
from voxloom.registry.download import model_folder
print(model_folder("models:/speech/1").resolve())
"""
REGISTER = f"""
from voxloom.params import load_params
from voxloom.registry.register import register
print(register("speech", load_params()).version.number)
{FETCH}
"""


def places(folder: Path) -> list[str]:
    """Every place that a project's store holds."""
    with closing(sqlite3.connect(folder / "mlflow.db")) as connection:
        return [
            place
            for table, column in COLUMNS
            for (place,) in connection.execute(f"SELECT {column} FROM {table}")
            if place and "/" in place and not place.startswith("models:")
        ]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def original(tmp_path: Path, home: Path) -> Path:
    """A project with a registered version, as it was moved here from elsewhere."""
    folder = tmp_path / "original"
    shutil.copytree(home, folder, ignore=shutil.ignore_patterns(".voxloom"))
    settle(folder)
    return folder


def settle(folder: Path) -> None:
    bring_up_to_date(folder / "mlflow.db", folder / "mlruns")


@pytest.mark.parametrize("transfer", [shutil.move, shutil.copytree])
def test_a_moved_or_copied_project_has_its_own_files(
    original: Path, transfer: Callable[[Path, Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = original.with_name("there")
    transfer(original, there)
    before = snapshot(original)
    for weights in original.glob("mlruns/**/*.safetensors"):
        weights.write_bytes(b"of the original")
    monkeypatch.chdir(there)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    assert artifact.digest(model_folder(URI)) == artifact.digest(trained_model("speech"))
    assert places(there)
    assert all(place.startswith(f"file://{there}/mlruns/") for place in places(there))
    changed = snapshot(original)
    assert {name for name in before if before[name] != changed[name]} <= {
        name for name in before if name.endswith(".safetensors")
    }


def test_any_name_of_a_folder(project: Path) -> None:
    odd, other = project.parent / ODD, project.parent / f"{ODD} again"
    beside = set(project.parent.iterdir())
    project.rename(odd)
    assert run(REGISTER, odd).splitlines() == ["1", str(next(odd.glob(".voxloom/models/*")))]
    odd.rename(other)
    shutil.rmtree(other / ".voxloom")
    assert run(FETCH, other) == str(next(other.glob(".voxloom/models/*")))
    assert set(project.parent.iterdir()) == beside - {project} | {other}
    other.rename(project)


def run(code: str, folder: Path) -> str:
    """In a process of its own: MLflow keeps what it opened under an address."""
    variables = environment(PYTHONPATH=str(ROOT), PYTHONWARNINGS="ignore")
    variables.pop("MLFLOW_TRACKING_URI", None)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_what_mlflow_itself_wrote_is_brought_up_to_date(original: Path) -> None:
    with closing(sqlite3.connect(original / "mlflow.db")) as connection, connection:
        for table, column in COLUMNS:
            connection.execute(
                f"UPDATE {table} SET {column} = "
                f"replace(replace({column}, 'file://', ''), '{original}', '/gone/a#b')"
            )
    assert any(place.startswith("/gone/a#b/mlruns/") for place in places(original))
    settle(original)
    assert all(place.startswith(f"file://{original}/mlruns/") for place in places(original))


def test_many_openings_at_once(original: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    original.rename(there)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(settle, [there] * 8))
    assert all(place.startswith(f"file://{there}/mlruns/") for place in places(there))


def test_a_folder_that_a_person_chose_stays(original: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "big disk" / "mlruns"
    chosen.parent.mkdir()
    (original / "mlruns").rename(chosen)
    with closing(sqlite3.connect(original / "mlflow.db")) as connection, connection:
        for table, column in COLUMNS:
            connection.execute(
                f"UPDATE {table} SET {column} = "
                f"replace({column}, '{(original / 'mlruns').as_uri()}', '{chosen.as_uri()}')"
            )
    before = places(original)
    settle(original)
    assert places(original) == before


@pytest.mark.parametrize("how", ["elsewhere", "link", "hard link"])
def test_a_store_that_is_not_this_folders_is_not_touched(
    how: str, original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    original.rename(there)
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if how == "elsewhere":
        monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{there}/mlflow.db")
    elif how == "link":
        Path("mlflow.db").symlink_to(there / "mlflow.db")
    else:
        Path("mlflow.db").hardlink_to(there / "mlflow.db")
    before = snapshot(there)
    with pytest.raises(VoxloomError, match="its files are gone"):
        model_folder(URI)
    assert snapshot(there) == before


def test_a_moved_project_that_cannot_be_written(original: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    original.rename(there)
    before = snapshot(there)
    folders = [there, *(path for path in there.rglob("*") if path.is_dir())]
    for path in (*folders, there / "mlflow.db"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = unprivileged(f"import os\nos.chdir({str(there)!r})\n{FETCH}")
    finally:
        for path in folders:
            path.chmod(0o755)
    assert done.stdout.startswith(f"{there}/mlruns/"), done.stderr
    assert snapshot(there) == before


def test_files_that_are_gone_are_missed_wherever_they_are_asked_for(
    original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(original / "mlruns")
    monkeypatch.chdir(original)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    missing = (
        r"^models:/speech/1: its files are gone: mlruns/.* is missing here; bring it back, or reg"
    )
    with pytest.raises(VoxloomError, match=missing):
        model_folder(URI)
    with open_store() as store:
        version = resolve(store, parse_uri(URI))
        with pytest.raises(VoxloomError, match=missing):
            measure_again(store, version, GATE)
