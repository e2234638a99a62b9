"""Trainings that go on where they were killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from pydantic import BaseModel

from tasks.dag import deps
from voxloom.core import files
from voxloom.training.checkpoint import CheckpointFolder

CHECKPOINTS = Path(".voxloom/checkpoints")


@contextmanager
def resumable(stage: str, params: BaseModel, device: torch.device) -> Iterator[CheckpointFolder]:
    """The checkpoints of a stage's training, kept until what it trained is exported.

    A finished training leaves nothing to resume: a forced second run trains again.
    """
    checkpoints = CheckpointFolder(CHECKPOINTS / stage, training_key(stage, params, device))
    yield checkpoints
    shutil.rmtree(checkpoints.root, ignore_errors=True)


def training_key(stage: str, params: BaseModel, device: torch.device) -> str:
    """A digest of what decides the weights: parameters, data, code, torch and kind of device.

    Data and code are what dvc.yaml names as the stage's deps: a checkpoint is lost exactly when
    the stage would have to run again.
    """
    return files.digest(
        {
            "params": params.model_dump(),
            "deps": {path.as_posix(): _digest(path) for path in deps(stage)},
            "torch": torch.__version__,
            "device": device.type,
        }
    )


def _digest(path: Path) -> str:
    return files.sha256_folder(path) if path.is_dir() else files.sha256_file(path)
