"""Sound in memory, and the error of a recording that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voxloom.core.errors import VoxloomError

Samples = NDArray[np.float32]


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
