"""Commands of one subject, under its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Commands = Mapping[str, Callable[..., None]]


@dataclass(frozen=True)
class Group:
    name: str
    about: str
    commands: Commands
