"""What the evaluation of a system leaves behind: figures, reasons, grounds and its page's part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core import files
from voxloom.report.content import Part
from voxloom.report.folder import write_part

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
    part: Part


def write_evaluated(evaluated: Evaluated, folder: Path, metrics: Path) -> None:
    """`folder` takes all but the figures, which get a file named after the system in `metrics`."""
    system = evaluated.part.system
    figures = {f"{system}.{key}": round(value, 6) for key, value in evaluated.metrics.items()}
    files.write_json(metrics / f"{system}.json", figures)
    absent = {f"{system}.{key}": reason for key, reason in evaluated.absent.items()}
    files.write_json(folder / ABSENT, absent)
    files.write_json(folder / GROUNDS, dict(evaluated.grounds))
    files.write_json(folder / TRAINING, list(evaluated.history))
    write_part(folder, evaluated.part)
