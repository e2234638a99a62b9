"""Experiments that DVC runs in a folder of its own (`--temp`; a queue does the same)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.dependencies import ROOT
from tests.registry.servers import environment
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.project import RECEIPTS
from voxloom.registry.receipt import check
from voxloom.registry.store import open_store
from voxloom.registry.versions import list_versions

DAG = {
    "stages": {
        "register": {
            "cmd": f"{sys.executable} -m tasks.register",
            "params": ["speech.register"],
            "deps": ["data/models", "data/evaluation", "data/reports"],
            "outs": [{"data/register.json": {"cache": False}}],
        }
    }
}


@pytest.fixture
def repository(project: Path) -> Path:
    """The small project in git, with its last stage in DVC."""
    (project / "dvc.yaml").write_text(yaml.safe_dump(DAG))
    (project / ".gitignore").write_text("/mlruns\n/mlflow.db*\n/.voxloom\n")
    run("git", "init", "--quiet")
    for name, value in (("name", "t"), ("email", "t@localhost")):
        run("git", "config", f"user.{name}", value)
    run(sys.executable, "-m", "dvc", "init", "--quiet")
    run("git", "add", "--all")
    run("git", "commit", "--quiet", "--message", "start")
    return project


def run(*command: str) -> str:
    done = subprocess.run(
        command,
        env=environment(PYTHONPATH=str(ROOT), DVC_NO_ANALYTICS="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_an_experiment_elsewhere_registers_nothing(repository: Path) -> None:
    dvc = (sys.executable, "-m", "dvc")
    told = run(*dvc, "exp", "run", "--temp", "-S", "speech.register.margin=0.5", "-n", "q1")
    assert "an experiment registers nothing" in told
    run(*dvc, "exp", "apply", "q1")
    with open_store() as store:
        assert list_versions(store, "speech") == []
        with pytest.raises(VoxloomError, match="an experiment, which registered nothing"):
            check(store)
    assert "version" not in files.read_json(RECEIPTS)
