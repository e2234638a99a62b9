"""A registered version's files: where they are, and ready to be used without MLflow."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import platformdirs

from voxloom.core import artifact, files
from voxloom.core.errors import VoxloomError
from voxloom.core.project import PRIVATE
from voxloom.registry import answers
from voxloom.registry.address import one_line
from voxloom.registry.places import MODEL_FILES
from voxloom.registry.relocation import local_path
from voxloom.registry.store import DATABASE, Store, database_file, open_store
from voxloom.registry.tags import MODEL
from voxloom.registry.versions import Version, parse_uri, resolve

CACHE = PRIVATE / "models"


def model_folder(uri: str) -> Path:
    """The artifact folder of `models:/NAME@champion` or `models:/NAME/3`, fetched once.

    Raises VoxloomError for a URI of another form, one that leads nowhere, and for files that are
    gone or not those that were registered.
    """
    asked, cache, database = parse_uri(uri), _cache(), database_file()
    known = answers.recall(cache, answers.state(database), str(asked))
    if known is not None and (folder := files.inside(cache, known)).is_dir():
        return folder
    with open_store() as store:
        state = answers.state(database)
        version = resolve(store, asked)
        digest = version.tags.get(MODEL, "")
        if not digest:
            raise VoxloomError(f"{version.uri}: has no tag {MODEL}: `register` did not make it")
        folder = files.inside(cache, digest)
        if not folder.is_dir():
            inside = f"{MODEL_FILES}/{version.system}"
            in_place = folder_in_place(store, version, inside)
            if in_place is not None and not _can_make(cache):
                return _verified(in_place, version)
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=cache) as temporary:
                _verified(fetch(store, version, Path(temporary), inside), version).rename(folder)
        answers.remember(cache, state, str(asked), digest)
        return folder


def fetch(store: Store, version: Version, target: Path, inside: str = "") -> Path:
    """Copy a version's files, or the folder `inside` of them, below a folder. Returns where to.

    Raises VoxloomError when they are gone.
    """
    import mlflow
    from mlflow.exceptions import MlflowException

    in_place = folder_in_place(store, version, inside)
    if in_place is not None:
        return Path(shutil.copytree(in_place, target / in_place.name))
    try:
        fetched = mlflow.artifacts.download_artifacts(
            f"{version.uri}/{inside}".rstrip("/"), dst_path=str(target)
        )
    except MlflowException as error:
        told = one_line(str(error.message).replace("\n", " "), store.uri)
        raise VoxloomError(f"{version.uri}: its files cannot be fetched: {told}") from None
    return Path(fetched)


def folder_in_place(store: Store, version: Version, inside: str = "") -> Path | None:
    """Where a version's files are on this machine; None where they have to be fetched.

    Raises VoxloomError when they are gone.
    """
    root = local_path(store.location(version.system, version.number))
    if root is None:
        return None
    folder = root / inside
    if folder.is_dir():
        return folder
    raise VoxloomError(
        f"{version.uri}: its files are gone: {_short(folder)} is missing here; bring it back, or "
        "register again with `dvc repro -f -s register`"
    )


def _verified(folder: Path, version: Version) -> Path:
    artifact.verify(folder)
    if artifact.digest(folder) != version.tags.get(MODEL):
        raise VoxloomError(f"{version.uri}: its files are not those its tags name")
    return folder


def _cache() -> Path:
    """Beside a project or its store; elsewhere the user's, so that nothing is left where we are."""
    if Path("dvc.yaml").exists() or DATABASE.exists():
        return CACHE
    return platformdirs.user_cache_path("voxloom") / "models"


def _can_make(folder: Path) -> bool:
    existing = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    return os.access(existing, os.W_OK)


def _short(folder: Path) -> Path:
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
