"""The settings of the system `voice`."""

from __future__ import annotations

from typing import ClassVar

from voxloom.audio.mel.params import AudioParams
from voxloom.systems.params import SystemParams
from voxloom.systems.voice.align.params import AlignParams
from voxloom.systems.voice.evaluate.params import VoiceEvaluateParams
from voxloom.systems.voice.model.params import OutputParams
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.systems.voice.vocoder.model.fine_hop import fine_hop
from voxloom.systems.voice.vocoder.train.params import VocoderParams


class VoiceParams(SystemParams):
    NAME: ClassVar[str] = "voice"

    align: AlignParams
    prior: PriorParams
    vocoder: VocoderParams
    output: OutputParams
    evaluate: VoiceEvaluateParams

    def check_audio(self, audio: AudioParams) -> None:
        if self.vocoder.form == "sourcefilter":
            fine_hop(audio.rate, audio.hop)
