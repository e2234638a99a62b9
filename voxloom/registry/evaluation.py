"""The evaluation of a system as the registry reads it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.project import EVALUATION, METRICS
from voxloom.metrics.evaluated import ABSENT, GROUNDS

# What was evaluated on what, by name: figures of two versions compare only where all agree. None
# is what a version was registered without.
Grounds = Mapping[str, str | None]

# Tags of versions from before the grounds were a mapping name these three.
OLDER = {"heldout": "heldout_digest", "mel": "mel_digest", "recogniser": "recogniser"}
# They name the setting, not the model, of which there was one then.
OLDER_RECOGNISERS = {"bundled": "whisper-tiny.en"}


@dataclass(frozen=True)
class EvaluationReport:
    """A system's evaluation in the project: its figures, and what they were measured on."""

    metrics: dict[str, float]
    grounds: Grounds
    digest: str  # of what is the system's own, not of the page about it

    @classmethod
    def of_project(cls, system: str) -> EvaluationReport:
        """Raises VoxloomError that names the file or the metric that is missing or wrong."""
        metrics, grounds = read_metrics(system), read_grounds(system)
        absent = files.read_json(EVALUATION / system / ABSENT)
        content = {"metrics": metrics, "absent": absent, "grounds": grounds}
        return cls(metrics, grounds, files.digest(content))


@dataclass(frozen=True)
class Evaluation:
    """An evaluation as a version's tag names it: its grounds, its figures' run, its content."""

    grounds: Grounds
    report_digest: str
    run_id: str

    def to_tag(self) -> str:
        return json.dumps(
            {"run": self.run_id, "report": self.report_digest, "grounds": dict(self.grounds)}
        )

    @classmethod
    def from_tag(cls, tag: str) -> Evaluation | None:
        """None for what `to_tag` did not write: a person may edit a tag in MLflow's pages."""
        try:
            values: dict[str, Any] = json.loads(tag)
            report, run = values["report"], values["run"]
            grounds = _renamed(values["grounds"] if "grounds" in values else _older(values))
            told = [report, run, *(ground or "" for ground in grounds.values())]
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        if not grounds or not all(isinstance(text, str) for text in told):
            return None
        return cls(grounds, report, run)


def _older(values: Mapping[str, Any]) -> dict[str, Any]:
    grounds = {name: values[key] for key, name in OLDER.items() if key != "recogniser"}
    return {**grounds, "recogniser": values.get("recogniser")}


def _renamed(grounds: dict[str, Any]) -> dict[str, Any]:
    return {
        name: OLDER_RECOGNISERS.get(ground, ground) if name == "recogniser" else ground
        for name, ground in grounds.items()
    }


def read_grounds(system: str) -> dict[str, str]:
    """Raises VoxloomError that names the file that is missing or has no grounds."""
    path = EVALUATION / system / GROUNDS
    grounds = files.read_json_object(path)
    if not grounds or not all(isinstance(ground, str) for ground in grounds.values()):
        raise VoxloomError(f"{path}: does not say what {system} was measured on; run `dvc repro`")
    return grounds


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
