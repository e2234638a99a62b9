from __future__ import annotations

import pytest

from tests.pipeline.project import Project, create


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project after its first `dvc repro`. Tests that change it work on a copy."""
    pytest.importorskip("espeakng_loader", reason="the offline corpus needs the extra espeak")
    project = create(tmp_path_factory.mktemp("pipeline") / "finished")
    project.dvc("repro")
    return project
