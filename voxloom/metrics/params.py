"""How systems are measured."""

from __future__ import annotations

from pydantic import (
    Field,
)

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
    sample_seconds: float = Field(gt=0.0, le=60.0)  # as `voxloom speech sample`
    seed: int = Seed
