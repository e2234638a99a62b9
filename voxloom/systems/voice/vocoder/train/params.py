"""How the vocoder is made and trained: a section a form that is trained."""

from __future__ import annotations

from typing import Literal

from pydantic import (
    Field,
)

from voxloom.core.settings import (
    Batch,
    Blocks,
    Channels,
    Crop,
    GradientNorm,
    LearningRate,
    Section,
    Seed,
    Share,
    Steps,
    Threads,
    Warmup,
)

Form = Literal["griffinlim", "sourcefilter", "vocos"]


class TrainedParams(Section):
    """What the forms that are trained share."""

    channels: int = Channels
    blocks: int = Blocks
    steps: int = Steps
    batch: int = Batch
    crop: int = Crop  # mel frames an example
    learning_rate: float = LearningRate
    decoded: float = Field(ge=0.0, le=1.0)  # share of a batch whose mels went through the VAE
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed


class SourceFilterParams(TrainedParams):
    hours: float = Field(gt=0.0, le=1000.0)  # of speech to learn from, where there is more
    fine_channels: int = Channels  # at the rate of the filters
    fine_blocks: int = Blocks
    warmup_steps: int = Warmup
    clip: float = GradientNorm


class VocosParams(TrainedParams):
    adversarial_from: int = Warmup  # step from which critics are trained against
    precision: Literal["auto", "fp32", "bf16"]


class VocoderParams(Section):
    form: Form  # with griffinlim nothing is trained
    sourcefilter: SourceFilterParams
    vocos: VocosParams

    def trained(self) -> SourceFilterParams | VocosParams | None:
        """Those of the form; None where nothing is trained."""
        sections: dict[str, SourceFilterParams | VocosParams] = {
            "sourcefilter": self.sourcefilter,
            "vocos": self.vocos,
        }
        return sections.get(self.form)
