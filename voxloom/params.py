"""params.yaml as types: frozen, complete, unknown keys refused before any work starts.

One class a section, one section a stage, plus `audio` (the geometry every stage shares).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import (
    Field,
    model_validator,
)

from voxloom.audio.clean.params import CleanParams
from voxloom.audio.mel.params import AudioParams, FeaturesParams
from voxloom.core.settings import PARAMS_FILE, Section, parse_section, read_params
from voxloom.corpora.params import IngestParams
from voxloom.metrics.params import EvaluateParams
from voxloom.registry.params import RegisterParams
from voxloom.study.params import StudyParams
from voxloom.survey.params import SurveyParams
from voxloom.systems.speech.train.params import VaeParams
from voxloom.systems.voice.align.params import AlignParams
from voxloom.systems.voice.model.params import VoiceParams
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.systems.voice.vocoder.train.params import VocoderParams
from voxloom.text.sounds.params import TextParams


class Params(Section):
    audio: AudioParams
    ingest: IngestParams
    clean: CleanParams
    study: StudyParams
    text: TextParams
    survey: SurveyParams
    features: FeaturesParams
    align: AlignParams
    vae: VaeParams
    prior: PriorParams
    vocoder: VocoderParams
    voice: VoiceParams
    evaluate: EvaluateParams
    register_: RegisterParams = Field(alias="register")  # BaseModel has a method of that name

    @model_validator(mode="after")
    def _band_below_half_the_rate(self) -> Params:
        half = self.audio.rate / 2
        if self.clean.band is not None and self.clean.band[0] >= half:
            raise ValueError(
                f"clean.band starts at half of audio.rate or above: use under {half:g}"
            )
        return self


def parse_params(values: Any, source: str) -> Params:
    """Raises VoxloomError with one line a wrong key: its name, what is wrong, what to do."""
    return parse_section(Params, values, source)


def load_params(path: Path = PARAMS_FILE) -> Params:
    """Raises VoxloomError when the file is missing, no YAML, or wrong in a key."""
    return parse_params(read_params(path), str(path))
