"""What every stage's command does around its work."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tasks.dag import DAG, deps
from voxloom import seal
from voxloom.errors import VoxloomError
from voxloom.process import die_with_parent
from voxloom.progress import say


def stage(work: Callable[[], None]) -> Callable[[], None]:
    """A stage's `main`: dies with the dvc that started it, and ends an error in one message."""

    @functools.wraps(work)
    def main() -> None:
        die_with_parent()
        try:
            check_inputs(Path(work.__code__.co_filename).stem)
            work()
        except VoxloomError as error:
            say(f"error: {error}")
            sys.exit(1)

    return main


def check_inputs(stage: str) -> None:
    """Raises VoxloomError when a file that an earlier stage made for this one is damaged."""
    for path in deps(stage) if DAG.is_file() else []:
        seal.check(path)


def fresh_folder(folder: Path) -> None:
    """An empty output folder: nothing of an earlier run may stay in an artifact."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
