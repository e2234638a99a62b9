"""English sentences a trained voice is examined with, none of them in a corpus it learns from.

`development` chooses a checkpoint, `free` judges the one chosen, `robustness` is made to break it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from voxloom.core.errors import VoxloomError

NAMES = ("free", "development", "robustness")


@dataclass(frozen=True)
class Sentence:
    """One sentence as a user would write it."""

    kind: str  # what it tries: harvard, telephone, digits, ...
    text: str


def load(name: str) -> list[Sentence]:
    """Raises VoxloomError for a name not in NAMES."""
    if name not in NAMES:
        raise VoxloomError(f"no sentences {name!r}: there are {', '.join(NAMES)}")
    text = (
        resources.files("voxloom.systems.voice.evaluate.sentences")
        .joinpath(f"{name}.txt")
        .read_text("utf-8")
    )
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [Sentence(*line.split("|", maxsplit=1)) for line in lines]
