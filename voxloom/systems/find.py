"""The object that stands for a system, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voxloom.systems.names import require_system

if TYPE_CHECKING:
    from voxloom.systems.base import System


def system(name: str) -> System:
    """Raises VoxloomError as `require_system` does."""
    require_system(name)
    from voxloom.systems.speech.system import SYSTEM as SPEECH
    from voxloom.systems.voice.system import SYSTEM as VOICE

    return {each.name: each for each in (SPEECH, VOICE)}[name]
