"""The `speech` system behind a table of requests: rows in, recordings out.

Free of MLflow, so that every server of the model reads requests alike.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from voxloom.audio.decode import Audio, AudioError, decode_bytes, encode
from voxloom.errors import VoxloomError
from voxloom.speech import Speech

MAX_SECONDS = 120.0  # of a recording that is sent
MAX_STEPS = 32


@dataclass(frozen=True)
class Settings:
    """The numbers of a call; they hold for all its rows."""

    seconds: float = 3.0  # sample: length
    seed: int = 0  # sample
    temperature: float = 1.0  # sample: spread of the latents, 1.0 is that of the training data
    steps: int = 5  # interpolate: recordings, both ends included
    start: float = 0.0  # repair: first second of the hidden stretch
    end: float = 0.0  # repair: its last second

    def __post_init__(self) -> None:
        """Raises VoxloomError for a number no operation can use."""
        if not (math.isfinite(self.temperature) and 0.0 <= self.temperature <= 10.0):
            raise VoxloomError(f"params, temperature: {self.temperature} is not between 0 and 10")
        if not 2 <= self.steps <= MAX_STEPS:
            raise VoxloomError(f"params, steps: {self.steps} is not between 2 and {MAX_STEPS}")
        if not 0 <= self.seed < 2**63:
            raise VoxloomError(f"params, seed: {self.seed} is not between 0 and 2^63 - 1")
        if not (math.isfinite(self.start) and math.isfinite(self.end)):
            raise VoxloomError(f"params, start and end: {self.start}, {self.end} are no seconds")


@dataclass(frozen=True)
class Request:
    """One row of the table."""

    number: int
    values: Mapping[str, Any]

    def audio(self, column: str) -> Audio:
        """Raises VoxloomError that names row and column."""
        where = f"row {self.number}, column {column}"
        text = self.values.get(column)
        if not isinstance(text, str) or not text:
            raise VoxloomError(f"{where}: missing; send a WAV or FLAC file in base64")
        try:
            audio = decode_bytes(base64.b64decode(text, validate=True), MAX_SECONDS)
        except binascii.Error as error:
            raise VoxloomError(f"{where}: is not base64 ({error})") from None
        except AudioError as error:
            raise VoxloomError(f"{where}: {error}") from None
        if not np.isfinite(audio.samples).all():
            raise VoxloomError(f"{where}: holds NaN or infinite samples")
        return audio


Operation = Callable[[Speech, Request, Settings], list[Audio]]


def _reconstruct(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    return [speech.reconstruct(request.audio("audio"))]


def _sample(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    return [speech.sample(settings.seconds, settings.seed, settings.temperature)]


def _interpolate(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    first, second = request.audio("audio"), request.audio("audio_b")
    return speech.interpolate(first, second, settings.steps)


def _repair(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    return [speech.repair(request.audio("audio"), settings.start, settings.end)]


OPERATIONS: dict[str, Operation] = {
    "reconstruct": _reconstruct,
    "sample": _sample,
    "interpolate": _interpolate,
    "repair": _repair,
}


def answer(speech: Speech, request: Request, settings: Settings) -> list[dict[str, Any]]:
    """Rows `row`, `audio` (WAV in base64), `rate` (Hz), `seconds`; several for interpolate.

    Raises VoxloomError that names the row, and the column or the number that is wrong.
    """
    name = request.values.get("operation")
    operation = OPERATIONS.get(name) if isinstance(name, str) else None
    if operation is None:
        raise VoxloomError(
            f"row {request.number}, column operation: {name!r} is none of {', '.join(OPERATIONS)}"
        )
    try:
        recordings = operation(speech, request, settings)
    except VoxloomError as error:
        text = str(error)
        own = f"row {request.number}"
        raise VoxloomError(text if text.startswith(own) else f"{own}: {text}") from None
    return [_row(request.number, audio) for audio in recordings]


def _row(number: int, audio: Audio) -> dict[str, Any]:
    return {
        "row": number,
        "audio": base64.b64encode(encode(audio, "WAV")).decode("ascii"),
        "rate": audio.rate,
        "seconds": audio.seconds,
    }
