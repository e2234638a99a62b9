from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import pytest

from tests.registry.projects import CORPUS
from voxloom.params import load_params
from voxloom.registry.code import served_modules, serving_code_digest
from voxloom.registry.fingerprint import Origin, environment, read_commit, read_origin


@pytest.fixture
def origin(project: Path) -> Origin:
    return read_origin("speech", load_params(), CORPUS)


def test_same_files_same_fingerprint(origin: Origin) -> None:
    assert read_origin("speech", load_params(), CORPUS).fingerprint == origin.fingerprint


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"model_digest": "other"}, True),
        ({"data": {"data/corpus": "other"}}, True),
        ({"code_digest": "other"}, True),
        ({"lock_digest": "other"}, False),
        ({"params": {"vae": "other"}}, False),
        ({"environment_digest": "other"}, False),
        ({"commit": None}, False),
        ({"flow_run": "other"}, False),
    ],
)
def test_what_belongs_in_the_fingerprint(
    origin: Origin, change: dict[str, object], counts: bool
) -> None:
    changed = dataclasses.replace(origin, **change)  # type: ignore[arg-type]
    assert (changed.fingerprint != origin.fingerprint) is counts


def test_the_flow_run_is_a_tag(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_FLOW_RUN", "run-7")
    tags = read_origin("speech", load_params(), CORPUS).tags
    assert tags["prefect.flow_run"] == "run-7"


def test_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert read_commit() is None
    author = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    (tmp_path / "code.py").write_text("1")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", *author, "commit", "-qm", "one"], check=True)
    (tmp_path / "dvc.lock").write_text("what stages write does not make the code dirty")
    commit = read_commit()
    assert commit is not None
    assert len(commit.sha) == 40
    assert not commit.dirty
    (tmp_path / "new.py").write_text("2")
    dirty = read_commit()
    assert dirty is not None
    assert dirty.dirty


def test_environment_is_sorted_pins() -> None:
    pins = environment()
    assert pins == sorted(pins)
    assert any(pin.startswith("mlflow==") for pin in pins)


def test_serving_code_is_found_by_its_imports() -> None:
    found = {name for name, _ in served_modules("speech")}
    needed = {
        "audio.mel.griffinlim",
        "registry.pyfunc",
        "systems.speech.model.use",
        "systems.speech.serve.service",
    }
    assert {f"voxloom.{name}" for name in needed} <= found
    others = {"registry.register", "cli.app", "audio.clean.clean", "systems.voice.serve.service"}
    assert not {f"voxloom.{name}" for name in others} & found
    assert serving_code_digest("speech") == serving_code_digest("speech")
