"""What must hold before any work starts: looked at in a moment, each fault said in one line."""

from __future__ import annotations

import os
from pathlib import Path

from flows import dag, worktree
from voxloom.core import account
from voxloom.core.errors import VoxloomError
from voxloom.core.project import PRIVATE
from voxloom.provenance import git


def check(root: Path) -> None:
    """Make up for what the user's account lacks, then look at the project.

    Raises VoxloomError, which says what to do, where a run cannot succeed.
    """
    worktree.require_project(root)
    _check_writable(root)
    account.stand_in(root)
    git.head()  # raises where git does not trust the repository
    dag.check_repository(root)


def _check_writable(root: Path) -> None:
    """A run as root, say in a container, leaves folders that its user cannot write to later."""
    for name in (".", PRIVATE, "data", ".dvc", ".dvc/tmp", ".dvc/cache"):
        folder = root / name
        if not account.can_be_made(folder):
            raise VoxloomError(
                f"{folder} cannot be written by user {os.geteuid()}: run as its owner, or make it "
                f"this user's (chown -R {os.geteuid()})"
            )
