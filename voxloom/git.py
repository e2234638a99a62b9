"""Questions to git about the project in the working directory."""

from __future__ import annotations

import subprocess


def ask(*arguments: str) -> str | None:
    """What a git command prints, stripped; None where there is no git, no repository, no answer."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return None
    return done.stdout.strip()
