"""What a run may be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from flows import dag
from voxloom.errors import VoxloomError
from voxloom.presets import PRESETS, preset_names

LONGEST_S = 365 * 24 * 3600

Timeout = Annotated[float, Field(gt=0, le=LONGEST_S, allow_inf_nan=False)]


def one_of(names: Sequence[str]) -> Any:
    """The type of a parameter that takes these names alone: a list in Prefect's form."""
    return Literal[tuple(names)] if names else type(None)


def stages_now(root: Path) -> Any:
    """The type of a stage's name. Any text where DVC cannot tell: a run will say why."""
    try:
        return one_of(dag.stage_names(root))
    except (VoxloomError, RuntimeError):  # a user without a home, for one
        return str


def check(root: Path, preset: str | None, until: str | None, timeout: float | None) -> None:
    """Raises VoxloomError for a value that there is not."""
    presets = preset_names(root / PRESETS)
    if preset is not None and preset not in presets:
        known = ", ".join(presets) or "none"
        raise VoxloomError(f"preset: there is no {preset!r} in {PRESETS}/, but {known}")
    if until is not None:
        dag.require_stage(root, until)
    if timeout is not None:
        _check_timeout(timeout)


def _check_timeout(seconds: float) -> None:
    try:
        TypeAdapter(Timeout).validate_python(seconds)
    except ValidationError:
        raise VoxloomError(
            f"timeout: {seconds} is not a number of seconds above 0, up to {LONGEST_S} (a year)"
        ) from None
