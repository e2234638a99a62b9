from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.registry.projects import write_project
from voxloom.params import load_params
from voxloom.registry.register import register
from voxloom.registry.store import open_store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh database to copy: MLflow takes seconds to make one."""
    folder = tmp_path_factory.mktemp("store")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("MLFLOW_TRACKING_URI", raising=False)
        with open_store(make=True):
            pass
    return folder / "mlflow.db"


@pytest.fixture(scope="session")
def whole_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_project(folder)
    return folder


@pytest.fixture
def project(
    tmp_path: Path, whole_project: Path, empty_store: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The working directory: a project ready to be registered in a store of its own."""
    shutil.copytree(whole_project, tmp_path, dirs_exist_ok=True)
    shutil.copy(empty_store, tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("MLFLOW_TRACKING_URI", "MLFLOW_REGISTRY_URI", "VOXLOOM_FLOW_RUN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, whole_project: Path, empty_store: Path) -> Path:
    """A project whose model is registered, for tests that only read."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(whole_project, folder, dirs_exist_ok=True)
    shutil.copy(empty_store, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("MLFLOW_TRACKING_URI", raising=False)
        register("speech", load_params())
    return folder


@pytest.fixture
def registered(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory is `home`."""
    monkeypatch.chdir(home)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    return home
