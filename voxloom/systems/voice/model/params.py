"""How speech is finished."""

from __future__ import annotations

from pydantic import (
    Field,
)

from voxloom.core.settings import Section


class OutputParams(Section):
    """How speech is finished."""

    pause: float = Field(ge=0.0, le=60.0)  # seconds between sentences
    loudness: float = Field(ge=-70.0, le=0.0)  # LUFS, ITU-R BS.1770
    peak: float = Field(ge=-60.0, le=0.0)  # dBFS
    denoise: float = Field(ge=0.0, le=1.0)  # how much of the noise floor goes
