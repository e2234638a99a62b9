"""The object that stands for a system, by its name. A served one imports no other."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from voxloom.systems.names import require_system

if TYPE_CHECKING:
    from voxloom.systems.base import System


def system(name: str) -> System:
    """`SYSTEM` of the system's own module. Raises VoxloomError as `require_system` does."""
    require_system(name)
    found: System = import_module(f"voxloom.systems.{name}.system").SYSTEM
    return found
