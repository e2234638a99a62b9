"""What every stage's command does around its work."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from voxloom import account
from voxloom.errors import VoxloomError
from voxloom.progress import say


def stage(work: Callable[[], None]) -> Callable[[], None]:
    """A stage's `main`: an error that a person can mend ends in one message."""

    @functools.wraps(work)
    def main() -> None:
        try:
            account.stand_in(Path.cwd())
            work()
        except VoxloomError as error:
            say(f"error: {error}")
            sys.exit(1)

    return main


def fresh_folder(folder: Path) -> None:
    """An empty output folder: nothing of an earlier run may stay in an artifact."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
