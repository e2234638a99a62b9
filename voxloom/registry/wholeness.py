"""Whether what registered versions bring is there, and is what was registered."""

from __future__ import annotations

import tempfile
from pathlib import Path

from voxloom.core import artifact, files
from voxloom.core.errors import VoxloomError
from voxloom.registry.download import fetch
from voxloom.registry.places import MODEL_FILES
from voxloom.registry.store import Store
from voxloom.registry.tags import FILES, MODEL
from voxloom.registry.versions import Version, list_versions
from voxloom.systems.names import NAMES

ADVICE = "`dvc repro -f -s register` brings back those of the models in this folder"
# What loading a version leaves behind in it.
LEFT_BEHIND = ("registered_model_meta", "__pycache__")


def examine(store: Store) -> list[tuple[str, str]]:
    """URI and trouble (what is wrong; what to do) of every version whose files are not all there
    as they were registered."""
    versions = [version for system in NAMES for version in list_versions(store, system)]
    found = [(version.uri, trouble(store, version)) for version in versions]
    return [(uri, why.removeprefix(f"{uri}: ")) for uri, why in found if why is not None]


def trouble(store: Store, version: Version) -> str | None:
    """What is wrong with a version's files; None where nothing is. Fetches them."""
    with tempfile.TemporaryDirectory() as temporary:
        try:
            _check(version, fetch(store, version, Path(temporary)))
        except VoxloomError as error:
            return str(error)
    return None


def listed(version: Version) -> bool:
    """Whether the store names the version's files. Sooner known than `trouble`, and less."""
    import mlflow

    wanted = {artifact.WEIGHTS, artifact.CONFIG, artifact.MANIFEST}
    try:
        found = mlflow.artifacts.list_artifacts(f"{version.uri}/{MODEL_FILES}/{version.system}")
    except Exception:  # each kind of artifact store has its own
        return False
    return wanted <= {Path(item.path).name for item in found}


def files_digest(folder: Path) -> str:
    """Digest of the names and bytes of a version's files."""
    return files.digest(
        {
            path.relative_to(folder).as_posix(): files.sha256_file(path)
            for path in files.walk_files(folder)
            if not set(LEFT_BEHIND) & set(path.relative_to(folder).parts)
        }
    )


def _check(version: Version, fetched: Path) -> None:
    """Raises VoxloomError that names what is not as it was registered."""
    model = fetched / MODEL_FILES / version.system
    if not model.is_dir():
        raise VoxloomError(f"{version.uri}: its files are gone; {ADVICE}")
    try:
        artifact.verify(model)
        same = artifact.digest(model) == version.tags.get(MODEL)
    except VoxloomError as error:
        name = str(error).replace(f"{fetched}/", "")
        raise VoxloomError(f"{version.uri}: damaged: {name}; {ADVICE}") from None
    recorded = version.tags.get(FILES)  # older versions have none
    if not same or recorded not in (None, files_digest(fetched)):
        raise VoxloomError(f"{version.uri}: its files are not those that were registered; {ADVICE}")
