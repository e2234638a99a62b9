"""How the aligner is made and trained."""

from __future__ import annotations

from pydantic import (
    Field,
)

from voxloom.core.settings import (
    Batch,
    Channels,
    GradientNorm,
    LearningRate,
    Section,
    Seed,
    Share,
    Steps,
    Threads,
    Warmup,
)


class AlignParams(Section):
    channels: int = Channels
    steps: int = Steps
    batch: int = Batch  # utterances
    learning_rate: float = LearningRate
    warmup_steps: int = Warmup
    clip: float = GradientNorm  # gradient norm
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    refinements: int = Field(ge=0, le=1000)  # rounds of fitting Gaussians to the phones
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed
