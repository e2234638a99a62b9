"""What an evaluation is kept as: figures, reasons, grounds and the curve of the training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core import files

ABSENT = "absent.json"
GROUNDS = "grounds.json"
TRAINING = "training.json"


@dataclass(frozen=True)
class Evaluated:
    """Keys of `metrics` and `absent` come without their system's name, `set.metric`."""

    metrics: Mapping[str, float]
    absent: Mapping[str, str]  # why there is no figure
    grounds: Mapping[str, str]  # what it was measured on: figures compare only where all agree
    history: Sequence[Mapping[str, Any]]  # of the training, a mapping a validation step

    def write(self, system: str, folder: Path, metrics: Path) -> None:
        """`folder` takes all but the figures, rounded to what is worth reading: these get a file
        named after the system in `metrics`."""
        figures = {f"{system}.{key}": round(value, 6) for key, value in self.metrics.items()}
        files.write_json(metrics / f"{system}.json", figures)
        absent = {f"{system}.{key}": reason for key, reason in self.absent.items()}
        files.write_json(folder / ABSENT, absent)
        files.write_json(folder / GROUNDS, dict(self.grounds))
        files.write_json(folder / TRAINING, list(self.history))
