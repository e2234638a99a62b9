"""The systems of the pipeline that become registered models, each with a folder below MODELS."""

from __future__ import annotations

from pathlib import Path

from voxloom.core.errors import VoxloomError
from voxloom.registry.places import MODELS

SYSTEMS = ("speech", "voice")


def trained_model(system: str) -> Path:
    """The folder of the project's model. Raises VoxloomError where there is none."""
    folder = MODELS / system
    if not folder.is_dir():
        raise VoxloomError(
            f"{folder} is missing: no {system} is trained here; run `dvc repro`, or `dvc pull` "
            "where a remote holds it"
        )
    return folder
