"""What the stage `survey` is told."""

from __future__ import annotations

from pydantic import (
    Field,
)

from voxloom.core.settings import Count, Section


class SurveyParams(Section):
    """What the corpus report shows."""

    worst: int = Field(ge=0, le=10**4)  # players in each list of outliers
    rare_phone: int = Count  # a phone said less often can hardly be learned
