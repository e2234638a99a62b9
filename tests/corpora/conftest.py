from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An empty folder for a corpus."""
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"
