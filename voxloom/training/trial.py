"""One training of a stage: where it goes on, what decides its weights, what is told of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from pydantic import BaseModel

from voxloom.core import files
from voxloom.core.project import CHECKPOINTS
from voxloom.provenance.dag import deps
from voxloom.training.checkpoint import CheckpointFolder
from voxloom.training.loop import Loop, Trained


@dataclass(frozen=True)
class Trial:
    """A stage's training with these parameters on this device."""

    stage: str
    params: BaseModel
    device: torch.device

    @property
    def key(self) -> str:
        """A digest of what decides the weights: parameters, data, code, torch and kind of device.

        Data and code are what dvc.yaml names as the stage's deps: a checkpoint is lost exactly when
        the stage would have to run again.
        """
        return files.digest(
            {
                "params": self.params.model_dump(),
                "deps": {path.as_posix(): _digest(path) for path in deps(self.stage)},
                "torch": torch.__version__,
                "device": self.device.type,
            }
        )

    @property
    def checkpoints(self) -> CheckpointFolder:
        return CheckpointFolder(CHECKPOINTS / self.stage, self.key)

    def run(self, loop: Loop, what: str) -> Trained:
        """Train to the end, from the last checkpoint of this trial where there is one; the loop's
        network has its best averaged weights then. Raises Diverged."""
        trained = loop.run(self.checkpoints, f"Training {what} ({self.device.type})")
        loop.network.load_state_dict(trained.weights)
        return trained

    def facts(self, trained: Trained) -> dict[str, Any]:
        """What a model card tells of the training."""
        return {
            "params": self.params.model_dump(),
            "best_step": trained.best_step,
            "device": self.device.type,
            "torch": torch.__version__,
        }


@contextmanager
def resumable(stage: str, params: BaseModel, device: torch.device) -> Iterator[Trial]:
    """A trial whose checkpoints are kept until what it trained is exported.

    A finished training leaves nothing to resume: a forced second run trains again.
    """
    yield Trial(stage, params, device)
    shutil.rmtree(CHECKPOINTS / stage, ignore_errors=True)


def _digest(path: Path) -> str:
    return files.sha256_folder(path) if path.is_dir() else files.sha256_file(path)
