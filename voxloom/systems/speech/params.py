"""The settings of the system `speech`."""

from __future__ import annotations

from typing import ClassVar

from voxloom.systems.params import SystemParams
from voxloom.systems.speech.evaluate.params import SpeechEvaluateParams
from voxloom.systems.speech.train.params import VaeParams


class SpeechParams(SystemParams):
    NAME: ClassVar[str] = "speech"

    vae: VaeParams
    evaluate: SpeechEvaluateParams
