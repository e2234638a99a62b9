"""One run a worktree: who may run here, and what a killed run left behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows import dag
from flows.process import started
from voxloom.core.errors import VoxloomError
from voxloom.core.project import PRIVATE

RUN_LOCK = PRIVATE / "run.lock"
CLOCK_SLACK_S = 2.0


def require_project(root: Path) -> None:
    """Raises VoxloomError where there is no DVC project."""
    if not (root / dag.DAG_FILE).is_file() or not (root / ".dvc").is_dir():
        raise VoxloomError(
            f"{root}: no project here ({dag.DAG_FILE} and .dvc/ are needed); "
            "change to the project's root folder"
        )


@contextmanager
def only_run(root: Path, lock: Path = RUN_LOCK) -> Iterator[None]:
    """Be the only run of this worktree. The system frees the lock with its holder's death.

    Raises:
        VoxloomError: another process holds the lock.
    """
    path = root / lock
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = path.read_text(encoding="utf-8").strip() or "unknown"
            raise VoxloomError(
                f"{lock}: another run is going on in this worktree (process {holder}); wait for "
                "it, end it, or run in another git worktree"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def forget_dead_holders(root: Path) -> set[int]:
    """Scrub DVC's locks of processes that are dead, so that they cannot block this run."""
    return dag.scrub_locks(root, may_hold)


def may_hold(pid: int, since: float) -> bool:
    """Whether process `pid` is alive and old enough to have locked something at `since`."""
    birth = started(pid)
    return birth is not None and birth <= since + CLOCK_SLACK_S
