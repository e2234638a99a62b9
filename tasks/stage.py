"""What every stage's command does around its work."""

from __future__ import annotations

import contextlib
import functools
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from voxloom.core import account, files
from voxloom.core.guard import guarded
from voxloom.core.project import NEVER_EMPTIED
from voxloom.provenance import seal
from voxloom.provenance.dag import deps_by_stage


def stage(work: Callable[[], None]) -> Callable[[], None]:
    """A stage's `main`: what a person can mend ends in one message and status 1."""

    @functools.wraps(work)
    def main() -> None:
        if status := guarded(lambda: _run(work)):
            sys.exit(status)

    return main


def _run(work: Callable[[], None]) -> None:
    account.stand_in(Path.cwd())
    for folder, pattern in NEVER_EMPTIED.items():
        files.clear_partials(folder, pattern)
    check_params()
    check_inputs(Path(work.__code__.co_filename).stem)
    work()


def check_params() -> None:
    """Raises VoxloomError for every wrong key of params.yaml, whichever stage it is for.

    Imported by its name: it decides nothing of what a stage writes, so it is no dep of one, and a
    new knob of one stage makes no other stale.
    """
    import_module("voxloom.params").load_params()


def check_inputs(stage: str) -> None:
    """Raises VoxloomError when a file that an earlier stage made for this one is damaged."""
    for path in deps_by_stage().get(stage, []):
        seal.check(path)


def fresh_folder(folder: Path) -> None:
    """An empty output folder: nothing of an earlier run may stay in an artifact."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
