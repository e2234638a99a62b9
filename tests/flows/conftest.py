"""Toy projects and a Prefect server for the tests of the flows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import PrivateServer
from tests.flows.toy import Api, Toy


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Toy:
    """A project in which nothing ran yet. To be copied, not changed."""
    return Toy.create(tmp_path_factory.mktemp("fresh") / "toy")


@pytest.fixture(scope="session")
def undisturbed(fresh: Toy, tmp_path_factory: pytest.TempPathFactory) -> Toy:
    """Its twin after a plain `dvc repro`. To be copied, not changed."""
    twin = fresh.copy(tmp_path_factory.mktemp("undisturbed") / "toy")
    twin.dvc("repro")
    return twin


@pytest.fixture
def toy(fresh: Toy, tmp_path: Path) -> Toy:
    return fresh.copy(tmp_path / "toy")


@pytest.fixture
def done(undisturbed: Toy, tmp_path: Path) -> Toy:
    """A project that is up to date."""
    return undisturbed.copy(tmp_path / "toy")


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A real `prefect server start` on a free port, with a home of its own."""
    with PrivateServer(tmp_path_factory.mktemp("server")) as server:
        server.wait()
        yield Api(server.settings["PREFECT_API_URL"])
