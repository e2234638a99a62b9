from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.dependencies import ROOT
from tests.registry.projects import GATE, write_lock, write_model, write_reports
from voxloom.core import artifact
from voxloom.core.errors import VoxloomError
from voxloom.params import load_params
from voxloom.registry import register as register_module
from voxloom.registry.lineage import dvc_md5
from voxloom.registry.register import Registration, register
from voxloom.registry.store import Store, open_store
from voxloom.registry.versions import (
    Version,
    find_alias,
    find_fingerprint,
    list_versions,
    metric,
)

MODEL = Path("data/models/speech")

KILLED_AT = """
import os, signal
from mlflow import MlflowClient
from voxloom.params import load_params
from voxloom.registry.register import register

def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

MlflowClient.{call} = die
register("speech", load_params())
"""


def register_here() -> Registration:
    return register("speech", load_params())


def versions() -> list[Version]:
    with open_store() as store:
        return list_versions(store, "speech")


def leftovers(system: str) -> tuple[list[str], list[str]]:
    """Runs and logged models that are there."""
    with open_store() as store:
        experiments = [store.experiment(system)]
        runs = [run.info.run_id for run in store.client.search_runs(experiments)]
        return runs, [one.model_id for one in store.client.search_logged_models(experiments)]


def run_states(store: Store) -> list[str]:
    runs = store.client.search_runs([store.experiment("speech")])
    return sorted(run.info.status for run in runs)


def test_a_version_carries_its_origin(registered: Path) -> None:
    (version,) = versions()
    tags = version.tags
    assert tags["model.digest"] == artifact.digest(MODEL)
    assert tags["license"] == "CC0-1.0"
    assert tags["attribution"] == "made by the tests"
    for folder in ("data/corpus", "data/features", "data/models/speech"):
        assert tags[f"data {folder}"] == dvc_md5(Path(folder))
    assert "data data/models/writer" not in tags
    digests = ["fingerprint", "dvc.lock.digest", "params.digest", "environment.digest"]
    assert all(len(tags[name]) == 64 for name in [*digests, "code.digest"])
    evaluation = json.loads(tags["evaluation"])
    assert evaluation["run"] == version.run_id
    assert evaluation["grounds"]["heldout_digest"] == "h1"
    assert version.aliases == ("challenger",)


def test_the_run_shows_everything(registered: Path) -> None:
    with open_store() as store:
        (version,) = list_versions(store, "speech")
        run = store.client.get_run(str(version.run_id))
        assert run.info.status == "FINISHED"
        assert run.data.params["speech.vae.augment.gain_db"] == "3.0"
        assert run.data.params["speech.register.gate"] == GATE
        assert run.data.metrics[GATE] == 5.0
        curve = store.client.get_metric_history(run.info.run_id, "training.validation_mel_error_db")
        assert [(point.step, point.value) for point in curve] == [(10, 9.0)]
        assert run.inputs is not None
        (data,) = run.inputs.dataset_inputs
        assert data.dataset.name == "hums"
        assert data.dataset.digest == dvc_md5(Path("data/corpus"))
        listed = {item.path for item in store.client.list_artifacts(run.info.run_id)}
        assert listed == {"report", "model_card.md", "environment.txt", "dvc.lock"}
        report = {item.path for item in store.client.list_artifacts(run.info.run_id, "report")}
        assert {"report/index.html", "report/audio", "report/metrics"} <= report
        model = store.client.get_registered_model("speech")
        assert [(name, int(v)) for name, v in model.aliases.items()] == [("challenger", 1)]
        card = store.client.get_model_version("speech", "1").description or ""
    for line in ("# speech", "CC0-1.0", "made by the tests", f"| `{GATE}` | 5 |"):
        assert line in card


def test_the_run_shows_nothing_of_another_system(registered: Path) -> None:
    with open_store() as store:
        (version,) = list_versions(store, "speech")
        run = store.client.get_run(str(version.run_id))
        listed = store.client.list_artifacts(run.info.run_id, "report/metrics")
    assert [item.path for item in listed] == ["report/metrics/speech.json"]
    sections = {".".join(name.split(".")[:2]) for name in run.data.params}
    assert {name for name in sections if name.startswith(("speech.", "voice."))} == {
        "speech.vae",
        "speech.register",
    }
    assert not [key for key in run.data.metrics if key.startswith("voice.")]


def test_the_receipt_is_the_same_each_time(registered: Path) -> None:
    again = register_here()
    assert not again.new
    assert again.receipt == {
        "system": "speech",
        "version": 1,
        "model_uri": "models:/speech/1",
        "fingerprint": versions()[0].fingerprint,
        "store": "sqlite:///mlflow.db",
    }
    assert len(versions()) == 1
    with open_store() as store:
        assert run_states(store) == ["FINISHED"]


def test_another_model_is_another_version_and_the_first_can_return(project: Path) -> None:
    first = register_here()
    kept = (project / "dvc.lock").read_text()
    write_model(project / MODEL, seed=2)
    write_lock(project)
    second = register_here()
    assert (first.version.number, second.version.number, second.new) == (1, 2, True)
    write_model(project / MODEL, seed=1)
    write_lock(project)
    assert (project / "dvc.lock").read_text() == kept
    returned = register_here()
    assert (returned.version.number, returned.new) == (1, False)
    assert returned.version.aliases == ("challenger",)


def test_new_figures_for_a_known_version(project: Path) -> None:
    register_here()
    write_reports(project / "data", "h2", {GATE: 4.0})
    write_lock(project)
    assert not register_here().new
    with open_store() as store:
        (version,) = list_versions(store, "speech")
        assert metric(store, version, GATE) == 4.0
        assert version.evaluation is not None
        assert version.evaluation.grounds["heldout_digest"] == "h2"
        assert version.evaluation.run_id != version.run_id
        first = store.client.get_run(str(version.run_id))
        assert first.data.metrics[GATE] == 5.0


def test_a_model_that_dvc_does_not_know_is_refused(project: Path) -> None:
    write_model(project / MODEL, seed=2)
    with pytest.raises(VoxloomError, match=r"data/models/speech is not what dvc\.lock records"):
        register_here()
    assert versions() == []


def test_changed_weights_are_refused(project: Path) -> None:
    with (project / MODEL / "weights.safetensors").open("ab") as file:
        file.write(b"0")
    with pytest.raises(VoxloomError, match="its sha256 differs"):
        register_here()


@pytest.mark.parametrize("value", ['"5"', "true", "null"])
def test_a_metric_that_is_no_number(project: Path, value: str) -> None:
    (project / "data/reports/metrics/speech.json").write_text(f'{{"speech.x": {value}}}')
    with pytest.raises(VoxloomError, match=r"metrics/speech\.json: speech\.x: .* is no number"):
        register_here()


def test_missing_evaluation(project: Path) -> None:
    (project / "data/evaluation/speech/grounds.json").write_text("{}")
    with pytest.raises(VoxloomError, match=r"grounds\.json: does not say what speech was measured"):
        register_here()
    assert versions() == []


@pytest.mark.parametrize(
    ("call", "left", "states"),
    [
        ("log_artifacts", 0, ["FINISHED", "KILLED"]),
        ("set_registered_model_alias", 1, ["FINISHED"]),
    ],
)
def test_a_killed_registration_is_finished_by_the_next(
    project: Path, monkeypatch: pytest.MonkeyPatch, call: str, left: int, states: list[str]
) -> None:
    """Killed once within the run, once right after the version is there."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    killed = subprocess.run([sys.executable, "-c", KILLED_AT.format(call=call)], timeout=90)
    assert killed.returncode == -signal.SIGKILL
    assert len(versions()) == left
    assert all(version.aliases == () for version in versions())
    result = register_here()
    assert result.new is (left == 0)
    (version,) = versions()
    assert version.aliases == ("challenger",)
    assert {"fingerprint", "evaluation", "dvc.lock.digest"} <= set(version.tags)
    with open_store() as store:
        assert run_states(store) == states


def test_of_two_registrations_at_once_the_first_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one registers between this one's look and its own version."""

    def beaten(known: list[Version], fingerprint: str) -> Version | None:
        monkeypatch.setattr(register_module, "find_fingerprint", find_fingerprint)
        found = find_fingerprint(known, fingerprint)
        register_here()
        return found

    monkeypatch.setattr(register_module, "find_fingerprint", beaten)
    result = register_here()
    assert (result.version.number, result.new) == (1, False)
    (version,) = versions()
    assert find_fingerprint([version], version.fingerprint) == version
    assert find_alias([version], "challenger") == version


def test_a_registration_that_fails_leaves_nothing(project: Path) -> None:
    """Refused by the database at the last step, when run and model are logged."""
    with closing(sqlite3.connect("mlflow.db")) as database:
        database.execute(
            "CREATE TRIGGER full_up BEFORE INSERT ON model_versions BEGIN "
            "SELECT RAISE(ABORT, 'no place'); END"
        )
    with pytest.raises(VoxloomError, match="creation error"):
        register_here()
    assert leftovers("speech") == ([], [])
    with closing(sqlite3.connect("mlflow.db")) as database:
        database.execute("DROP TRIGGER full_up")
    assert register_here().version.number == 1
    assert [len(found) for found in leftovers("speech")] == [1, 1]


def test_only_what_the_stages_wrote_is_shown(project: Path) -> None:
    """Not what a killed write left, nor what a person keeps beside the report."""
    reports = project / "data/reports"
    for name in ("index.html.4711.partial", "old-notes.txt", "mine/secret.txt"):
        (reports / name).parent.mkdir(exist_ok=True)
        (reports / name).write_text("mine")
    register_here()
    with open_store() as store:
        (version,) = list_versions(store, "speech")
        listed = {item.path for item in store.client.list_artifacts(str(version.run_id), "report")}
    names = ("absent.json", "audio", "grounds.json", "index.html", "metrics")
    assert listed == {f"report/{name}" for name in names}


def test_a_report_that_dvc_does_not_know_is_refused(project: Path) -> None:
    (project / "data/evaluation/speech/audio/mine.wav").write_bytes(b"mine")
    with pytest.raises(VoxloomError, match=r"data/evaluation/speech is not what dvc\.lock records"):
        register_here()
    assert leftovers("speech") == ([], [])


def test_a_version_whose_run_is_gone_is_evaluated_anew(project: Path) -> None:
    first = register_here()
    with open_store() as store:
        store.client.delete_run(str(first.version.run_id))
    assert not register_here().new
    with open_store() as store:
        (version,) = list_versions(store, "speech")
        assert metric(store, version, GATE) == 5.0
