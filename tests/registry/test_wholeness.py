"""Files of a version that the store has lost, and how they come back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.registry.projects import write_lock, write_model
from voxloom.core import files
from voxloom.core.project import RECEIPTS
from voxloom.params import load_params
from voxloom.registry.gate import decisions, promote
from voxloom.registry.register import register
from voxloom.registry.reproduce import reproduce
from voxloom.registry.store import open_store
from voxloom.registry.versions import Version, require_version
from voxloom.registry.wholeness import examine
from voxloom.verify import verify

URI = "models:/speech/1"
SPEECH = Path("data/models/speech")


def examined() -> list[tuple[str, str]]:
    with open_store() as store:
        return examine(store)


def version() -> Version:
    with open_store() as store:
        return require_version(store, "speech", 1)


def model_files() -> Path:
    (folder,) = Path("mlruns").rglob("MLmodel")
    return folder.parent


def lose_all() -> None:
    shutil.rmtree("mlruns")


def damage_weights() -> None:
    path = model_files() / "artifacts/speech/weights.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def damage_code() -> None:
    with (model_files() / "code/voxloom/serve/service.py").open("a") as file:
        file.write("# changed\n")


@pytest.mark.parametrize(
    ("lose", "told"),
    [
        (lose_all, "its files (cannot be fetched|are gone)"),
        (damage_weights, r"damaged: artifacts/speech/weights\.safetensors is not the file"),
        (damage_code, "not those that were registered"),
    ],
)
def test_lost_files_come_back_under_the_same_number(
    project: Path, lose: Callable[[], None], told: str
) -> None:
    import re

    import mlflow

    register("speech", load_params())
    promote("speech")
    before, history = version(), decisions("speech")
    assert examined() == []
    lose()
    ((uri, why),) = examined()
    assert uri == URI
    assert re.search(told, why)
    found = reproduce(URI, load_params())
    assert not found.identical
    assert found.summary == f"{URI}: {why}"

    again = register("speech", load_params())
    assert (again.version.number, again.new, again.brought_back) == (1, False, True)
    assert examined() == []
    assert reproduce(URI, load_params()).identical
    after = version()
    assert after.aliases == before.aliases == ("challenger", "champion")
    assert decisions("speech") == history
    assert {**after.tags, "files.digest": ""} == {**before.tags, "files.digest": ""}
    with open_store() as store:
        mlflow.pyfunc.load_model("models:/speech@champion")
        listed = {item.path for item in store.client.list_artifacts(str(after.run_id))}
    assert listed == {"report", "model_card.md", "environment.txt", "dvc.lock"}
    assert not register("speech", load_params()).brought_back


def test_a_version_whose_model_is_not_here_stays_lost(project: Path) -> None:
    register("speech", load_params())
    write_model(SPEECH, seed=2)
    write_lock(project)
    shutil.rmtree("mlruns")
    register("speech", load_params())
    assert [uri for uri, _ in examined()] == [URI]


def test_voxloom_verify_names_it(project: Path) -> None:
    files.write_json(RECEIPTS, {"speech": register("speech", load_params()).receipt})
    damage_weights()
    (project / ".dvc").mkdir()
    (project / ".dvc/config").write_text("[core]\n    no_scm = true\n    analytics = false\n")
    named = [finding for finding in verify() if finding.place == Path(URI)]
    assert len(named) == 1
    assert "weights.safetensors is not the file that was saved" in named[0].trouble
    assert named[0].remedy.startswith("`dvc repro -f -s register` brings back")


def test_what_loading_leaves_behind_is_no_damage(project: Path) -> None:
    import mlflow

    register("speech", load_params())
    with open_store():
        mlflow.pyfunc.load_model(URI)
    (model_files() / "code/voxloom/__pycache__").mkdir(exist_ok=True)
    (model_files() / "code/voxloom/__pycache__/speech.cpython-311.pyc").write_bytes(b"x")
    assert examined() == []
