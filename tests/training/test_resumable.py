"""What a training's checkpoints are keyed by: what its result depends on, and no more."""

from __future__ import annotations

import compileall
import shutil
from pathlib import Path

import pytest
import torch

from tests.dependencies import ROOT
from tests.support.synthetic import vae_params
from voxloom.training.checkpoint import Checkpoint
from voxloom.training.trial import Trial, resumable

CPU = torch.device("cpu")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The code and the data that `vae` reads, and the working directory."""
    for name in ("voxloom", "tasks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dvc.yaml", tmp_path)
    for name in ("corpus/corpus.json", "features/index.jsonl"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def key(**changes: object) -> str:
    return Trial("vae", vae_params(**changes), CPU).key


def test_bytecode_and_what_the_training_does_not_import_do_not_count(project: Path) -> None:
    before = key()
    compileall.compile_dir(project / "voxloom", quiet=1)
    compileall.compile_dir(project / "tasks", quiet=1)
    for name in ("voxloom/cli/app.py", "voxloom/registry/register.py", "tasks/page.py"):
        (project / name).write_text("# changed\n")
    (project / "voxloom/notes.txt").touch()
    assert key() == before


@pytest.mark.parametrize(
    "name",
    [
        "voxloom/training/loop.py",
        "voxloom/systems/speech/model/vae.py",
        "data/features/index.jsonl",
    ],
)
def test_code_and_data_of_the_training_count(project: Path, name: str) -> None:
    before = key()
    (project / name).write_text("# changed\n")
    assert key() != before


def test_every_parameter_counts(project: Path) -> None:
    assert len({key(), key(seed=2), key(learning_rate=0.003 + 1e-12), key(steps=31)}) == 4


def test_checkpoints_go_when_the_training_is_done_and_stay_when_it_is_not(project: Path) -> None:
    def interrupted() -> None:
        with resumable("vae", vae_params(), CPU) as trial:
            trial.checkpoints.save(Checkpoint({"a": torch.ones(1)}, {}))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        interrupted()
    with resumable("vae", vae_params(), CPU) as trial:
        assert trial.checkpoints.load() is not None
    assert not trial.checkpoints.path.exists()
