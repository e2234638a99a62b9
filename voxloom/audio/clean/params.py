"""What the stage `clean` is told."""

from __future__ import annotations

from typing import Literal

from pydantic import (
    Field,
    model_validator,
)

from voxloom.core.settings import Seconds, Section


class CleanParams(Section):
    declip: bool  # draw clipped peaks again (FFmpeg's adeclip)
    band: tuple[float, float] | None  # Hz; what lies outside is taken out
    hum: Literal[50, 60] | None  # Hz of the mains, taken out with its harmonics
    denoise: bool  # a gentle spectral gate
    trim: bool
    trim_margin: float = Field(ge=0.0, le=60.0)  # seconds kept around speech
    loudness: float = Field(ge=-70.0, le=0.0)  # LUFS, ITU-R BS.1770
    peak: float = Field(ge=-60.0, le=0.0)  # dBFS, the highest sample allowed
    min_seconds: float = Field(ge=0.0, le=3600.0)  # after trimming
    max_seconds: float = Seconds

    @model_validator(mode="after")
    def _a_band(self) -> CleanParams:
        if self.band is not None and not 0.0 < self.band[0] < self.band[1]:
            raise ValueError(f"band {list(self.band)} is none: use [low, high] in Hz, from above 0")
        return self

    @model_validator(mode="after")
    def _lengths(self) -> CleanParams:
        if self.min_seconds >= self.max_seconds:
            raise ValueError("needs min_seconds < max_seconds")
        return self
