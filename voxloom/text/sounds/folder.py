"""The files that the stage `text` leaves beside its manifest."""

from __future__ import annotations

VOCABULARY = "vocabulary.json"
LEXICON = "lexicon.json"
DEVELOPMENT = "development.jsonl"  # sentences of no corpus, by which a training is judged
