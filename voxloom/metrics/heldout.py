"""The recordings that systems are evaluated on: those that no training has heard."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import MANIFEST, TextRow, Utterance, read_manifest, read_rows


@dataclass(frozen=True)
class HeldOut:
    """The test split or a part of it, and its texts in words by id."""

    rows: Sequence[Utterance]
    spoken: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.rows[0].language


def read_held_out(clean: Path, text: Path, limit: int | None) -> HeldOut:
    """Those of the stages `clean` and `text`. Raises VoxloomError when there is no recording."""
    rows = _chosen(clean, limit)
    texts = {row.id: row.spoken for row in read_rows(text / MANIFEST, TextRow)}
    return HeldOut(rows, {row.id: texts.get(row.id, row.text) for row in rows})


def _chosen(clean: Path, limit: int | None) -> list[Utterance]:
    """The test split, or a stable part of it."""
    rows = [row for row in read_manifest(clean) if row.split == "test"]
    if not rows:
        raise VoxloomError(f"{clean}: no utterance is in the test split; raise ingest.test")
    by_hash = sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).digest())
    return sorted(by_hash[:limit], key=lambda row: row.id)
