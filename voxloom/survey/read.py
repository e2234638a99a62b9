"""What the stages before left of each utterance."""

from __future__ import annotations

from pathlib import Path

from voxloom.audio.clean.clean import CLEANING, Cleaning
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import (
    MANIFEST,
    QUARANTINE,
    Quarantined,
    TextRow,
    read_manifest,
    read_rows,
)
from voxloom.survey.measure import Subject
from voxloom.survey.summary import Aside


def read_subjects(corpus: Path, clean: Path, text: Path) -> list[Subject]:
    """Utterances that no stage set aside. Raises VoxloomError where there is none."""
    recorded = {row.id: row for row in read_manifest(corpus)}
    cleaning = {row.id: row for row in read_rows(clean / CLEANING, Cleaning)}
    texts = {row.id: row for row in read_rows(text / MANIFEST, TextRow)}
    subjects = [
        Subject(recorded[row.id], row, cleaning[row.id], texts[row.id])
        for row in read_manifest(clean)
        if row.id in texts
    ]
    if not subjects:
        raise VoxloomError(
            f"{clean} and {text} have no utterance in common: see their {QUARANTINE}"
        )
    return subjects


def read_aside(folders: dict[str, Path]) -> list[Aside]:
    """Of the stages' folders, by the stages' names."""
    return [
        Aside(name, row)
        for name, folder in folders.items()
        for row in read_rows(folder / QUARANTINE, Quarantined)
    ]
