"""The mel contract's numbers, and what `features` adds to them."""

from __future__ import annotations

from typing import Literal

from pydantic import (
    Field,
    model_validator,
)

from voxloom.core.settings import Section


class AudioParams(Section):
    """The mel contract's numbers (see `voxloom.audio.mel.mel`)."""

    rate: int = Field(ge=8000, le=48000)  # Hz
    n_fft: int = Field(ge=128, le=16_384)  # samples
    hop: int = Field(ge=16)  # samples
    win: int = Field(ge=64)  # samples
    n_mels: int = Field(ge=8, le=256)
    fmin: float = Field(ge=0.0)  # Hz
    fmax: float = Field(gt=0.0)  # Hz
    mel_scale: Literal["slaney", "htk"]
    mel_norm: Literal["slaney", "none"]
    floor: float = Field(ge=1e-12, le=1.0)  # magnitudes below it are lifted to it before the log

    @model_validator(mode="after")
    def _consistent(self) -> AudioParams:
        if self.fmax > self.rate / 2:
            raise ValueError(f"fmax {self.fmax:g} is above half the rate: use {self.rate // 2}")
        if self.fmin >= self.fmax:
            raise ValueError(f"fmin {self.fmin:g} is not below fmax {self.fmax:g}")
        if not self.hop <= self.win <= self.n_fft:
            raise ValueError("needs hop <= win <= n_fft")
        return self


class FeaturesParams(Section):
    n_mfcc: int = Field(ge=2, le=40)
    f0_min: float = Field(ge=20.0, le=2000.0)  # Hz
    f0_max: float = Field(ge=20.0, le=2000.0)  # Hz

    @model_validator(mode="after")
    def _a_range(self) -> FeaturesParams:
        if self.f0_min >= self.f0_max:
            raise ValueError("needs f0_min < f0_max")
        return self
