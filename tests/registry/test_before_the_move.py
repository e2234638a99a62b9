"""Versions that were registered before the code moved into rooms: loaded, spoken with, served.

`before_the_move.tar.xz` holds the store of a project of that time with `models:/speech/1` and
`models:/voice/1`, tiny and untrained, with the code they carry.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile
from typer.testing import CliRunner

from tests.registry.projects import hum
from tests.registry.servers import environment
from voxloom.audio.wave.wav import write_wav
from voxloom.cli import app as cli
from voxloom.corpora.archives import unpack_tar
from voxloom.registry.store import open_store

STORE = Path(__file__).with_name("before_the_move.tar.xz")
SERVE = """
import json, sys
import mlflow
import pandas
mlflow.set_tracking_uri("sqlite:///mlflow.db")
model = mlflow.pyfunc.load_model(sys.argv[1])
answer = model.predict(pandas.DataFrame(json.loads(sys.argv[2])))
import voxloom
print(json.dumps([voxloom.__file__, len(answer.iloc[0]["audio"])]))
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    unpack_tar(STORE, folder)
    write_wav(folder / "in.wav", hum(0.5))
    return folder


@pytest.fixture
def project(old: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("MLFLOW_TRACKING_URI", "MLFLOW_REGISTRY_URI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(old)
    return old


@pytest.mark.parametrize(
    ("command", "written"),
    [
        ("say hello --voice models:/voice/1 -o said.wav", "said.wav"),
        ("speech reconstruct in.wav out.wav --model models:/speech/1", "out.wav"),
    ],
)
def test_commands_take_them(project: Path, command: str, written: str) -> None:
    done = CliRunner().invoke(cli.build(), command.split(), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert soundfile.info(project / written).duration > 0.05


@pytest.mark.parametrize(
    ("uri", "row"),
    [
        ("models:/voice/1", {"text": "hello"}),
        ("models:/speech/1", {"operation": "sample"}),
    ],
)
def test_they_serve_with_the_code_they_carry(project: Path, uri: str, row: dict[str, str]) -> None:
    with open_store():
        pass  # brings the places in the store up to date
    done = subprocess.run(
        [sys.executable, "-P", "-c", SERVE, uri, json.dumps([row])],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    code, characters = json.loads(done.stdout.splitlines()[-1])
    assert Path(code).is_relative_to(project / "mlruns")
    assert characters > 1000
