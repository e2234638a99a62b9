"""The reports of the evaluation as the registry reads them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom import files
from voxloom.errors import VoxloomError

METRICS = "metrics.json"
ABSENT = "absent.json"
EVALUATION = "evaluation.json"
TAG = "evaluation"


@dataclass(frozen=True)
class Grounds:
    """What was evaluated on what: figures of two versions compare only where these agree."""

    heldout_digest: str
    mel_digest: str

    @classmethod
    def from_reports(cls, reports: Path) -> Grounds:
        """Raises VoxloomError when the file is missing or lacks a digest."""
        path = reports / EVALUATION
        values = files.read_json(path)
        try:
            return cls(values["heldout_digest"], values["mel_digest"])
        except (KeyError, TypeError):
            raise VoxloomError(
                f"{path}: lacks heldout_digest or mel_digest; run `dvc repro evaluate`"
            ) from None


@dataclass(frozen=True)
class Evaluation:
    """An evaluation as a version's tag names it: its grounds, its figures' run, its content."""

    grounds: Grounds
    report_digest: str
    run_id: str

    def to_tag(self) -> str:
        return json.dumps(
            {
                "run": self.run_id,
                "report": self.report_digest,
                "heldout": self.grounds.heldout_digest,
                "mel": self.grounds.mel_digest,
            }
        )

    @classmethod
    def from_tag(cls, tag: str) -> Evaluation:
        """Raises VoxloomError when the tag was changed by hand to something else."""
        try:
            values: dict[str, Any] = json.loads(tag)
            grounds = Grounds(values["heldout"], values["mel"])
            return cls(grounds, values["report"], values["run"])
        except (ValueError, KeyError, TypeError):
            raise VoxloomError(f"tag {TAG}: {tag!r} is not what register wrote") from None


def read_metrics(reports: Path) -> dict[str, float]:
    """Raises VoxloomError that names the key whose value is no number."""
    path = reports / METRICS
    metrics = files.read_json(path)
    for name, value in metrics.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise VoxloomError(f"{path}: {name}: {value!r} is no number")
    return {name: float(value) for name, value in metrics.items()}


def report_digest(reports: Path) -> str:
    """Of the figures and of what they were measured on, not of the page about them."""
    names = (METRICS, ABSENT, EVALUATION)
    return files.digest({name: files.sha256_file(reports / name) for name in names})


def usable(value: float | None) -> bool:
    """Whether a figure can decide anything."""
    return value is not None and math.isfinite(value)
