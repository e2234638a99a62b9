"""params.yaml as types: frozen, complete, unknown keys refused before any work starts.

One class a section: what the systems share, then each system's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import model_validator

from voxloom.audio.clean.params import CleanParams
from voxloom.audio.mel.params import AudioParams, FeaturesParams
from voxloom.core.errors import VoxloomError
from voxloom.core.settings import PARAMS_FILE, Section, parse_section, read_params
from voxloom.corpora.params import IngestParams
from voxloom.metrics.params import EvaluateParams
from voxloom.study.params import StudyParams
from voxloom.survey.params import SurveyParams
from voxloom.systems.names import NAMES, require_system
from voxloom.systems.params import SystemParams
from voxloom.systems.speech.params import SpeechParams
from voxloom.systems.voice.params import VoiceParams
from voxloom.text.sounds.params import TextParams


class Params(Section):
    audio: AudioParams
    ingest: IngestParams
    clean: CleanParams
    study: StudyParams
    text: TextParams
    survey: SurveyParams
    features: FeaturesParams
    evaluate: EvaluateParams
    speech: SpeechParams
    voice: VoiceParams

    @model_validator(mode="after")
    def _band_below_half_the_rate(self) -> Params:
        half = self.audio.rate / 2
        if self.clean.band is not None and self.clean.band[0] >= half:
            raise ValueError(
                f"clean.band starts at half of audio.rate or above: use under {half:g}"
            )
        return self

    @model_validator(mode="after")
    def _systems_fit_the_mels(self) -> Params:
        for name in NAMES:
            try:
                self.of(name).check_audio(self.audio)
            except VoxloomError as error:
                raise ValueError(str(error)) from None
        return self

    def of(self, system: str) -> SystemParams:
        """A system's own. Raises VoxloomError for a system that there is not."""
        require_system(system)
        settings: SystemParams = getattr(self, system)
        return settings


def parse_params(values: Any, source: str) -> Params:
    """Raises VoxloomError with one line a wrong key: its name, what is wrong, what to do."""
    return parse_section(Params, values, source)


def load_params(path: Path = PARAMS_FILE) -> Params:
    """Raises VoxloomError when the file is missing, no YAML, or wrong in a key."""
    return parse_params(read_params(path), str(path))
