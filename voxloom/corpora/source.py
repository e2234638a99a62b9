"""What a corpus hands to `ingest`: recordings with their words, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Rejection:
    """Why a recording cannot be used; goes to the quarantine list."""

    code: str
    value: str
    message: str


@dataclass(frozen=True)
class Recording:
    """One file of a corpus, not yet opened."""

    id: str
    path: Path
    text: str | None  # None where the corpus has no transcript for it
    rejection: Rejection | None = None  # what is wrong with it before it is opened


@dataclass(frozen=True)
class Corpus:
    """Recordings of one speaker, with the licence that goes wherever they go."""

    name: str
    language: str
    speaker: str
    license: str  # SPDX identifier
    attribution: str
    source: str
    recordings: tuple[Recording, ...]
