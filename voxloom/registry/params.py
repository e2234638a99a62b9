"""What decides a promotion."""

from __future__ import annotations

from pydantic import ConfigDict, Field, RootModel, model_validator

from voxloom.core.settings import Section
from voxloom.core.strict_yaml import cut
from voxloom.systems.names import NAMES, require_system


class GateParams(Section):
    """What decides a promotion."""

    gate: str  # one of the system's metrics; lower is better
    margin: float = Field(ge=0.0, le=10**6)  # the challenger must be better by more than that


class RegisterParams(RootModel[dict[str, GateParams]]):
    """One gate a system."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _one_a_system(self) -> RegisterParams:
        if unknown := sorted(set(self.root) - set(NAMES)):
            raise ValueError(
                f"{cut(unknown[0])}: no system of this project: use {', '.join(NAMES)}"
            )
        for name in NAMES:
            if name not in self.root:
                raise ValueError(f"{name}: missing; every system has a gate, add it")
            gate = self.root[name].gate
            if not gate.startswith(f"{name}."):
                raise ValueError(f"{name}.gate {gate!r} is no metric of {name}: use {name}.*")
        return self

    def of(self, system: str) -> GateParams:
        """Raises VoxloomError for a system that is not registered."""
        require_system(system)
        return self.root[system]
