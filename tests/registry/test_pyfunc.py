from __future__ import annotations

import base64
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.dependencies import ROOT
from tests.registry.installed import REFUSED, not_installed
from tests.registry.projects import hum
from voxloom.audio.wave.wav import decode_bytes, encode
from voxloom.core import artifact
from voxloom.core.errors import VoxloomError
from voxloom.registry.download import model_folder
from voxloom.registry.store import open_store

HUM = base64.b64encode(encode(hum(0.5), "WAV")).decode()
URI = "models:/speech@challenger"

IN_A_FRESH_PROCESS = f"""
{REFUSED}
import mlflow, pandas
model = mlflow.pyfunc.load_model(sys.argv[1])
answer = model.predict(pandas.DataFrame({{"operation": ["sample"]}}), params={{"seconds": 0.3}})
import voxloom
print(json.dumps({{
    "code": voxloom.__file__,
    "rows": len(answer),
    "imported": sorted(set(name.partition(".")[0] for name in sys.modules)),
}}))
"""


@pytest.fixture
def model(registered: Path) -> Any:
    import mlflow

    with open_store():
        return mlflow.pyfunc.load_model(URI)


def test_a_table_of_requests(model: Any) -> None:
    import pandas as pd

    table = pd.DataFrame(
        {
            "operation": ["reconstruct", "interpolate", "sample"],
            "audio": [HUM, HUM, None],
            "audio_b": [None, HUM, None],
        }
    )
    answer = model.predict(table, params={"seconds": 0.25, "steps": 2})
    assert list(answer.columns) == ["row", "audio", "rate", "seconds"]
    assert list(answer["row"]) == [0, 1, 1, 2]
    lengths = [decode_bytes(base64.b64decode(text)).seconds for text in answer["audio"]]
    assert lengths == list(answer["seconds"])
    assert lengths == pytest.approx([0.5, 0.5, 0.5, 0.25], abs=0.05)


def test_columns_that_are_not_needed_may_be_left_out(model: Any) -> None:
    import pandas as pd

    assert len(model.predict(pd.DataFrame({"operation": ["sample"]}))) == 1


def test_errors_reach_the_caller(model: Any) -> None:
    import pandas as pd
    from mlflow.exceptions import MlflowException

    table = pd.DataFrame({"operation": ["sample", "reconstruct"], "audio": [None, "?"]})
    with pytest.raises(MlflowException, match=r"^row 1, column audio: is not base64"):
        model.predict(table, params={"seconds": 0.1})
    with pytest.raises(MlflowException, match="params, steps: 1 is not between"):
        model.predict(table, params={"steps": 1})


def test_it_brings_its_own_code_and_little_else(registered: Path, tmp_path: Path) -> None:
    """In another folder, without this project on the path; the artifacts alone are enough."""
    import mlflow

    with open_store():
        folder = mlflow.artifacts.download_artifacts(URI, dst_path=str(tmp_path))
    listed = Path(folder) / "requirements.txt"
    done = subprocess.run(
        [sys.executable, "-c", IN_A_FRESH_PROCESS, folder, not_installed(listed)],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "MLFLOW_DISABLE_TELEMETRY": "true"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["rows"] == 1
    assert Path(said["code"]).is_relative_to(Path(folder) / "code")
    unwanted = {"dvc", "prefect", "librosa", "av", "faster_whisper", "joblib"}
    assert not unwanted & set(said["imported"])
    pins = listed.read_text().split()
    assert all("==" in pin for pin in pins)
    assert {pin.partition("==")[0] for pin in pins} >= {"torch", "torchaudio", "mlflow"}
    assert not list(Path(folder).rglob("*.pkl"))


def test_changed_weights_are_refused_at_load(registered: Path, tmp_path: Path) -> None:
    import mlflow

    with open_store():
        folder = Path(mlflow.artifacts.download_artifacts(URI, dst_path=str(tmp_path / "m")))
        weights = folder / "artifacts/speech/weights.safetensors"
        data = bytearray(weights.read_bytes())
        data[-1] ^= 1
        weights.write_bytes(bytes(data))
        with pytest.raises(VoxloomError, match="its sha256 differs"):
            mlflow.pyfunc.load_model(str(folder))


def test_model_folder_is_fetched_once(registered: Path) -> None:
    shutil.rmtree(".voxloom", ignore_errors=True)
    folder = model_folder(URI)
    artifact.verify(folder)
    assert folder == model_folder("models:/speech/1")
    assert artifact.digest(folder) == folder.name == artifact.digest(Path("data/models/speech"))


def test_a_store_is_asked_again_only_when_it_was_written_to(
    registered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To ask it takes seconds of imports, at each `voxloom say`."""
    folder = model_folder(URI)

    def asked() -> None:
        raise AssertionError("asked")

    monkeypatch.setattr("voxloom.registry.download.open_store", asked)
    assert model_folder(URI) == folder
    with closing(sqlite3.connect("mlflow.db")) as connection, connection:
        connection.execute("UPDATE experiments SET name = name")
    with pytest.raises(AssertionError, match="asked"):
        model_folder(URI)


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("models:/speech@nobody", "has no nobody of speech"),
        ("models:/speech/9", "version 9 is not in"),
        ("models:/writer@champion", "has no champion of writer"),
        ("models:/../x@y", "write models:/NAME@champion"),
        ("speech", "write models:/NAME@champion"),
    ],
)
def test_uris_that_lead_nowhere(registered: Path, uri: str, message: str) -> None:
    with pytest.raises(VoxloomError, match=message):
        model_folder(uri)


def test_the_package_is_where_this_test_thinks(registered: Path) -> None:
    import voxloom

    assert Path(voxloom.__file__).is_relative_to(ROOT)
