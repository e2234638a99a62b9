"""A registered model's files, ready to be used without MLflow."""

from __future__ import annotations

import tempfile
from pathlib import Path

from voxloom import artifact, files
from voxloom.errors import VoxloomError
from voxloom.registry.places import MODEL_FILES
from voxloom.registry.store import open_store
from voxloom.registry.tags import MODEL
from voxloom.registry.versions import resolve

CACHE = Path(".voxloom/models")


def model_folder(uri: str) -> Path:
    """The artifact folder of `models:/speech@champion` or `models:/speech/3`, fetched once.

    Raises VoxloomError for a URI of another form, one that leads nowhere, and for files that are
    not those that were registered.
    """
    with open_store() as store:
        import mlflow

        version = resolve(store, uri)
        digest = version.tags.get(MODEL, "")
        if not digest:
            raise VoxloomError(f"{version.uri}: has no tag {MODEL}: `register` did not make it")
        folder = files.inside(CACHE, digest)
        if folder.is_dir():
            return folder
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
            source = f"{version.uri}/{MODEL_FILES}/{version.system}"
            fetched = Path(mlflow.artifacts.download_artifacts(source, dst_path=temporary))
            artifact.verify(fetched)
            if artifact.digest(fetched) != digest:
                raise VoxloomError(f"{version.uri}: its files are not those its tags name")
            fetched.rename(folder)
        return folder
