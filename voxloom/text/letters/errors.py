"""Why a text cannot be spoken."""

from __future__ import annotations

from voxloom.core.errors import VoxloomError

EMPTY = "empty_after_normalization"


class TextError(VoxloomError):
    """A text that cannot be used; `code` and `value` go to the quarantine list."""

    def __init__(self, code: str, value: str, message: str) -> None:
        super().__init__(message)
        self.code, self.value = code, value
