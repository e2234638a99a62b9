"""The registry behind real servers: `mlflow models serve` and `mlflow server`."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.registry.projects import hum
from tests.registry.servers import ask, mlflow_server
from voxloom.audio.wave.wav import decode_bytes, encode
from voxloom.params import load_params
from voxloom.registry.gate import promote
from voxloom.registry.register import register
from voxloom.registry.store import open_store

SERVE = ["models", "serve", "-m", "models:/speech@champion", "--env-manager", "local"]
STORE = ["--backend-store-uri", "sqlite:///mlflow.db", "--artifacts-destination", "kept"]


def test_serve_from_the_project_folder_without_settings(registered: Path) -> None:
    promote("speech")
    sound = base64.b64encode(encode(hum(0.5), "FLAC")).decode()
    with mlflow_server(SERVE, registered, "/ping") as address:
        rows = [{"operation": "reconstruct", "audio": sound}, {"operation": "sample"}]
        status, answer = ask(address, {"dataframe_records": rows, "params": {"seconds": 0.25}})
        assert status == 200, answer
        lengths = [
            decode_bytes(base64.b64decode(row["audio"])).seconds for row in answer["predictions"]
        ]
        assert lengths == pytest.approx([0.5, 0.25], abs=0.05)
        status, answer = ask(address, {"dataframe_records": [{"operation": "sing"}]})
        assert status == 400
        assert "row 0, column operation: 'sing' is none of" in answer["message"]
        assert "stack_trace" not in answer


def test_register_with_a_server(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("server")
    (project / "mlflow.db").rename(elsewhere / "mlflow.db")
    quiet = {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    arguments = ["server", *STORE, "--workers", "1"]
    with mlflow_server(arguments, elsewhere, "/health", **quiet) as address:
        monkeypatch.setenv("MLFLOW_TRACKING_URI", address)
        first, again = register("speech", load_params()), register("speech", load_params())
        assert (first.new, again.new) == (True, False)
        assert first.receipt == again.receipt
        assert first.receipt["store"] == address
        assert promote("speech").outcome == "promoted"
        import mlflow

        with open_store():
            model = mlflow.pyfunc.load_model("models:/speech@champion")
        import pandas as pd

        answer = model.predict(pd.DataFrame({"operation": ["sample"]}), params={"seconds": 0.2})
        assert decode_bytes(base64.b64decode(answer["audio"][0])).seconds > 0.1
    assert not (project / "mlflow.db").exists()
    assert (elsewhere / "kept").is_dir()
