"""Questions to git about the project in the working directory."""

from __future__ import annotations

import subprocess

from voxloom.core.errors import VoxloomError


def ask(*arguments: str) -> str | None:
    """What a git command prints, stripped; None where there is no git, no repository, no answer.

    Raises VoxloomError where git does not trust the repository: without an answer from it a
    version would be registered as if it came from no commit.
    """
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError:
        return None
    if b"safe.directory" in done.stderr:  # whatever git's language
        advice = done.stderr.decode(errors="replace").strip().splitlines()[-1].strip()
        raise VoxloomError(
            f"git does not trust this repository, which belongs to another user: run `{advice}` "
            "(--system instead of --global: for every user)"
        )
    try:
        return None if done.returncode else done.stdout.decode().strip()
    except UnicodeDecodeError:
        return None


def head() -> str | None:
    """The commit that is checked out; None where there is none. Raises VoxloomError as `ask`."""
    return ask("rev-parse", "--verify", "--quiet", "HEAD")
