"""What the stage `ingest` is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import (
    Field,
    field_validator,
    model_validator,
)

from voxloom.core.settings import Count, Seconds, Section, Share, parse_section

COLUMNS = ("path", "speaker", "language", "text", "id")  # what a table's column may mean
IGNORED = (None, "_")  # a column that is not read


MADE_HERE = ("asterisk", "espeak")  # corpora that are fetched or spoken
AUTO = "auto"
# Layouts of corpora that `ingest.source` may hold; `auto` finds out which.
LAYOUTS = (
    "ljspeech",
    "piper",
    "vctk",
    "libritts",
    "librispeech",
    "commonvoice",
    "aishell3",
    "thchs30",
    "kaldi",
    "nemo",
    "lhotse",
    "huggingface",
    "folder",
    "table",
)


def column_names(columns: Iterable[str | None]) -> dict[str, str]:
    """What each column of a table is called: `text=sentence` is, `text` is called text itself."""
    told = [column.partition("=") for column in columns if column is not None and column != "_"]
    return {column: name if equals else column for column, equals, name in told}


class IngestParams(Section):
    corpus: str  # asterisk, espeak, auto or one of LAYOUTS
    source: str | None  # of all but asterisk and espeak: a folder or list, from the project's root
    delimiter: str = Field(pattern=r'^[^"\r\n]$')  # of table
    columns: tuple[str | None, ...]  # of table: what its columns are, in order or by name
    speaker: str | None  # of those with a source: the one to keep; None where there is only one
    license: str = Field(min_length=1)  # of those with a source
    attribution: str  # of those with a source
    language: str = Field(pattern=r"^[a-z]{2,3}$")  # ISO 639 code
    limit: int | None = Count  # keep that many utterances, chosen by hash of the id
    validation: float = Share
    test: float = Share
    split_by: Literal["id", "text"]  # text: a sentence said twice stands in one split
    max_seconds: float = Seconds  # a longer recording is quarantined unread
    max_rejected: float = Field(ge=0.0, le=1.0)  # a greater share of bad recordings stops the run

    @field_validator("corpus")
    @classmethod
    def _known_corpus(cls, corpus: str) -> str:
        known = (*MADE_HERE, AUTO, *LAYOUTS)
        if corpus not in known:
            raise ValueError(f"use one of {', '.join(known)}")
        return corpus

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: tuple[str | None, ...]) -> tuple[str | None, ...]:
        told = [column for column in columns if column is not None and column != "_"]
        named = [column.partition("=")[0] for column in told]
        unknown = sorted({str(name) for name in named} - set(COLUMNS))
        if unknown:
            raise ValueError(f"unknown {', '.join(unknown)}: use {', '.join(COLUMNS)} or _")
        if len(set(named)) != len(named):
            raise ValueError("a column stands twice")
        if not {"path", "text"} <= set(named):
            raise ValueError("path and text are needed")
        return columns

    @model_validator(mode="after")
    def _leaves_something_to_train_on(self) -> IngestParams:
        if self.validation + self.test >= 1.0:
            raise ValueError("validation and test are shares of all: together below 1")
        return self

    @model_validator(mode="after")
    def _has_source(self) -> IngestParams:
        if self.corpus not in MADE_HERE and not self.source:
            raise ValueError(f"corpus {self.corpus} needs ingest.source: the path of your corpus")
        return self


def parse_ingest(values: Any, source: str) -> IngestParams:
    """One section alone. Raises VoxloomError (see `parse_params`)."""
    return parse_section(IngestParams, values, source)
