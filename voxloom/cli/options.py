"""What several commands ask for, and what is looked at before their work."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from voxloom.core import files
from voxloom.core.errors import VoxloomError

MANY = 10**6

Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Same seed, same bytes.")]


def check_targets(*paths: Path | None) -> None:
    """Before the work: raises OSError where one of the files cannot be written."""
    for path in paths:
        if path is not None:
            files.require_writable(path)


def model_folder(model: str) -> Path:
    """The folder itself, or that of a registered model. Raises VoxloomError as `download` does."""
    if not model.startswith("models:/"):
        return Path(model)
    from voxloom.registry.download import model_folder as fetched

    return fetched(model)


def from_stdin() -> str:
    """The text there. Raises VoxloomError for what is no text, or more than any has."""
    from voxloom.text.letters.errors import TextError
    from voxloom.text.letters.lines import read_all
    from voxloom.text.letters.transcript import read_transcript

    try:
        return read_transcript(read_all(sys.stdin.buffer, "stdin"))
    except TextError as error:
        raise VoxloomError(f"stdin: {error}") from None
