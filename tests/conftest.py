"""Shared by all tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

import hypothesis
import pytest
from hypothesis import settings

from tests.support.stranger import STRANGER, Stranger

ROOT = Path(__file__).parent
# Their fixtures (a finished project, servers, a study) take long: one worker runs all of a group.
# The longest come first, and what has no group fills the gaps.
GROUPS = (
    "pipeline/test_repro.py",
    "flows",
    "registry",
    "survey/project",
    "study/test_cleaning.py",
    "bench",
    "pipeline",
    "installation/test_any_machine.py",
)
# How long an example takes says something of the machine and its other work, not of the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


@pytest.fixture(scope="session")
def stranger() -> Stranger:
    """Skips where this user cannot become another."""
    try:
        subprocess.run(STRANGER.command("true"), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("becoming another user takes root and setpriv")
    return STRANGER


settings.register_profile("any load", deadline=None)  # a busy machine is no failure
settings.load_profile("any load")


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if (group := _group(item)) is not None:
            item.add_marker(pytest.mark.xdist_group(group))
        elif not _trains(item.path):
            item.add_marker(pytest.mark.fast)
    items.sort(key=_place)
    _skip_gpu_tests(items)


def _group(item: pytest.Item) -> str | None:
    """The first that the test's file is, or lies in."""
    path = Path(item.path).relative_to(ROOT)
    return next((group for group in GROUPS if path.is_relative_to(group)), None)


def _trains(path: Path) -> bool:
    """`-m fast` leaves it out, as it does the groups: the rest shows in minutes whether a Python
    will do."""
    return path.parent == ROOT / "training" or path.name == "test_trainer.py"


def _place(item: pytest.Item) -> int:
    group = _group(item)
    return len(GROUPS) if group is None else GROUPS.index(group)


def _skip_gpu_tests(items: list[pytest.Item]) -> None:
    """Tests that need a GPU are skipped, visibly, on a machine without one."""
    if not any(item.get_closest_marker("gpu") for item in items):
        return
    import torch

    if torch.cuda.is_available():
        return
    for item in items:
        if item.get_closest_marker("gpu"):
            item.add_marker(pytest.mark.skip(reason="no CUDA device"))
