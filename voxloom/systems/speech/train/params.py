"""How the speech VAE is made and trained."""

from __future__ import annotations

from typing import Literal

from pydantic import (
    Field,
    model_validator,
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
    Weight,
)


class AugmentParams(Section):
    """Augmentation of training mels; 0 switches a kind off."""

    gain_db: float = Field(ge=0.0, le=60.0)  # +- uniform
    pitch_bins: float = Field(ge=0.0, le=64.0)  # +- uniform shift along the mel axis, in bins
    tempo: float = Field(ge=0.0, lt=0.5)  # +- uniform share of the speaking rate
    noise: float = Field(ge=0.0, le=10.0)  # standard deviation of noise on the scaled encoder input
    time_mask: int = Field(ge=0, le=10**5)  # frames hidden from the encoder, at most
    mel_mask: int = Field(ge=0, le=256)  # bins hidden from the encoder, at most


class VaeParams(Section):
    form: Literal["conv", "mlp"]
    latent: int = Field(ge=1, le=1024)  # dimensions a latent frame
    stride: Literal[1, 2, 4]  # mel frames a latent frame
    channels: int = Channels
    blocks: int = Blocks  # residual blocks on each side
    steps: int = Steps
    batch: int = Batch
    crop: int = Crop  # mel frames an example
    learning_rate: float = LearningRate
    warmup_steps: int = Warmup  # of the learning rate
    beta: float = Weight  # weight of the KL after its warm-up
    beta_warmup_steps: int = Warmup
    free_bits: float = Field(ge=0.0, le=100.0)  # nats a latent dimension and frame left unpenalised
    auxiliary: float = Weight  # weight of a voicing classifier on the latents, 0 = off
    clip: float = GradientNorm  # gradient norm
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    precision: Literal["auto", "fp32", "bf16"]
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed
    augment: AugmentParams

    @model_validator(mode="after")
    def _consistent(self) -> VaeParams:
        if self.crop % self.stride:
            raise ValueError(f"crop {self.crop} is no multiple of stride {self.stride}")
        return self
