"""The MLflow tracking store and registry of the project in the working directory.

Which store it is, is what MLflow's own command uses in the same folder, so that `mlflow ui` and
`mlflow models serve` need no further setting: MLFLOW_TRACKING_URI where it is set, else the
SQLite file `mlflow.db` in the project folder with artifacts below `mlruns/`.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from voxloom.core import loopback
from voxloom.core.errors import VoxloomError
from voxloom.registry import contact, database
from voxloom.registry.address import one_line, shown, sqlite_path
from voxloom.registry.relocation import Moves, bring_up_to_date, moved

if TYPE_CHECKING:
    from mlflow import MlflowClient

DATABASE = Path("mlflow.db")
ARTIFACTS = Path("mlruns")
TRACKING = "MLFLOW_TRACKING_URI"
REGISTRY = "MLFLOW_REGISTRY_URI"
QUIET = {
    "MLFLOW_LOGGING_LEVEL": "WARNING",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_UV_AUTO_DETECT": "false",
    "GIT_PYTHON_REFRESH": "quiet",
}
# They print, with tracebacks and SQL, what is said here in one line.
LOUD = ("mlflow.store.db.utils", "urllib3.connectionpool")


@dataclass(frozen=True)
class Store:
    """An open tracking store and registry."""

    uri: str  # may hold a password: show `shown_uri` instead
    client: MlflowClient
    moves: Moves  # what a read-only database says of a project that was moved since

    @property
    def shown_uri(self) -> str:
        return shown(self.uri)

    def experiment(self, system: str) -> str:
        """The id of the system's experiment, made where there is none."""
        found = self.client.get_experiment_by_name(system)
        if found is not None:
            return str(found.experiment_id)
        place = None
        if sqlite_path(self.uri) is not None:  # MLflow's own choice is wrong where it needs quotes
            place = (ARTIFACTS.absolute() / system).as_uri()
        return str(self.client.create_experiment(system, artifact_location=place))

    def location(self, system: str, number: int) -> str:
        """Where the files of a version are. Raises MlflowException."""
        location = self.client.get_model_version_download_uri(system, str(number))
        return moved(str(location), self.moves)


@contextmanager
def open_store(make: bool = False) -> Iterator[Store]:
    """The store of the working directory; with `make` made where there is none (2 to 5 s).

    Raises VoxloomError where there is none, where it is damaged or does not answer, and for
    whatever it refuses in the block: one line with its name and without its secrets.
    """
    os.environ.update({name: value for name, value in QUIET.items() if name not in os.environ})
    uri = _uri()
    settings = {TRACKING: uri, **loopback.exceptions(os.environ)}
    with contact.environment(settings), _told(uri):
        import mlflow

        for name in LOUD:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        path = sqlite_path(uri)
        moves = _prepare(path, make) if path is not None else {}
        if path is not None:
            client = mlflow.MlflowClient()
        else:
            if not uri.startswith("http"):  # its import is not what is waited for
                import_module("mlflow.store.tracking.sqlalchemy_store")
            client = contact.greet(_client, shown(uri))
        with contact.environment(contact.later()):
            yield Store(uri, client, moves)


def _client() -> MlflowClient:
    """One that has been answered. MLflow asks a database already while it makes the client."""
    import mlflow

    client = mlflow.MlflowClient()
    client.search_experiments(max_results=1)
    return client


def check() -> None:
    """Whether a run could register in the end: 10 ms for a SQLite file, one question to a server.

    Raises VoxloomError where it could not.
    """
    path = sqlite_path(_uri())
    if path is None:
        with open_store():
            return
    name = _name(path)
    if database.exists(path):
        database.check_thoroughly(path, name)
    folder = next(parent for parent in path.parents if parent.exists())
    for needed in (folder, ARTIFACTS):
        if needed.exists() and not os.access(needed, os.W_OK):
            raise VoxloomError(f"{name}: {needed} cannot be written: make it writable")


def database_file() -> Path | None:
    """The SQLite file that is asked for models; None where it is another store."""
    return None if os.environ.get(REGISTRY) else sqlite_path(_uri())


def _uri() -> str:
    """MLflow's own choice for this folder. Raises VoxloomError for what is no address."""
    uri = os.environ.get(TRACKING) or database.uri(DATABASE.absolute())
    try:
        urlsplit(uri)
    except ValueError as error:
        raise VoxloomError(f"{TRACKING} is no address: {one_line(str(error), uri)}") from None
    return uri


def _prepare(path: Path, make: bool) -> Moves:
    """Have a SQLite store ready for MLflow. Raises VoxloomError when it is missing or unusable."""
    name = _name(path)
    if not database.exists(path):
        if not make:
            raise VoxloomError(_missing(path))
        try:
            database.make(path, ARTIFACTS)
        except OSError as error:
            raise VoxloomError(f"{name} cannot be made: {error.strerror or error}") from None
    database.check(path, name)
    if not _is_own(path):
        return {}
    database.sweep(path)
    with database.told(name):
        return bring_up_to_date(path, ARTIFACTS.absolute())


def _missing(path: Path) -> str:
    if path != DATABASE.absolute():
        return f"{_name(path)} is missing: correct {TRACKING}, or register there first"
    if Path("dvc.yaml").exists():
        return f"{DATABASE} is missing: nothing is registered here; run `dvc repro`"
    return f"no {DATABASE} here: run from the project's root folder, or set {TRACKING}"


def _is_own(path: Path) -> bool:
    """Whether the file is this folder's, and nobody else's through a link."""
    return path.resolve() == DATABASE.absolute() and path.stat().st_nlink == 1


def _name(path: Path) -> str:
    return shown(f"sqlite:///{path}").removeprefix("sqlite:///")


@contextmanager
def _told(uri: str) -> Iterator[None]:
    """Turn what MLflow and its libraries raise into VoxloomErrors."""
    from mlflow.exceptions import MlflowException
    from requests import RequestException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (MlflowException, RequestException, SQLAlchemyError, sqlite3.Error) as error:
        path, broken = sqlite_path(uri), database.sqlite_error(error)
        if path is not None and broken is not None:
            raise VoxloomError(f"{_name(path)} {database.complaint(broken)}") from None
        told = one_line(contact.fault(error), uri, os.environ.get(REGISTRY, ""))
        raise VoxloomError(f"MLflow store {shown(uri)}: {told}") from None
    except ModuleNotFoundError as error:
        raise VoxloomError(
            f"MLflow store {shown(uri)}: its driver is not installed ({error})"
        ) from None
