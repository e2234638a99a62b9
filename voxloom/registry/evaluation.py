"""The reports of the evaluation as the registry reads them."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any, TypeGuard

from voxloom import files
from voxloom.errors import VoxloomError
from voxloom.registry.places import REPORTS
from voxloom.registry.tags import EVALUATION

METRICS = REPORTS / "metrics.json"
ABSENT = REPORTS / "absent.json"
GROUNDS = REPORTS / "evaluation.json"


@dataclass(frozen=True)
class Grounds:
    """What was evaluated on what: figures of two versions compare only where these agree."""

    heldout_digest: str
    mel_digest: str

    @classmethod
    def of_project(cls) -> Grounds:
        """Raises VoxloomError when the file is missing or lacks a digest."""
        values = files.read_json(GROUNDS)
        try:
            return cls(values["heldout_digest"], values["mel_digest"])
        except (KeyError, TypeError):
            raise VoxloomError(
                f"{GROUNDS}: lacks heldout_digest or mel_digest; run `dvc repro evaluate`"
            ) from None


@dataclass(frozen=True)
class Report:
    """The project's evaluation: its figures, and what they were measured on."""

    metrics: dict[str, float]
    grounds: Grounds
    digest: str  # of both, not of the page about them

    @classmethod
    def of_project(cls) -> Report:
        """Raises VoxloomError that names the file or the metric that is missing or wrong."""
        paths = (METRICS, ABSENT, GROUNDS)
        return cls(
            read_metrics(),
            Grounds.of_project(),
            files.digest({path.name: files.sha256_file(path) for path in paths}),
        )


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
            raise VoxloomError(f"tag {EVALUATION}: {tag!r} is not what register wrote") from None


def read_metrics() -> dict[str, float]:
    """Raises VoxloomError that names the key whose value is no number."""
    metrics = files.read_json(METRICS)
    for name, value in metrics.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise VoxloomError(f"{METRICS}: {name}: {value!r} is no number")
    return {name: float(value) for name, value in metrics.items()}


def usable(value: float | None) -> TypeGuard[float]:
    """Whether a figure can decide anything: no NaN, nor infinity, which MLflow's databases keep
    as the largest float."""
    return value is not None and abs(value) < sys.float_info.max
