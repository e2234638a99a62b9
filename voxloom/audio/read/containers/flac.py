"""FLAC: the number of samples and the MD5 of the sound that its header promises (RFC 9639)."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import AudioError

STREAMINFO_BYTES = 34


class Promise:
    """STREAMINFO, held against the sound as it is decoded."""

    def __init__(self, streaminfo: bytes) -> None:
        """Raises AudioError(lying_header) when it is too short to be one."""
        if len(streaminfo) < STREAMINFO_BYTES:
            raise AudioError("lying_header", str(len(streaminfo)), "no whole STREAMINFO")
        packed = int.from_bytes(streaminfo[10:18], "big")  # rate 20, channels 3, bits 5, samples 36
        self.samples = packed & (1 << 36) - 1 or None  # None: written to a pipe
        self._bits = (packed >> 36 & 31) + 1
        self._md5 = streaminfo[18:34] if any(streaminfo[18:34]) else None
        self._digest = hashlib.md5(usedforsecurity=False)

    def take(self, samples: NDArray[Any]) -> None:
        """(n, channels) int16 or int32 as FFmpeg gives them: at the upper end of the word."""
        if self._md5 is None:
            return
        numbers = samples >> (samples.itemsize * 8 - self._bits)
        width = -(-self._bits // 8)
        little = np.ascontiguousarray(numbers, f"<i{samples.itemsize}").view(np.uint8)
        self._digest.update(little.reshape(-1, samples.itemsize)[:, :width].tobytes())

    def check(self, name: str) -> None:
        """Raises AudioError(corrupt) when the sound is not the one that was encoded."""
        if self._md5 is not None and self._digest.digest() != self._md5:
            raise AudioError("corrupt", "MD5", f"{name}: what it decodes to has another MD5")
