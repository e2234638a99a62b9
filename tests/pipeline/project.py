"""A copy of this project to run for real: its code, its DAG, the smoke preset, no data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.dependencies import ROOT
from voxloom.core import files
from voxloom.presets import apply_preset

COPIED = (
    *("voxloom", "tasks", "flows", "presets", "dvc.yaml", "params.yaml", "constraints.txt"),
    *(".dvcignore", ".gitignore", "prefect.yaml", "data/recordings/README.md"),
)

# Notes which files of the project each stage opens (`sitecustomize.py` there).
TRACING = Path(__file__).parent / "tracing"
TRACE = ".voxloom/opened"


@dataclass(frozen=True)
class Project:
    """A worktree with its own DVC cache and MLflow store."""

    root: Path
    jobs: int = 1  # workers a step uses; starting them takes longer than what little there is to do

    def environment(self) -> dict[str, str]:
        """This interpreter first; no server, no terminal, nothing of the caller's project."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(
                ("MLFLOW_", "PREFECT_", "VOXLOOM_", "DVC_", "PYTEST_", "PYTHONDONTWRITEBYTECODE")
            )
            or key == "VOXLOOM_CACHE"
        }
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {
            **kept,
            "PATH": path,
            "PYTHONPATH": os.pathsep.join(map(str, (self.root, TRACING))),
            "VOXLOOM_JOBS": str(self.jobs),
        }

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command,
            cwd=self.root,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert not check or done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done

    def dvc(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "dvc", *arguments, check=check)

    def voxloom(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "voxloom", *arguments, check=check)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """In the background, the leader of its own process group."""
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def opened(self, stage: str) -> set[Path]:
        """Files of the project, but for its data, that the stage has opened."""
        lines = (self.root / TRACE / f"tasks.{stage}").read_text().splitlines()
        return set(map(Path, lines))

    def lock(self) -> bytes:
        return (self.root / "dvc.lock").read_bytes()

    def digests(self) -> dict[str, str]:
        """sha256 of every output file."""
        inputs = ("corpus", "clean", "study", "text", "survey", "features")
        made = ("align", "latents", "models", "evaluation", "reports")
        return {
            path.relative_to(self.root).as_posix(): files.sha256_file(path)
            for name in (*inputs, *made)
            for path in files.walk_files(self.root / "data" / name)
        }

    def stale(self) -> set[str]:
        """Stages that `dvc repro` would run first: changed by themselves."""
        status = yaml.safe_load(self.dvc("status", "--json").stdout)
        return set(status)

    def set_params(self, **changes: object) -> None:
        """`speech__vae__steps=5` sets speech.vae.steps."""
        path = self.root / "params.yaml"
        params = yaml.safe_load(path.read_text())
        for key, value in changes.items():
            section = params
            *above, name = key.split("__")
            for part in above:
                section = section[part]
            section[name] = value
        path.write_text(yaml.safe_dump(params, sort_keys=False))

    def copy(self, root: Path) -> Project:
        """All but the MLflow store, which holds absolute paths; `register_again` makes one."""
        without = shutil.ignore_patterns("mlflow.db*", "mlruns")
        shutil.copytree(self.root, root, symlinks=True, ignore=without)
        return Project(root)

    def register_again(self) -> None:
        self.dvc("repro", "--force", "--single-item", "register")

    def forget_runs(self) -> None:
        """Drop DVC's cache, so that a stage is run and its outputs not looked up."""
        shutil.rmtree(self.root / ".dvc" / "cache")


def create(root: Path) -> Project:
    """A git and DVC repository with the project's files and the smoke preset."""
    root.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, root / name, ignore=ignored)
        else:
            shutil.copy(source, root / name)
    (root / ".dvc").mkdir()
    for name in ("config", ".gitignore"):
        shutil.copy(ROOT / ".dvc" / name, root / ".dvc" / name)
    project = Project(root)
    for command in (
        ("init", "--quiet"),
        ("add", "--all"),
        ("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "--quiet", "-m", "start"),
    ):
        project.run("git", *command)
    apply_preset("smoke", root / "params.yaml", root / "presets")
    return project
