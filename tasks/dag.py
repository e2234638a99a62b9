"""What dvc.yaml says of a stage."""

from __future__ import annotations

from pathlib import Path

import yaml

from voxloom.errors import VoxloomError

DAG = Path("dvc.yaml")


def deps(stage: str) -> list[Path]:
    """The files and folders a stage reads. Raises VoxloomError outside a project."""
    if not DAG.is_file():
        raise VoxloomError(f"no {DAG} here: run from the project's root folder")
    stages = yaml.safe_load(DAG.read_text(encoding="utf-8"))["stages"]
    return [Path(dep) for dep in stages[stage]["deps"]]
