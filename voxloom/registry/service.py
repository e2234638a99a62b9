"""A system behind a table: rows of requests in, rows of recordings out.

Free of MLflow, so that every server of a model reads requests alike.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.errors import VoxloomError

Row = dict[str, Any]
Config = Mapping[str, Any]

MLFLOW_TYPES = {int: "long", float: "double", str: "string"}

# What every server of a model imports; voxloom itself travels as code.
BASE_REQUIREMENTS = (
    "mlflow",
    "numpy",
    "pandas",
    "pydantic",
    "pyyaml",
    "safetensors",
    "soundfile",
    "soxr",
    "torch",
    "torchaudio",
)


@dataclass(frozen=True)
class Request:
    """One row of the table."""

    number: int
    values: Mapping[str, Any]

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
    gives: Mapping[str, type]  # columns of an answer
    example: Callable[[], dict[str, list[str]]]  # a small table of requests
    requirements: Callable[[Config], tuple[str, ...]]  # distributions it imports
    unused: Callable[[Config], tuple[str, ...]]  # what these ask for, and it never imports
    grammar: Callable[[Config], str | None]  # the language whose compiled grammar it needs

    def answer_all(self, model: Any, requests: list[Row], parameters: Row) -> list[Row]:
        """Raises VoxloomError that names the row, and the column or the number that is wrong."""
        try:
            settings = self.settings(**parameters)
        except VoxloomError as error:
            raise VoxloomError(f"params, {error}") from None
        return [
            row
            for number, values in enumerate(requests)
            for row in self._answer_one(model, Request(number, values), settings)
        ]

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
