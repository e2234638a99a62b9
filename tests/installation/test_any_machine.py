"""The pipeline as strangers run it: a bare environment, odd folders, no name and no rights."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.pipeline.project import Project, create
from tests.support.stranger import Stranger
from voxloom.text.reading.grammar import cache_folder, compiled


@pytest.fixture
def project(stranger: Stranger, tmp_path: Path) -> Project:
    """The stranger's, in a folder whose name has a space and an umlaut."""
    pytest.importorskip("espeakng_loader", reason="the offline corpus needs the extra espeak")
    project = create(tmp_path / "Müllers Stimme" / "project")
    stranger.own(project.root.parent)
    return project


@pytest.fixture
def home(stranger: Stranger, tmp_path: Path) -> Path:
    """A home that holds nothing but a compiled grammar, which would take a minute."""
    home = tmp_path / "home"
    caches = home / ".cache/voxloom/nemo" / cache_folder().name
    shutil.copytree(compiled("en"), caches / "en")
    return stranger.own(home)


def test_a_number_in_a_bare_environment_runs_the_first_stages(
    project: Project, stranger: Stranger, home: Path
) -> None:
    command = (sys.executable, "-m", "voxloom", "run", "--until", "text")
    done = stranger.run(*command, cwd=project.root, HOME=str(home), LANG="C")
    assert done.returncode == 0, done.stderr
    assert (project.root / "data/text/vocabulary.json").is_file()
    made = {path.name: list(path.iterdir()) for path in home.iterdir() if path.name != ".cache"}
    assert made in ({}, {".prefect": []}), "Prefect makes its home where it reads its settings"
