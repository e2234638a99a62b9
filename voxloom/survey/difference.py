"""What became of each utterance from one version of the corpus to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from voxloom.survey.versions import CorpusVersion, RecordedRow

DIGITS = 12  # of a digest

# Each kind of change, in the order in which it is shown.
KINDS = {
    "added": "Added",
    "removed": "Removed",
    "quarantined": "Newly quarantined",
    "recovered": "Recovered from quarantine",
    "audio": "Another recording",
    "cleaned": "Same recording, cleaned otherwise",
    "text": "Another text",
    "spoken": "Same text, read otherwise",
    "split": "Moved to another split",
    "speaker": "Another speaker",
}


@dataclass(frozen=True)
class Change:
    """One utterance, before and after."""

    id: str
    before: str
    after: str


@dataclass(frozen=True)
class Size:
    """A version in figures; inputs are the kept and the quarantined ones."""

    name: str
    inputs: int
    kept: int
    quarantined: int
    hours: float  # of the kept


@dataclass(frozen=True)
class Difference:
    before: Size
    after: Size
    changes: Mapping[str, tuple[Change, ...]]  # by kind, sorted by id

    @property
    def any(self) -> bool:
        return any(self.changes.values())

    def to_json(self) -> dict[str, Any]:
        return {
            "before": asdict(self.before),
            "after": asdict(self.after),
            **{kind: [asdict(change) for change in self.changes[kind]] for kind in KINDS},
        }


def compare(old: CorpusVersion, new: CorpusVersion) -> Difference:
    found: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for name in sorted(old.ids | new.ids):
        for kind, was, became in _changes(name, old, new):
            found[kind].append(Change(name, was, became))
    changes = {kind: tuple(rows) for kind, rows in found.items()}
    return Difference(_size(old), _size(new), changes)


def _size(version: CorpusVersion) -> Size:
    return Size(
        name=version.name,
        inputs=len(version.ids),
        kept=len(version.kept),
        quarantined=len(version.aside),
        hours=round(version.hours, 4),
    )


def _changes(name: str, old: CorpusVersion, new: CorpusVersion) -> Iterable[tuple[str, str, str]]:
    if name not in old.ids:
        yield "added", "", _state(name, new)
        return
    if name not in new.ids:
        yield "removed", _state(name, old), ""
        return
    if (name in old.aside) != (name in new.aside):
        kind = "quarantined" if name in new.aside else "recovered"
        yield kind, _state(name, old), _state(name, new)
    one, other = old.recorded.get(name), new.recorded.get(name)
    if one is not None and other is not None:
        yield from _rewritten(one, other)
        if one.sha256 == other.sha256:
            yield from _differing("cleaned", *(_cleaned(name, side) for side in (old, new)))
        if one.text == other.text:
            yield from _differing("spoken", *(_spoken(name, side) for side in (old, new)))


def _state(name: str, version: CorpusVersion) -> str:
    return version.aside.get(name, "kept")


def _rewritten(one: RecordedRow, other: RecordedRow) -> Iterable[tuple[str, str, str]]:
    yield from _differing("audio", one.sha256[:DIGITS], other.sha256[:DIGITS])
    yield from _differing("text", one.text, other.text)
    yield from _differing("split", one.split, other.split)
    yield from _differing("speaker", one.speaker, other.speaker)


def _differing(kind: str, was: str | None, became: str | None) -> Iterable[tuple[str, str, str]]:
    """A change where both sides have something to compare, and it is not the same."""
    if was is not None and became is not None and was != became:
        yield kind, was, became


def _cleaned(name: str, version: CorpusVersion) -> str | None:
    row = (version.cleaned or {}).get(name)
    return None if row is None else row.sha256[:DIGITS]


def _spoken(name: str, version: CorpusVersion) -> str | None:
    row = (version.read or {}).get(name)
    return None if row is None else row.spoken
