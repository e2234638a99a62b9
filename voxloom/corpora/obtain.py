"""The corpus that the settings ask for, fetched, made or found; and what is left of it on disk."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from voxloom.core import files
from voxloom.core.project import RECORDINGS
from voxloom.corpora import asterisk, espeak, layouts
from voxloom.corpora.params import MADE_HERE, IngestParams
from voxloom.corpora.source import Corpus


def obtain(params: IngestParams, raw: Path) -> Corpus:
    """What is fetched or made comes to lie below `raw`. Raises VoxloomError as they do."""
    match params.corpus:
        case "asterisk":
            return asterisk.load(params.language, raw)
        case "espeak":
            return espeak.load(params.language, raw)
        case _:
            return layouts.load(params)


def unwatched(params: IngestParams) -> str | None:
    """What a person should know of a source that is no dep of the stage, as DVC is blind to it."""
    if params.corpus in MADE_HERE or params.source is None:
        return None
    if files.located(Path(), params.source).is_relative_to(RECORDINGS.resolve()):
        return None
    return (
        f"{params.source} lies outside {RECORDINGS}: changes there are not noticed; after one, "
        "run `dvc repro -f ingest`"
    )


def about(corpus: Corpus) -> dict[str, Any]:
    """All but the recordings: name, language, licence and where it comes from."""
    return {key: value for key, value in asdict(corpus).items() if key != "recordings"}
