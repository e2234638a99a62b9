"""How the speech VAE is measured, beside what holds for every system."""

from __future__ import annotations

from pydantic import Field

from voxloom.core.settings import Section, Seed


class SpeechEvaluateParams(Section):
    # A dimension with more mean KL counts as active.
    active_unit_nats: float = Field(gt=0.0, le=100.0)
    sample_seconds: float = Field(gt=0.0, le=60.0)  # as `voxloom speech sample`
    seed: int = Seed
