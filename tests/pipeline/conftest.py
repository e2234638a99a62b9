from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.pipeline.project import Project, create


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    """A project after its first `dvc repro`, this worker's own: some tests change it for a moment.

    One worker makes it and the others copy it.
    """
    pytest.importorskip("espeakng_loader", reason="the offline corpus needs the extra espeak")
    own = tmp_path_factory.mktemp("pipeline") / "finished"
    if worker_id == "master":
        return _finish(own)
    shared = tmp_path_factory.getbasetemp().parent / "finished"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = shared / "whole"
        if not whole.is_dir():
            _finish(shared / "unfinished").root.rename(whole)
    return Project(whole).copy(own)


def _finish(root: Path) -> Project:
    project = create(root)
    project.dvc("repro")
    return project
