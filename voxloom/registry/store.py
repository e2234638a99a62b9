"""Which MLflow store is used, and how it is opened.

The store is the one every MLflow command uses in the same folder, so that `mlflow ui` and
`mlflow models serve` need no further setting: MLFLOW_TRACKING_URI where it is set, else the
SQLite file `mlflow.db` in the project folder with artifacts below `mlruns/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from voxloom import loopback
from voxloom.errors import VoxloomError

if TYPE_CHECKING:
    from mlflow import MlflowClient

ARTIFACTS = Path("mlruns")
SQLITE = "sqlite:///"
QUIET = {
    "MLFLOW_LOGGING_LEVEL": "WARNING",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_UV_AUTO_DETECT": "false",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "3",
    "GIT_PYTHON_REFRESH": "quiet",
}


@dataclass(frozen=True)
class Store:
    """An open tracking store and registry."""

    uri: str  # may hold a password: show `shown_uri` instead
    client: MlflowClient

    @property
    def shown_uri(self) -> str:
        return shown(self.uri)

    def experiment(self, system: str) -> str:
        """The id of the system's experiment, made where there is none.

        Raises VoxloomError when the project folder was moved since: MLflow keeps absolute paths.
        """
        found = self.client.get_experiment_by_name(system)
        if found is None:
            return str(self.client.create_experiment(system))
        if shown(self.uri) == f"{SQLITE}mlflow.db":
            _check_in_place(found.artifact_location)
        return str(found.experiment_id)


@contextmanager
def open_store() -> Iterator[Store]:
    """The store of the working directory, made whole on first use (2 to 5 s).

    Raises VoxloomError for whatever MLflow refuses in the block, with the store's name.
    """
    _hush()
    loopback.bypass_proxies()
    import mlflow
    from mlflow.exceptions import MlflowException

    uri = mlflow.get_tracking_uri()
    try:
        database = _sqlite_path(uri)
        if database is not None and not database.exists():
            _make_database(database)
        yield Store(uri, mlflow.MlflowClient())
    except MlflowException as error:
        raise VoxloomError(f"MLflow store {shown(uri)}: {error.message}") from error


def shown(uri: str) -> str:
    """A store's URI without user, password and query; a SQLite file relative to where we are."""
    database = _sqlite_path(uri)
    if database is not None:
        here = Path.cwd()
        inside = database.is_relative_to(here)
        return SQLITE + (database.relative_to(here) if inside else database).as_posix()
    parts = urlsplit(uri)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _hush() -> None:
    """No telemetry, progress bars and notices, here and in child processes.

    What the environment already says is kept.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def _sqlite_path(uri: str) -> Path | None:
    """The file of a SQLite URI; None for any other."""
    if not uri.startswith(SQLITE):
        return None
    return Path(unquote(uri.removeprefix(SQLITE)).partition("?")[0]).absolute()


def _make_database(path: Path) -> None:
    """Fill a new SQLite file under another name, then give it its own.

    MLflow fills it in many transactions and can never use one it was killed in [tried: 5 of 6
    kills]. The link fails where another process was faster, whose file then stands.
    """
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    ARTIFACTS.mkdir(exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.stem}-{os.getpid()}.partial.db")
    partial.unlink(missing_ok=True)
    whole = SqlAlchemyStore(f"{SQLITE}{partial}", str(ARTIFACTS))  # type: ignore[no-untyped-call]
    whole.engine.dispose()
    try:
        path.hardlink_to(partial)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def _check_in_place(artifacts: str) -> None:
    folder = Path(unquote(urlsplit(artifacts).path))
    if not folder.is_relative_to(ARTIFACTS.absolute()):
        raise VoxloomError(
            f"mlflow.db keeps its artifacts in {folder}, not in this folder's {ARTIFACTS}: the "
            "project was moved or copied. Move it back, or remove mlflow.db and mlruns/ and run "
            "`dvc repro -f -s register`"
        )
