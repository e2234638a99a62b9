"""What every system has among its settings."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, field_validator

from voxloom.audio.mel.params import AudioParams
from voxloom.core.settings import Section


class GateParams(Section):
    """What decides a promotion."""

    gate: str  # one of the system's metrics; lower is better
    margin: float = Field(ge=0.0, le=10**6)  # the challenger must be better by more than that


class SystemParams(Section):
    """A system's part of params.yaml, under its name."""

    NAME: ClassVar[str]

    register_: GateParams = Field(alias="register")  # BaseModel has a method of that name

    @field_validator("register_")
    @classmethod
    def _gate_is_its_own(cls, value: GateParams) -> GateParams:
        if not value.gate.startswith(f"{cls.NAME}."):
            raise ValueError(f"gate {value.gate!r} is no metric of {cls.NAME}: use {cls.NAME}.*")
        return value

    def check_audio(self, audio: AudioParams) -> None:
        """Raises VoxloomError for settings that these mels do not allow."""
