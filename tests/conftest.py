"""Shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

# Their session fixtures (a finished project, servers) take long: one worker runs all of a folder.
ONE_WORKER = {"pipeline", "flows", "registry", "survey"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = Path(item.path).parent.name
        if folder in ONE_WORKER:
            item.add_marker(pytest.mark.xdist_group(folder))
    _skip_gpu_tests(items)


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
