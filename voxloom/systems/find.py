"""The object that stands for a system, by its name. A served one imports no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voxloom.systems.names import require_system

if TYPE_CHECKING:
    from voxloom.systems.base import System


def system(name: str) -> System:
    """Raises VoxloomError as `require_system` does."""
    require_system(name)
    return {"speech": _speech, "voice": _voice}[name]()


def _speech() -> System:
    from voxloom.systems.speech.system import SYSTEM

    return SYSTEM


def _voice() -> System:
    from voxloom.systems.voice.system import SYSTEM

    return SYSTEM
