"""docs/adding-a-system.md: its files and lines in a copy of the project make a system."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.dependencies import ROOT
from tests.pipeline.project import Project
from tests.registry.servers import ask, mlflow_server
from voxloom.audio.wave.wav import decode_bytes
from voxloom.core import files

PAGE = (ROOT / "docs/adding-a-system.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(python|diff|sh) ?(\S*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINES = 5  # in files that were there
SERVE = ["models", "serve", "-m", "models:/hum@champion", "--env-manager", "local"]


def blocks(kind: str) -> list[tuple[str, str]]:
    """The path that a block names, and its text."""
    return [(path, text) for found, path, text in BLOCK.findall(PAGE) if found == kind]


def sides(diff: str) -> tuple[str, str]:
    """What a diff finds, and what it leaves."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    return before, "".join(line[1:] for line in lines if line[0] != "-")


def add(root: Path) -> None:
    """As the page says."""
    for path, text in blocks("python"):
        files.write_text(root / path, text)
    home = root / "voxloom/systems/hum"
    for folder in {home, *(path.parent for path in home.rglob("*.py"))}:
        (folder / "__init__.py").touch()
    for path, diff in blocks("diff"):
        before, after = sides(diff)
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(f"\n{before}") == 1, f"{path} has not once\n{before}"
        (root / path).write_text(text.replace(f"\n{before}", f"\n{after}"), encoding="utf-8")


@pytest.fixture(scope="module")
def hummed(finished: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A finished project, a system added, and the page's commands run."""
    project = finished.copy(tmp_path_factory.mktemp("hum") / "project")
    add(project.root)
    for _, commands in blocks("sh"):
        project.run("bash", "-euo", "pipefail", "-c", commands)
    return project


def test_it_takes_its_own_folder_and_task_and_a_few_lines_elsewhere() -> None:
    own = re.compile(r"voxloom/systems/hum/|tasks/hum\.py$")
    assert [path for path, _ in blocks("python") if not own.match(path)] == []
    added = [line for _, diff in blocks("diff") for line in diff.splitlines() if line[0] == "+"]
    assert len(added) <= LINES


def test_its_code_is_in_the_style_of_the_project(tmp_path: Path) -> None:
    for path, text in blocks("python"):
        files.write_text(tmp_path / path, text)
    ours = 'lint.isort.known-first-party = ["tasks", "voxloom"]'
    shared = ["--config", str(ROOT / "pyproject.toml"), "--config", ours, str(tmp_path)]
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *shared], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout


def test_it_is_measured_and_shown_and_no_other_system_ran_again(
    finished: Project, hummed: Project
) -> None:
    figures = files.read_json(hummed.root / "data/reports/metrics/hum.json")
    assert 0.0 < figures["hum.heldout.pitch_error_cents"] < 1200.0
    page = (hummed.root / "data/reports/index.html").read_text(encoding="utf-8")
    assert "It hums as high as the speaker speaks." in page
    before, after = finished.digests(), hummed.digests()
    new = ("data/reports/index.html", ".gitignore")  # DVC's, which name the new outs as well
    old = {path for path in before if not path.endswith(new)}
    assert {path: after[path] for path in old} == {path: before[path] for path in old}
    assert {stage for stage in hummed.stale() if stage != "register"} == set()


def test_its_stage_depends_on_the_code_it_imports(hummed: Project) -> None:
    (hummed.root / "tests").mkdir()
    for name in ("__init__.py", "dependencies.py"):
        shutil.copy(ROOT / "tests" / name, hummed.root / "tests")
    printed = yaml.safe_load(hummed.run(sys.executable, "-m", "tests.dependencies").stdout)
    stage = yaml.safe_load((hummed.root / "dvc.yaml").read_text())["stages"]["hum"]
    assert [dep for dep in stage["deps"] if not dep.startswith("data/")] == printed["hum"]["deps"]


def test_it_is_registered_promoted_and_served(hummed: Project) -> None:
    shown = hummed.voxloom("registry", "versions", "hum").stdout
    assert "champion" in shown
    with mlflow_server(SERVE, hummed.root, "/ping") as address:
        status, answer = ask(address, {"dataframe_records": [{"text": "Hello there."}]})
        assert status == 200, answer
        (row,) = answer["predictions"]
        sound = decode_bytes(base64.b64decode(row["audio"]))
        assert sound.seconds == pytest.approx(row["seconds"]) == pytest.approx(12 * 0.07)
        status, answer = ask(address, {"dataframe_records": [{"text": ""}]})
        assert (status, "send what is to be hummed" in answer["message"]) == (400, True)
