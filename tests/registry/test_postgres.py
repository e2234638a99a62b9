"""A team's registry: MLflow's server on PostgreSQL, which holds every text to its column."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from tests.registry.postgres import postgres
from tests.registry.projects import CORPUS, GATE, write_lock, write_model, write_reports
from tests.registry.servers import mlflow_server
from tests.registry.test_register import leftovers
from voxloom.audio.wave.wav import decode_bytes
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.params import load_params
from voxloom.registry.gate import promote, rollback, status
from voxloom.registry.register import register
from voxloom.registry.reproduce import reproduce
from voxloom.registry.store import open_store

LONG = {
    "name": "Stimmen | <b>Ärzte</b>\n" * 60,
    "license": "Free as long as the following is said. " * 400,
    "attribution": "Zoë\x00\U0001f600 & 'friends' \\ 朗読 " * 2000,
}
COLUMN = "ALTER TABLE model_versions ALTER COLUMN description TYPE VARCHAR({length})"


@pytest.fixture
def database() -> Iterator[str]:
    with postgres() as address:
        yield address


def test_register_gate_and_serve_on_postgres(
    database: str, project: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    write_all_too_long(project)
    (project / "mlflow.db").unlink()
    server = tmp_path_factory.mktemp("server")
    arguments = ["server", "--backend-store-uri", database, "--artifacts-destination", "kept"]
    quiet = {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    with mlflow_server([*arguments, "--workers", "1"], server, "/health", **quiet) as address:
        monkeypatch.setenv("MLFLOW_TRACKING_URI", address)
        engine = sqlalchemy.create_engine(database)
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(COLUMN.format(length=10)))
        with pytest.raises(VoxloomError, match="too long for type"):
            register("speech", load_params())
        assert leftovers("speech") == ([], [])
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(COLUMN.format(length=5000)))

        first, again = register("speech", load_params()), register("speech", load_params())
        assert (first.version.number, first.new, again.new) == (1, True, False)
        assert promote("speech").outcome == "promoted"
        assert reproduce("models:/speech@champion", load_params()).identical
        write_model(project / "data/models/speech", seed=2)
        write_lock(project)
        register("speech", load_params())
        monkeypatch.setenv("VOXLOOM_FLOW_RUN", "a name " * 1000)
        assert promote("speech").outcome == "kept"
        assert promote("speech", force=True).outcome == "promoted"
        assert rollback("speech").version == 1
        assert [row.aliases for row in status("speech")] == [("challenger",), ("champion",)]
        served(server)
    engine.dispose()


def write_all_too_long(project: Path) -> None:
    """Every text that comes from outside longer than its column, and 150 figures."""
    files.write_json(project / "data/corpus/corpus.json", {**CORPUS, **LONG})
    write_model(project / "data/models/speech", seed=1, corpus={**CORPUS, **LONG})
    figures = {f"speech.heldout.figure_number_{number}_db": 1.0 for number in range(150)}
    write_reports(project / "data", "h1", {GATE: 5.0, **figures})
    write_lock(project)


def served(server: Path) -> None:
    """What `mlflow models serve` does, in this process."""
    import mlflow
    import pandas as pd

    with open_store():
        model = mlflow.pyfunc.load_model("models:/speech@champion")
    answer = model.predict(pd.DataFrame({"operation": ["sample"]}), params={"seconds": 0.2})
    assert decode_bytes(base64.b64decode(answer["audio"][0])).seconds > 0.1
    assert (server / "kept").is_dir()
