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


def read_sentences(package: ModuleType, name: str, language: str) -> list[Sentence]:
    """Those of the file NAME.LANGUAGE.txt of a package; none where there is no such file."""
    file = resources.files(package).joinpath(f"{name}.{language}.txt")
    if not file.is_file():
        return []
    text = file.read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [Sentence(*line.split("|", maxsplit=1)) for line in lines]


def languages_of(package: ModuleType, name: str) -> list[str]:
    """The languages that a set of sentences is in."""
    names = [file.name.split(".") for file in resources.files(package).iterdir()]
    return sorted(parts[1] for parts in names if parts[0] == name and parts[2:] == ["txt"])
