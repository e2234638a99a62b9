"""What dvc.yaml says of a stage."""

from __future__ import annotations

from pathlib import Path

import yaml

from voxloom.core.errors import VoxloomError

DAG = Path("dvc.yaml")


def deps(stage: str) -> list[Path]:
    """The files and folders a stage reads. Raises VoxloomError where dvc.yaml does not say."""
    known = deps_by_stage()
    if stage not in known:
        raise VoxloomError(
            f"no {DAG} with a stage {stage} here: run from the project's root folder"
        )
    return known[stage]


def deps_by_stage() -> dict[str, list[Path]]:
    """The same for all stages; none outside a project. Raises VoxloomError for another file."""
    if not DAG.is_file():
        return {}
    try:
        stages = yaml.safe_load(DAG.read_text(encoding="utf-8"))["stages"]
        return {
            name: [Path(dep) for dep in stage.get("deps", [])] for name, stage in stages.items()
        }
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise VoxloomError(f"{DAG} has no stages to be read ({type(error).__name__})") from None
