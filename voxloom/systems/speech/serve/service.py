"""The `speech` system behind a table: reconstruct, sample, interpolate and repair recordings."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from voxloom.audio.wave.sound import Audio, AudioError
from voxloom.audio.wave.wav import decode_bytes, encode
from voxloom.core.errors import VoxloomError
from voxloom.serve.service import BASE_REQUIREMENTS, Request, Row, Service, audio_cell

if TYPE_CHECKING:
    from voxloom.systems.speech.model.use import Speech

MAX_SECONDS = 120.0  # of a recording that is sent
MAX_DECODED = 64 << 20  # bytes of its samples in all channels, as float32
MAX_IN_ALL = 64 << 20  # characters of base64 in a request: two minutes twice, in stereo
MAX_STEPS = 32
EXAMPLE_SECONDS = 0.5


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
            raise VoxloomError(f"temperature: {self.temperature} is not between 0 and 10")
        if not 2 <= self.steps <= MAX_STEPS:
            raise VoxloomError(f"steps: {self.steps} is not between 2 and {MAX_STEPS}")
        if not 0 <= self.seed < 2**63:
            raise VoxloomError(f"seed: {self.seed} is not between 0 and 2^63 - 1")
        if not (math.isfinite(self.start) and math.isfinite(self.end)):
            raise VoxloomError(f"start and end: {self.start}, {self.end} are no seconds")


Operation = Callable[["Speech", Request, Settings], list[Audio]]


def _reconstruct(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    return [_count(request, speech.reconstruct(_sent(request, "audio")))]


def _sample(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    audio = speech.sample(settings.seconds, settings.seed, settings.temperature)
    return [_count(request, audio)]


def _interpolate(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    first, second = _sent(request, "audio"), _sent(request, "audio_b")
    return speech.interpolate(first, second, settings.steps, lambda audio: _count(request, audio))


def _repair(speech: Speech, request: Request, settings: Settings) -> list[Audio]:
    audio = speech.repair(_sent(request, "audio"), settings.start, settings.end)
    return [_count(request, audio)]


def _count(request: Request, audio: Audio) -> Audio:
    """The same audio. Raises VoxloomError where it is too much for the request."""
    request.budget.take(len(audio.samples), request.where("operation"))
    return audio


OPERATIONS: dict[str, Operation] = {
    "reconstruct": _reconstruct,
    "sample": _sample,
    "interpolate": _interpolate,
    "repair": _repair,
}


def answer(speech: Speech, request: Request, settings: Settings) -> list[Row]:
    """Rows `audio` (WAV in base64), `rate` (Hz), `seconds`; several for interpolate.

    Raises VoxloomError that says what is wrong, with row and column where it is one's.
    """
    name = request.values.get("operation")
    operation = OPERATIONS.get(name) if isinstance(name, str) else None
    if operation is None:
        raise VoxloomError(
            f"{request.where('operation')}: {name!r} is none of {', '.join(OPERATIONS)}"
        )
    return [
        {"audio": audio_cell(encode(audio, "WAV")), "rate": audio.rate, "seconds": audio.seconds}
        for audio in operation(speech, request, settings)
    ]


def _sent(request: Request, column: str) -> Audio:
    where = request.where(column)
    text = request.text(column, "send a WAV or FLAC file in base64")
    try:
        audio = decode_bytes(base64.b64decode(text, validate=True), MAX_SECONDS, MAX_DECODED)
    except binascii.Error as error:
        raise VoxloomError(f"{where}: is not base64 ({error})") from None
    except AudioError as error:
        raise VoxloomError(f"{where}: {error}") from None
    if not np.isfinite(audio.samples).all():
        raise VoxloomError(f"{where}: holds NaN or infinite samples")
    return audio


def _load(folder: Path) -> Speech:
    from voxloom.systems.speech.model.use import Speech

    return Speech.load(folder)


def _example() -> dict[str, list[str]]:
    """A short tone to reconstruct: 220 Hz at 8 kHz, a few kB in base64."""
    rate = 8000
    time = np.arange(int(EXAMPLE_SECONDS * rate)) / rate
    tone = Audio((0.1 * np.sin(2 * np.pi * 220.0 * time)).astype(np.float32), rate)
    return {"operation": ["reconstruct"], "audio": [audio_cell(encode(tone, "FLAC"))]}


SPEECH = Service(
    load=_load,
    settings=Settings,
    answer=answer,
    asks={"operation": True, "audio": False, "audio_b": False},
    longest=MAX_IN_ALL,
    gives={"row": int, "audio": str, "rate": int, "seconds": float},
    example=_example,
    requirements=lambda config: BASE_REQUIREMENTS,
    unused=lambda config: (),
    grammar=lambda config: None,
)
