"""A system behind a table: rows of requests in, rows of recordings out.

Free of MLflow, so that every server of a model reads requests alike.
"""

from __future__ import annotations

import base64
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core.errors import VoxloomError

Row = dict[str, Any]
Config = Mapping[str, Any]

MLFLOW_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}

# What one request may take of a server. The longest are ten minutes of speech.
MAX_ROWS = 100
MAX_SAMPLES = 16_000_000  # of all recordings of an answer: 12 minutes at 22,050 Hz

# What every server of a model imports; voxloom itself travels as code.
BASE_REQUIREMENTS = (
    "configobj",
    "mlflow",
    "numpy",
    "pandas",
    "platformdirs",
    "psutil",
    "pydantic",
    "pyyaml",
    "safetensors",
    "soundfile",
    "soxr",
    "threadpoolctl",
    "torch",
    "torchaudio",
)


class Budget:
    """What is left of time and samples for a request; asked between the steps of the work.

    A step is short by its own bounds. Without this a server would work on after its client was told
    that it took too long.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds, self._end = seconds, time.monotonic() + seconds
        self._samples = 0

    def take(self, samples: int, where: str) -> None:
        """Raises VoxloomError that begins with `where` when there is not as much left."""
        self._samples += samples
        if self._samples > MAX_SAMPLES:
            raise VoxloomError(
                f"{where}: with it the answer has over {MAX_SAMPLES} samples; send less at a time"
            )
        if time.monotonic() > self._end:
            raise VoxloomError(
                f"{where}: not done within the {self._seconds:g} s of a request; send less at a "
                "time"
            )


@dataclass(frozen=True)
class Request:
    """One row of the table."""

    number: int
    values: Mapping[str, Any]
    budget: Budget  # of all rows

    def text(self, column: str, missing: str) -> str:
        """A cell that must be filled; `missing` says with what.

        Raises VoxloomError that names row and column.
        """
        value = self.values.get(column)
        if not isinstance(value, str) or not value:
            raise VoxloomError(f"{self.where(column)}: missing; {missing}")
        return value

    def where(self, column: str) -> str:
        return f"row {self.number}, column {column}"


@dataclass(frozen=True)
class Service:
    """What a server must know of a system. A config is a model's model.json."""

    load: Callable[[Path], Any]  # the model, from its folder
    settings: type[Any]  # a dataclass: the parameters of a call with their defaults
    answer: Callable[[Any, Request, Any], list[Row]]  # of model, request and settings
    asks: Mapping[str, bool]  # columns of a request, all text, and whether each must be there
    longest: int  # characters of a request, in all its rows and columns
    gives: Mapping[str, type]  # columns of an answer
    example: Callable[[], dict[str, list[str]]]  # a small table of requests
    requirements: Callable[[Config], tuple[str, ...]]  # distributions it imports
    unused: Callable[[Config], tuple[str, ...]]  # what these ask for, and it never imports
    grammar: Callable[[Config], str | None]  # the language whose compiled grammar it needs

    def answer_all(
        self, model: Any, requests: list[Row], parameters: Row, seconds: float = math.inf
    ) -> list[Row]:
        """Raises VoxloomError that names the row, and the column or the number that is wrong.

        So it does where the request is too large, or not answered after that many seconds.
        """
        try:
            settings = self.settings(**parameters)
        except VoxloomError as error:
            raise VoxloomError(f"params, {error}") from None
        budget = Budget(seconds)
        rows = [Request(number, values, budget) for number, values in enumerate(requests)]
        self._check_size(rows)
        return [row for request in rows for row in self._answer_one(model, request, settings)]

    def _check_size(self, rows: list[Request]) -> None:
        """Raises VoxloomError before any work for rows and characters beyond the bounds."""
        if len(rows) > MAX_ROWS:
            raise VoxloomError(
                f"row {MAX_ROWS}: {len(rows)} rows, over {MAX_ROWS} a request; send fewer at a time"
            )
        count = 0
        for request in rows:
            for column in self.asks:
                value = request.values.get(column)
                count += len(value) if isinstance(value, str) else 0
                if count > self.longest:
                    raise VoxloomError(
                        f"{request.where(column)}: with it the request has over {self.longest} "
                        "characters; send less at a time"
                    )

    def _answer_one(self, model: Any, request: Request, settings: Any) -> Iterator[Row]:
        try:
            rows = self.answer(model, request, settings)
        except VoxloomError as error:
            text, own = str(error), f"row {request.number}"
            raise VoxloomError(text if text.startswith(own) else f"{own}: {text}") from None
        return ({"row": request.number, **row} for row in rows)


def audio_cell(file: bytes) -> str:
    """An audio file as the text of a cell."""
    return base64.b64encode(file).decode("ascii")
