"""How systems are measured, and what decides a promotion."""

from __future__ import annotations

from pydantic import (
    Field,
    model_validator,
)

from voxloom.core.errors import VoxloomError
from voxloom.core.settings import Count, Section, Seed


class EvaluateParams(Section):
    recogniser: str  # a faster-whisper folder or hub name, "bundled" (tiny.en) or "none"
    wer_min_words: int = Count  # prompts with fewer words are left out of WER and CER
    max_utterances: int | None = Count  # of the held-out split, for the costly metrics
    active_unit_nats: float = Field(
        gt=0.0, le=100.0
    )  # a dimension with more mean KL counts as active
    free_sentences: int | None = Count  # of those the voice is judged by; null = all
    robustness: bool  # have the voice say the sentences made to break it
    page_utterances: int = Field(ge=1, le=10**4)  # players on the page
    sample_seconds: float = Field(gt=0.0, le=60.0)  # as `voxloom sample`
    seed: int = Seed


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
