"""What a corpus hands to `ingest`: recordings with their words, and where they come from.

Of most of these there are millions at a time: they have slots, which halves their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a recording cannot be used; goes to the quarantine list."""

    code: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file, in seconds from its beginning."""

    start: float
    seconds: float | None  # None: to the end


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a Parquet file the bytes of an audio file stand."""

    column: str
    group: int  # row group, from 0
    row: int  # in its group, from 0
    suffix: str  # of the audio file that was put there, "" if not told


@dataclass(frozen=True, slots=True)
class Part:
    """What of its file a recording is; as it stands here, all of it."""

    span: Span | None = None
    channel: int | None = None  # from 0; None: all
    cell: Cell | None = None


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a corpus says of one recording. Nothing of it is believed yet."""

    name: str  # of the file, relative to the corpus's folder
    text: str | None  # None where the corpus has no transcript for it
    where: str = ""  # "metadata.csv line 3", for messages
    id: str | None = None  # None: made of the name
    speaker: str | None = None
    language: str | None = None  # as told; None: the corpus's
    part: Part = WHOLE
    rejection: Rejection | None = None  # what is wrong with the entry itself
    told: str = ""  # how the list names the file; "" where it was not a list that named it


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording of a corpus, not yet opened."""

    id: str
    path: Path
    text: str | None  # None where the corpus has no transcript for it
    rejection: Rejection | None = None  # what is wrong with it before it is opened
    speaker: str | None = None  # None: the corpus's
    language: str | None = None  # None: the corpus's
    part: Part = WHOLE


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
