"""How systems are measured, whichever they are."""

from __future__ import annotations

from pydantic import Field

from voxloom.core.settings import Count, Section


class EvaluateParams(Section):
    recogniser: str  # which hears what was said (`recognisers`)
    wer_min_words: int = Count  # prompts with fewer words are left out of WER and CER
    max_utterances: int | None = Count  # of the held-out split, for the costly metrics
    page_utterances: int = Field(ge=1, le=10**4)  # players on the page
