"""How the vocoder is made and trained."""

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
    LearningRate,
    Section,
    Seed,
    Share,
    Steps,
    Threads,
    Warmup,
)


class VocoderParams(Section):
    form: Literal["griffinlim", "vocos"]  # with griffinlim nothing is trained
    channels: int = Channels
    blocks: int = Blocks
    steps: int = Steps
    adversarial_from: int = Warmup  # step from which critics are trained against
    batch: int = Batch
    crop: int = Crop  # mel frames an example
    learning_rate: float = LearningRate
    decoded: float = Field(ge=0.0, le=1.0)  # share of a batch whose mels went through the VAE
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    precision: Literal["auto", "fp32", "bf16"]
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed
