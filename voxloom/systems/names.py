"""Which systems there are."""

from __future__ import annotations

from voxloom.core.errors import VoxloomError

NAMES = ("speech", "voice")


def require_system(name: str) -> None:
    """Raises VoxloomError for a name that is not in NAMES."""
    if name not in NAMES:
        raise VoxloomError(f"{name}: no system of this project: use {', '.join(NAMES)}")
