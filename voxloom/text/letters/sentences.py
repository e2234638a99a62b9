"""Sentences that come with the code: a kind and a text a line."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from types import ModuleType


@dataclass(frozen=True)
class Sentence:
    """One sentence as a user would write it."""

    kind: str  # what it tries: harvard, telephone, digits, ...
    text: str


def read_sentences(package: ModuleType, name: str) -> list[Sentence]:
    """Those of the file NAME.txt of a package."""
    text = resources.files(package).joinpath(f"{name}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [Sentence(*line.split("|", maxsplit=1)) for line in lines]
