"""Sound in memory, what bounds it has, and the error of a recording that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voxloom.core.errors import VoxloomError

Samples = NDArray[np.float32]
FLOAT_BYTES = 4
# What a recording may be.
MIN_RATE, MAX_RATE = 4000, 384000  # Hz
MAX_CHANNELS = 32


class AudioError(VoxloomError):
    """A recording that cannot be used; `code` and `value` go to the quarantine list."""

    def __init__(self, code: str, value: str, message: str) -> None:
        super().__init__(message)
        self.code, self.value = code, value


@dataclass(frozen=True)
class Audio:
    samples: Samples  # (n,) mono or (n, channels), full scale is 1.0
    rate: int  # Hz

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


# Hears each part of a longer piece of work as it is made, and may stop it by an exception.
AfterEach = Callable[[Audio], object]


def unheard(part: Audio) -> None:
    """Lets the work go on."""


def to_mono(audio: Audio) -> Audio:
    """The mean of the channels."""
    if audio.samples.ndim == 1:
        return audio
    return Audio(audio.samples.mean(axis=1, dtype=np.float32), audio.rate)


def resample(audio: Audio, rate: int) -> Audio:
    """Band-limited resampling (soxr, very high quality) to `rate` Hz."""
    if audio.rate == rate:
        return audio
    import soxr

    samples = soxr.resample(audio.samples, audio.rate, rate, quality="VHQ")
    return Audio(samples.astype(np.float32), rate)


def to_int16(samples: Samples) -> NDArray[np.int16]:
    """Round to 16 bits; what is beyond full scale is clipped."""
    rounded: NDArray[np.int16] = np.clip(np.rint(samples * 32767.0), -32768, 32767).astype(np.int16)
    return rounded


def from_int16(values: NDArray[np.int16]) -> Samples:
    """What `to_int16` gives the same values of."""
    return (values / 32767.0).astype(np.float32)
