"""The reports of the evaluation as the registry reads them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import Any, TypeGuard

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.project import REPORTS

METRICS = REPORTS / "metrics"
ABSENT = REPORTS / "absent.json"
GROUNDS = REPORTS / "evaluation.json"


@dataclass(frozen=True)
class Grounds:
    """What was evaluated on what: figures of two versions compare only where these agree."""

    heldout_digest: str  # of the recordings, or of the texts that were said
    mel_digest: str
    recogniser: str | None  # None in what was registered before it was recorded

    @classmethod
    def of_project(cls, system: str) -> Grounds:
        """Raises VoxloomError when the file is missing or lacks something of the system."""
        values = files.read_json(GROUNDS)
        try:
            own = values[system]
            return cls(own["heldout_digest"], own["mel_digest"], own["recogniser"])
        except (KeyError, TypeError):
            raise VoxloomError(
                f"{GROUNDS}: lacks {system}'s heldout_digest, mel_digest or recogniser; run "
                "`dvc repro evaluate`"
            ) from None


@dataclass(frozen=True)
class Report:
    """A system's evaluation in the project: its figures, and what they were measured on."""

    metrics: dict[str, float]
    grounds: Grounds
    digest: str  # of what is the system's own, not of the page about it

    @classmethod
    def of_project(cls, system: str) -> Report:
        """Raises VoxloomError that names the file or the metric that is missing or wrong."""
        metrics, grounds = read_metrics(system), Grounds.of_project(system)
        absent = {
            name: reason
            for name, reason in files.read_json(ABSENT).items()
            if name.startswith(f"{system}.")
        }
        content = {"metrics": metrics, "absent": absent, "grounds": asdict(grounds)}
        return cls(metrics, grounds, files.digest(content))


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
                "recogniser": self.grounds.recogniser,
            }
        )

    @classmethod
    def from_tag(cls, tag: str) -> Evaluation | None:
        """None for what `to_tag` did not write: a person may edit a tag in MLflow's pages."""
        try:
            values: dict[str, Any] = json.loads(tag)
            texts = [values[name] for name in ("heldout", "mel", "report", "run")]
            recogniser = values.get("recogniser")
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        if not all(isinstance(text, str) for text in (*texts, recogniser or "")):
            return None
        heldout, mel, report, run = texts
        return cls(Grounds(heldout, mel, recogniser), report, run)


def read_metrics(system: str) -> dict[str, float]:
    """Raises VoxloomError that names the file that is missing or the key that has no number."""
    path = METRICS / f"{system}.json"
    metrics = files.read_json_object(path)
    for name, value in metrics.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise VoxloomError(f"{path}: {name}: {value!r} is no number")
    return {name: float(value) for name, value in metrics.items()}


def usable(value: float | None) -> TypeGuard[float]:
    """Whether a figure can decide anything: no NaN, nor infinity, which MLflow's databases keep
    as the largest float."""
    return value is not None and abs(value) < sys.float_info.max
