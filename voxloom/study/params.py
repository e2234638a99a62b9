"""What the stage `study` is told."""

from __future__ import annotations

from voxloom.core.settings import Count, Section


class StudyParams(Section):
    """How much the study of the cleaning steps measures."""

    utterances: int = Count
