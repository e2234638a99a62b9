"""The registered voice: both systems by the stage's command, then the voice wherever it goes."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.dependencies import ROOT
from tests.registry.installed import REFUSED, not_installed
from tests.registry.projects import VOICE_GATE, write_lock, write_reports, write_voice
from tests.registry.servers import ask, mlflow_server
from voxloom.audio.wave.wav import decode_bytes
from voxloom.core import artifact, files
from voxloom.params import load_params
from voxloom.registry.download import model_folder
from voxloom.registry.fingerprint import normal_name
from voxloom.registry.gate import promote, status
from voxloom.registry.register import register
from voxloom.registry.reproduce import reproduce
from voxloom.registry.store import open_store
from voxloom.systems.names import NAMES

URI = "models:/voice@challenger"
SENTENCE = "Please hold the line until someone is here. "
SERVE = ["models", "serve", "-m", URI, "--env-manager", "local"]

WITHOUT_NETWORK_AND_CACHE = f"""
{REFUSED}
import mlflow.pyfunc, pandas

def refuse(event, arguments):
    assert event != "socket.connect", arguments

sys.addaudithook(refuse)
before = set(sys.modules)
model = mlflow.pyfunc.load_model(sys.argv[1])
table = pandas.DataFrame({{"text": ["It costs $4.50."]}})
answer = model.predict(table, params={{"format": "ogg"}})
import voxloom
print(json.dumps({{
    "code": voxloom.__file__,
    "spoken": list(answer["spoken"]),
    "imported": sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}),
}}))
"""


@pytest.fixture(scope="module")
def voice_home(
    tmp_path_factory: pytest.TempPathFactory, whole_project: Path, empty_store: Path
) -> Path:
    """A project whose models the stage's command registered."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(whole_project, folder, dirs_exist_ok=True)
    shutil.copy(empty_store, folder)
    done = run_stage(folder)
    assert done.returncode == 0, done.stderr
    assert "models:/voice/1 registered; voice.free.wer: 0.25" in done.stderr
    assert "no git commit here: these versions name none" in done.stderr
    return folder


@pytest.fixture
def home(voice_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(voice_home)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    return voice_home


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    """The files of the version, without the rest of the project."""
    import mlflow

    with open_store():
        return Path(mlflow.artifacts.download_artifacts(URI, dst_path=str(tmp_path)))


def run_stage(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tasks.register"],
        cwd=project,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(Path.home())},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def declared() -> set[str]:
    """The distributions that voxloom asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["espeak"]
    names = [text.split(";")[0].split("[")[0] for text in asked]
    return {normal_name(name.partition(">")[0].partition("=")[0].strip()) for name in names}


def imported_distributions(modules: list[str]) -> set[str]:
    from importlib.metadata import packages_distributions

    owners = packages_distributions()
    return {normal_name(name) for module in modules for name in owners.get(module, [])}


def test_a_receipt_a_system(home: Path) -> None:
    receipts = files.read_json(Path("data/register.json"))
    assert tuple(receipts) == NAMES
    for system in NAMES:
        assert receipts[system]["model_uri"] == f"models:/{system}/1"
    again = register("voice", load_params())
    assert (again.new, again.receipt) == (False, receipts["voice"])


def test_a_project_without_a_voice_registers_nothing(project: Path) -> None:
    shutil.rmtree(project / "data/models/voice")
    done = run_stage(project)
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "error: data/models/voice is missing: no voice is trained here; run `dvc repro`, "
        "or `dvc pull` where a remote holds it"
    )
    assert not (project / "data/register.json").exists()
    assert status("speech") == []


def test_a_version_carries_its_origin_and_its_card(home: Path) -> None:
    with open_store() as store:
        version = store.client.get_model_version("voice", "1")
        run = store.client.get_run(str(version.run_id))
        curve = store.client.get_metric_history(run.info.run_id, "training.validation_wer")
    made_of = ["corpus", "features", *(f"models/{name}" for name in ("speech", "prior", "vocoder"))]
    assert {f"data data/{name}" for name in made_of} <= set(version.tags)
    assert version.tags["model.digest"] == artifact.digest(Path("data/models/voice"))
    assert run.data.metrics[VOICE_GATE] == 0.25
    assert [(point.step, point.value) for point in curve] == [(20, 0.9)]
    card = version.description or ""
    shown = [
        *("# voice", "CC0-1.0", "made by the tests", f"| `{VOICE_GATE}` | 0.25 |", "step 30"),
        *("Reads characters: 80 ms a phone and 100 ms more a word", "Griffin-Lim"),
        *("voxloom say", "curl", '{"text": "Hello."}', "Tell listeners", "synthetic"),
    ]
    for words in shown:
        assert words in card
    assert "speech.heldout" not in card


def test_it_needs_neither_network_nor_cache_nor_project(folder: Path, tmp_path: Path) -> None:
    """It brings code, weights and the compiled grammar, and names what must be installed."""
    missing = not_installed(folder / "requirements.txt")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK_AND_CACHE, str(folder), missing],
        cwd=tmp_path,
        env={
            "PATH": "/usr/bin:/bin",
            "MLFLOW_DISABLE_TELEMETRY": "true",
            "VOXLOOM_CACHE": "/dev/null/nowhere",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["spoken"] == ["It costs four dollars fifty cents."]
    assert Path(said["code"]).is_relative_to(folder / "code")
    lines = (folder / "requirements.txt").read_text().splitlines()
    pins = [line for line in lines if not line.startswith("--find-links ")]
    assert all("==" in pin for pin in pins)
    pinned = {normal_name(pin.partition("==")[0]) for pin in pins}
    needed = declared() & imported_distributions(said["imported"])
    assert needed - {"joblib", "pyarrow"} <= pinned, "they come with nemo_text_processing, mlflow"
    assert "espeakng-loader" not in pinned, "this voice reads characters"
    assert not list(folder.rglob("*.pkl"))


def test_errors_reach_the_caller(home: Path) -> None:
    import mlflow
    import pandas as pd
    from mlflow.exceptions import MlflowException

    with open_store():
        model = mlflow.pyfunc.load_model(URI)
    table = model.predict(pd.DataFrame({"text": ["Hello.", "Good-bye."]}), params={"speed": 1.2})
    assert list(table.columns) == [
        "row", "text", "spoken", "left_out", "audio", "rate", "seconds",
    ]  # fmt: skip
    with pytest.raises(MlflowException, match=r"^row 1: no word in"):
        model.predict(pd.DataFrame({"text": ["Hello.", "..."]}))
    with pytest.raises(MlflowException, match=r"params, pitch: 9\.0 is not between"):
        model.predict(pd.DataFrame({"text": ["Hello."]}), params={"pitch": 9})


def test_serve(home: Path) -> None:
    with mlflow_server(SERVE, home, "/ping") as address:
        body: dict[str, Any] = {"dataframe_records": [{"text": "Your code is 4711."}]}
        status_code, answer = ask(address, body)
        assert status_code == 200, answer
        (row,) = answer["predictions"]
        audio = decode_bytes(base64.b64decode(row["audio"]))
        assert (audio.rate, audio.seconds) == (row["rate"], row["seconds"])
        status_code, answer = ask(address, {**body, "params": {"format": "mulaw", "seed": 2}})
        assert (status_code, answer["predictions"][0]["rate"]) == (200, 8000)
        status_code, answer = ask(address, {**body, "params": {"speed": 9.0}})
        assert status_code == 400
        assert "params, speed: 9.0 is not between 0.5 and 2.0" in answer["message"]
        assert "stack_trace" not in answer


def test_a_server_answers_and_goes_on(home: Path) -> None:
    """Too much is answered with what is too much, and no work goes on behind it."""
    settings = {"MLFLOW_SCORING_SERVER_REQUEST_TIMEOUT": "8"}
    with mlflow_server(SERVE, home, "/ping", **settings) as address:
        for rows, message in (
            (_texts("9e" * 500), "row 0: a sentence of"),
            (_texts(*["Hi. " * 1190] * 10), "row 2, column text: with it the request has over"),
            (_texts(*[SENTENCE * 55] * 4), "column text: not done within the 6 s of a request"),
        ):
            status, answer = ask(address, {"dataframe_records": rows, "params": {"speed": 0.5}})
            assert (status, message in answer["message"]) == (400, True), answer
        before = _cpu_seconds(address)
        time.sleep(2)
        assert _cpu_seconds(address) - before < 0.5
        status, answer = ask(address, {"dataframe_records": _texts("Hello.")})
        assert status == 200, answer


def _cpu_seconds(address: str) -> float:
    port = int(address.rpartition(":")[2])
    (server,) = {
        found.pid
        for found in psutil.net_connections("tcp")
        if found.laddr and found.laddr.port == port and found.status == psutil.CONN_LISTEN
    }
    used = psutil.Process(server).cpu_times()
    return float(used.user + used.system)


def _texts(*texts: str) -> list[dict[str, str]]:
    return [{"text": text} for text in texts]


def test_its_files_can_be_had_without_mlflow(home: Path) -> None:
    shutil.rmtree(".voxloom", ignore_errors=True)
    folder = model_folder(URI)
    artifact.verify(folder)
    assert artifact.digest(folder) == artifact.digest(Path("data/models/voice"))


def test_a_new_voice_leaves_the_version_of_the_vae(project: Path) -> None:
    for system in NAMES:
        register(system, load_params())
        assert promote(system).outcome == "promoted"
    write_voice(project / "data/models", seed=2)
    write_reports(project / "data", "h1", {"speech.heldout.mel_error_db": 5.0, VOICE_GATE: 0.2})
    write_lock(project)
    speech, voice = (register(system, load_params()) for system in NAMES)
    assert (speech.new, speech.version.number) == (False, 1)
    assert speech.version.evaluation is not None
    assert speech.version.evaluation.run_id == speech.version.run_id, "its figures did not change"
    assert (voice.new, voice.version.number) == (True, 2)
    assert [promote(system).outcome for system in NAMES] == ["unchanged", "promoted"]
    assert reproduce(URI, load_params()).identical
    assert reproduce("models:/voice/1", load_params()).summary == (
        "models:/voice/1: differs, first at stage prior: data/models/prior"
    )
