"""What a voice is judged by, beside what holds for every system."""

from __future__ import annotations

from voxloom.core.settings import Count, Section


class VoiceEvaluateParams(Section):
    free_sentences: int | None = Count  # of those the voice is judged by; null = all
    robustness: bool  # have the voice say the sentences made to break it
