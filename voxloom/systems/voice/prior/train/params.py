"""How the prior is made and trained."""

from __future__ import annotations

from typing import Literal

from pydantic import (
    Field,
)

from voxloom.core.settings import (
    Blocks,
    Channels,
    Count,
    Crop,
    GradientNorm,
    LearningRate,
    Section,
    Seed,
    Share,
    Steps,
    Threads,
    Warmup,
    Weight,
)


class PriorParams(Section):
    channels: int = Channels
    blocks: int = Blocks  # residual blocks over phones, and again over latent frames
    hidden: int = Channels  # of the LSTM
    components: int = Field(ge=1, le=256)  # Gaussians in the mixture
    dropout: float = Share
    history_noise: float = Field(
        ge=0.0, le=100.0
    )  # most noise on the latent before, in its own units
    history_dropout: float = Share  # share of steps that do not see it
    joined: float = Share  # share of batches whose short utterances are said one after another
    expected: float = Weight  # weight of what the phones alone must predict
    temperature: float = Field(ge=0.0, le=1.5)  # spread when speaking, unless asked otherwise
    steps: int = Steps
    batch: int = Field(ge=1, le=10**6)  # latent frames
    crop: int = Crop  # mel frames; a longer utterance is cut between words
    learning_rate: float = LearningRate
    warmup_steps: int = Warmup
    clip: float = GradientNorm  # gradient norm
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    listen_from: float = Field(ge=0.0, le=1.0)  # share of the steps before the recogniser is asked
    listen: int = Count  # sentences it transcribes, at most
    recogniser: str  # as in evaluate; chooses the checkpoint
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed
