"""How a measurement that could not be made is told apart from one that was."""

from __future__ import annotations

from voxloom.errors import VoxloomError


class Absent(VoxloomError):
    """A metric that cannot be computed here; the caller records `reason`, never a number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
