"""How to evaluate: the committed params, with `changes`."""

from __future__ import annotations

from typing import Any

import yaml

from tests.dependencies import ROOT
from voxloom.metrics.params import EvaluateParams
from voxloom.systems.voice.evaluate.params import VoiceEvaluateParams


def shared(**changes: object) -> EvaluateParams:
    return EvaluateParams.model_validate({**_committed()["evaluate"], **changes})


def of_voices(**changes: object) -> VoiceEvaluateParams:
    return VoiceEvaluateParams.model_validate({**_committed()["voice"]["evaluate"], **changes})


def _committed() -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load((ROOT / "params.yaml").read_text())
    return values
