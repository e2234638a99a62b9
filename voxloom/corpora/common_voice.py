"""Common Voice: `validated.tsv` and its like, with `clips/NAME.mp3`.

`validated.tsv` holds what `train.tsv`, `dev.tsv` and `test.tsv` do and more; those are read where
it is missing. What other lists name (`invalidated.tsv`, `other.tsv`) no listeners found good.
"""

from __future__ import annotations

from collections.abc import Sequence

from voxloom.corpora.lists import BadRow, read_entries, unlisted
from voxloom.corpora.look import Look
from voxloom.corpora.naming import is_absolute, is_audio
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry, Rejection

LOOKS_FOR = "validated.tsv (or train, dev, test) with path and sentence, and clips/NAME.mp3"
BEST, PARTS = "validated.tsv", ("train.tsv", "dev.tsv", "test.tsv")


def detect(look: Look) -> str | None:
    lists = _lists(look)
    return f"{', '.join(_chosen(look))} with path and sentence" if lists else None


def read(look: Look, params: IngestParams) -> list[Entry]:
    chosen = _chosen(look)
    entries = [entry for name in chosen for entry in _entries(look, name, None)]
    listed = {entry.name for entry in entries}
    for name in _lists(look):
        if name not in chosen:
            rejection = Rejection("other_list", name, f"only {name} has it")
            others = _entries(look, name, rejection)
            entries += [entry for entry in others if entry.name not in listed]
            listed |= {entry.name for entry in others}
    return entries + unlisted(look, entries, "clips/")


def _lists(look: Look) -> list[str]:
    return [name for name in look.lists(".tsv") if {"path", "sentence"} <= set(_header(look, name))]


def _header(look: Look, name: str) -> Sequence[str]:
    return next((line.split("\t") for line in look.head(name)[:1]), ())


def _chosen(look: Look) -> list[str]:
    lists = _lists(look)
    if BEST in lists:
        return [BEST]
    return [name for name in PARTS if name in lists] or lists


def _clip(look: Look, told: str) -> str:
    """Where it is, or should be."""
    found = look.find(told) if is_absolute(told) else look.find(f"clips/{told}") or look.find(told)
    if found is None and is_absolute(told):
        return told
    return found or f"clips/{told}{'' if is_audio(told) else '.mp3'}"


def _entries(look: Look, name: str, rejection: Rejection | None) -> list[Entry]:
    header = _header(look, name)

    def parse(line: str) -> Entry:
        cells = line.split("\t")  # no quotation: a mark is part of what was said
        if len(cells) != len(header):
            message = f"{len(cells)} cells, but the header has {len(header)}"
            raise BadRow("bad_row", str(len(cells)), message)
        row = dict(zip(header, cells, strict=True))
        told = row["path"].strip()
        if not told:
            raise BadRow("bad_row", "path", "path is empty")
        return Entry(
            name=_clip(look, told),
            text=row["sentence"].strip(),
            speaker=row.get("client_id") or None,
            language=row.get("locale") or None,
            rejection=rejection,
            told=told,
        )

    return read_entries(look.root, name, parse)[1:]
