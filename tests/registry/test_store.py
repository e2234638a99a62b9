from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.projects import ROOT
from voxloom.errors import VoxloomError
from voxloom.registry.store import open_store, shown

KILLED_WHILE_MAKING_IT = """
import os, signal, threading, time
from pathlib import Path
import mlflow.store.tracking.sqlalchemy_store
from voxloom.registry.store import open_store

def kill():
    while not any(file.stat().st_size > 50_000 for file in Path().glob(".*.partial.db")):
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGKILL)

threading.Thread(target=kill, daemon=True).start()
with open_store():
    time.sleep(60)
"""


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("https://user:secret@host:8443/mlflow?token=secret", "https://host:8443/mlflow"),
        ("postgresql+psycopg2://u:p%40ss@db/mlflow", "postgresql+psycopg2://db/mlflow"),
        ("sqlite:////elsewhere/mlflow.db", "sqlite:////elsewhere/mlflow.db"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
    ],
)
def test_shown_without_secrets(uri: str, text: str) -> None:
    assert shown(uri) == text


def test_shown_relative_to_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(f"sqlite:///{tmp_path}/mlflow.db") == "sqlite:///mlflow.db"


def test_the_store_is_mlflows_own_choice(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store() as store:
        assert store.shown_uri == "sqlite:///mlflow.db"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    with open_store() as store:
        assert store.shown_uri == "http://127.0.0.1:9"


def test_a_store_that_does_not_answer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://user:secret@127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    with (
        pytest.raises(VoxloomError, match=r"MLflow store http://127\.0\.0\.1:9: "),
        open_store() as s,
    ):
        s.experiment("speech")


def test_a_moved_project_is_told_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store() as store:
        store.experiment("speech")
    moved = project.with_name("moved")
    project.rename(moved)
    monkeypatch.chdir(moved)
    with pytest.raises(VoxloomError, match="moved or copied"), open_store() as store:
        store.experiment("speech")


def test_a_kill_on_first_use_leaves_no_half_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_MAKING_IT], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "mlflow.db").exists()
    with open_store() as store:
        assert store.experiment("speech") == "1"
