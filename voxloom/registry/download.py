"""A registered model's files, ready to be used without MLflow."""

from __future__ import annotations

import tempfile
from pathlib import Path

from voxloom import artifact, files
from voxloom.errors import VoxloomError
from voxloom.registry.places import MODEL_FILES
from voxloom.registry.store import Store, open_store
from voxloom.registry.tags import MODEL
from voxloom.registry.versions import Version, resolve

CACHE = Path(".voxloom/models")


def model_folder(uri: str) -> Path:
    """The artifact folder of `models:/speech@champion` or `models:/speech/3`, fetched once.

    Raises VoxloomError for a URI of another form, one that leads nowhere, and for files that are
    not those that were registered.
    """
    with open_store() as store:
        version = resolve(store, uri)
        digest = version.tags.get(MODEL, "")
        if not digest:
            raise VoxloomError(f"{version.uri}: has no tag {MODEL}: `register` did not make it")
        folder = files.inside(CACHE, digest)
        if folder.is_dir():
            return folder
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
            fetched = fetch(store, version, Path(temporary), f"{MODEL_FILES}/{version.system}")
            artifact.verify(fetched)
            if artifact.digest(fetched) != digest:
                raise VoxloomError(f"{version.uri}: its files are not those its tags name")
            fetched.rename(folder)
        return folder


def fetch(store: Store, version: Version, target: Path, inside: str = "") -> Path:
    """Copy a version's files, or the folder `inside` of them, below a folder. Returns where to.

    Raises VoxloomError when they are gone.
    """
    import mlflow
    from mlflow.exceptions import MlflowException

    source = f"{version.uri}/{inside}".rstrip("/")
    try:
        return Path(mlflow.artifacts.download_artifacts(source, dst_path=str(target)))
    except (MlflowException, OSError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise VoxloomError(
            f"{version.uri}: its files cannot be fetched from {store.shown_uri} ({reason}); if "
            "they are lost, register again with `dvc repro -f -s register`"
        ) from None
