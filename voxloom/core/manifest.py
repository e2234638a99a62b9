"""Manifests: what each utterance is, and what was set aside and why.

`inputs = kept + quarantined` is checked here for every stage that may drop an utterance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from voxloom.core import files
from voxloom.core.errors import VoxloomError

Split = Literal["train", "validation", "test"]

MANIFEST = "manifest.jsonl"
QUARANTINE = "quarantine.jsonl"


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identified(Row):
    """A row about one utterance."""

    id: str


class Utterance(Identified):
    """One recording and what was said in it."""

    id: str = Field(min_length=1, max_length=200, pattern=r"^[\w.+-]+$")
    audio: str  # relative to the project root
    offset: int = Field(default=0, ge=0)  # first sample in the audio file
    sha256: str  # of the audio file; of the 16-bit samples where a file holds many utterances
    rate: int = Field(gt=0)  # Hz
    samples: int = Field(gt=0)
    duration: float = Field(gt=0)  # seconds
    text: str
    language: str
    speaker: str
    license: str
    attribution: str
    split: Split


class TextRow(Identified):
    """What one utterance says, as written, as spoken and as tokens."""

    text: str
    spoken: str
    tokens: str
    split: Split


class Quarantined(Identified):
    """An input that was set aside: never lost, never in the way."""

    file: str
    code: str
    value: str
    message: str


RowT = TypeVar("RowT", bound=Row)


def split_of(utterance_id: str, validation: float, test: float) -> Split:
    """Split by hash of the id: the same on any machine, and when data is added.

    `validation` and `test` are shares of all utterances, between 0 and 1.
    """
    number = int.from_bytes(hashlib.sha256(utterance_id.encode()).digest()[:8], "big") / 2**64
    if number < test:
        return "test"
    if number < test + validation:
        return "validation"
    return "train"


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    lines = [files.canonical_json(row.model_dump()) + "\n" for row in rows]
    files.write_text(path, "".join(lines))


def read_rows(path: Path, kind: type[RowT]) -> list[RowT]:
    """Raises VoxloomError with file and line for a row that is not of its kind."""
    if not path.is_file():
        raise VoxloomError(f"{path} is missing: run the stage that writes it")
    rows = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                rows.append(kind.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"]) or "row"
                raise VoxloomError(f"{path}:{number}: {where}: {first['msg']}") from None
    return rows


def read_manifest(folder: Path) -> list[Utterance]:
    return read_rows(folder / MANIFEST, Utterance)


def write_outcome(
    folder: Path,
    input_ids: Sequence[str],
    kept: Sequence[Identified],
    quarantined: Sequence[Quarantined],
) -> None:
    """Write manifest and quarantine list, sorted by id, after checking that nothing was lost.

    Raises VoxloomError when an input is in neither list, or an id stands twice.
    """
    outcome = sorted([row.id for row in kept] + [row.id for row in quarantined])
    if outcome != sorted(input_ids):
        missing = sorted(set(input_ids) - set(outcome))[:3]
        raise VoxloomError(
            f"{folder}: {len(input_ids)} inputs but {len(kept)} kept + {len(quarantined)} "
            f"quarantined (unaccounted: {missing or 'an id stands twice'})"
        )
    if not kept:
        reasons = sorted({row.code for row in quarantined})
        raise VoxloomError(f"{folder}: every utterance was quarantined ({', '.join(reasons)})")
    for name, rows in ((MANIFEST, kept), (QUARANTINE, quarantined)):
        in_order = sorted(rows, key=lambda row: row.id)
        write_rows(folder / name, in_order)
