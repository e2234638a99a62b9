from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dependencies import ROOT
from tests.registry.projects import hum
from tests.registry.servers import answering, http
from voxloom.audio.wave.wav import write_wav
from voxloom.cli.app import build
from voxloom.core.errors import VoxloomError
from voxloom.registry.store import open_store

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
with open_store(make=True):
    time.sleep(60)
"""


COMMANDS = [
    ["say", "Hi.", "-o", "x.wav"],
    ["registry", "versions", "voice"],
    ["registry", "promote", "voice"],
    ["registry", "rollback", "voice"],
    ["registry", "reproduce", "models:/voice@champion"],
    ["speech", "reconstruct", "in.wav", "out.wav", "--model", "models:/speech@champion"],
    ["speech", "sample", "--model", "models:/speech@champion"],
    ["run"],
]


def test_the_store_is_mlflows_own_choice(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store() as store:
        assert store.shown_uri == "sqlite:///mlflow.db"
    with answering(http(200, "{}")) as address:
        monkeypatch.setenv("MLFLOW_TRACKING_URI", address)
        with open_store() as store:
            assert store.shown_uri == address


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[:2])
def test_to_ask_elsewhere_leaves_nothing(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    write_wav(tmp_path / "in.wav", hum(0.2))
    with pytest.raises(VoxloomError, match="run from the project's root folder"):
        build()(command, standalone_mode=False)
    assert list(tmp_path.iterdir()) == [tmp_path / "in.wav"]


def test_a_project_without_a_store_says_what_makes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    Path("dvc.yaml").touch()
    with pytest.raises(VoxloomError, match="nothing is registered here; run `dvc repro`"):
        open_store().__enter__()
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/other/mlflow.db")
    with pytest.raises(VoxloomError, match=r"other/mlflow\.db is missing: correct MLFLOW_TRACKING"):
        open_store().__enter__()
    assert [path.name for path in tmp_path.iterdir()] == ["dvc.yaml"]


def test_a_kill_on_first_use_leaves_no_half_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_MAKING_IT], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "mlflow.db").exists()
    with open_store(make=True) as store:
        assert store.experiment("speech") == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["mlflow.db"]
