"""What decides a promotion."""

from __future__ import annotations

from pydantic import (
    Field,
    model_validator,
)

from voxloom.core.errors import VoxloomError
from voxloom.core.settings import Section


class GateParams(Section):
    """What decides a promotion."""

    gate: str  # one of the system's metrics; lower is better
    margin: float = Field(ge=0.0, le=10**6)  # the challenger must be better by more than that


class RegisterParams(Section):
    """One gate a system."""

    speech: GateParams
    voice: GateParams

    @model_validator(mode="after")
    def _own_metrics(self) -> RegisterParams:
        for system in type(self).model_fields:
            gate = self.of(system).gate
            if not gate.startswith(f"{system}."):
                raise ValueError(f"{system}.gate {gate!r} is no metric of {system}: use {system}.*")
        return self

    def of(self, system: str) -> GateParams:
        """Raises VoxloomError for a system that is not registered."""
        if system not in type(self).model_fields:
            known = ", ".join(type(self).model_fields)
            raise VoxloomError(f"{system}: no system of this project: use {known}")
        params: GateParams = getattr(self, system)
        return params
