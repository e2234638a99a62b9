"""What several commands ask for, and what is looked at before their work."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voxloom.core import files

MANY = 10**6


Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Same seed, same bytes.")]


def check_targets(*paths: Path | None) -> None:
    """Before the work: raises OSError where one of the files cannot be written."""
    for path in paths:
        if path is not None:
            files.require_writable(path)
