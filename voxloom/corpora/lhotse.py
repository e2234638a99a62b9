"""lhotse manifests as JSON lines: recordings with supervisions, or cuts.

An utterance is a supervision: what one person says from `start` on for `duration`. A source that is
a command or an address is never followed; what is mixed of several recordings, or to be changed
when it is loaded (another speed, another pitch), is no recording of a voice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from voxloom.core.errors import VoxloomError
from voxloom.corpora.lists import (
    LONGEST_NAME,
    BadRow,
    located,
    needed,
    parse_json,
    read_entries,
    seconds,
    small,
    text_of,
)
from voxloom.corpora.look import Look
from voxloom.corpora.nemo import LISTS, first_object
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry, Part, Rejection, Span
from voxloom.corpora.utf8 import MAX_LINES

LOOKS_FOR = "recordings and supervisions, or cuts, as .jsonl or .jsonl.gz"
MAX_SOURCES = 64  # of a recording, and channels of a source


def detect(look: Look) -> str | None:
    found = _lists(look)
    if found["recordings"] and found["supervisions"]:
        return ", ".join(found["recordings"] + found["supervisions"])
    return ", ".join(found["cuts"]) or None


def _lists(look: Look) -> dict[str, list[str]]:
    """The manifests of each kind. With recordings, supervisions are looked for beside the one."""
    kinds: dict[str, list[str]] = {"recordings": [], "supervisions": [], "cuts": []}
    around = replace(look, only=None)
    names = look.lists(*LISTS)
    if look.only is not None and _kind(look, look.only) in ("recordings", "supervisions"):
        names = around.lists(*LISTS)
    for name in names:
        kind = _kind(look, name)
        if kind:
            kinds[kind].append(name)
    return kinds


def _kind(look: Look, name: str) -> str | None:
    first = first_object(look, name)
    if "sources" in first and "num_samples" in first:
        return "recordings"
    if "recording_id" in first and "start" in first:
        return "supervisions"
    return "cuts" if str(first.get("type", "")).endswith("Cut") else None


def read(look: Look, params: IngestParams) -> list[Entry]:
    """Raises VoxloomError where there are neither recordings and supervisions nor cuts."""
    found = _lists(look)
    if found["recordings"] and found["supervisions"]:
        return located(look, _told(look, found["recordings"], found["supervisions"]))
    if not found["cuts"]:
        raise VoxloomError(f"ingest.source: {look.root} has no {LOOKS_FOR}")
    entries = (entry for name in found["cuts"] for entry in _many(look.root, name, _cut))
    return located(look, entries)


def _told(look: Look, recordings: list[str], supervisions: list[str]) -> list[Entry]:
    """An entry a supervision, and the recordings of which there is none."""
    by_id: dict[str, dict[str, Any]] = {}
    used: set[str] = set()

    def remember(line: str) -> Entry:
        row = parse_json(line)
        key = needed(row, "id")
        if key in by_id:
            raise BadRow("duplicate_id", key, "a recording before it has the same id")
        by_id[key] = _sources(row)
        return Entry(key, None)

    def supervision(line: str) -> Entry:
        row = parse_json(line)
        key = needed(row, "recording_id")
        if key not in by_id:
            why = Rejection("missing_audio", key, "there is no such recording")
            return Entry(key, None, id=needed(row, "id"), rejection=why)
        used.add(key)
        return _entry(by_id[key], row, 0.0)

    seen = [entry for name in recordings for entry in read_entries(look.root, name, remember)]
    told = [entry for name in supervisions for entry in read_entries(look.root, name, supervision)]
    why = "no supervision is of it"
    untold = [
        Entry(key, None, id=key, rejection=Rejection("unlisted", key, why))
        for key in by_id
        if key not in used
    ]
    return told + untold + [entry for entry in seen if entry.rejection]


def _sources(row: dict[str, Any]) -> dict[str, Any]:
    """What `_file` needs of a recording, and no more: all of them are held at a time."""
    sources = _few(row, "sources", dict)
    return {
        "transforms": bool(row.get("transforms")),
        "sources": None if sources is None else [_source(each) for each in sources],
    }


def _source(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": text_of(told, "type"),
        "source": (text_of(told, "source") or "")[: LONGEST_NAME + 1],
        "channels": _few(told, "channels", int),
    }


def _few(row: dict[str, Any], key: str, kind: type) -> list[Any] | None:
    """A list of that kind; None for what is none, or too long."""
    value = row.get(key)
    if not isinstance(value, list) or len(value) > MAX_SOURCES:
        return None
    return value if all(isinstance(each, kind) for each in value) else None


def _many(root: Path, name: str, parse: Callable[[dict[str, Any]], list[Entry]]) -> list[Entry]:
    """Several entries a line, each with the place of its line.

    Raises VoxloomError for more than `MAX_LINES` in all.
    """
    inside: list[list[Entry]] = []
    count = 0

    def one(line: str) -> Entry:
        nonlocal count
        inside.append([small(entry) for entry in parse(parse_json(line))])
        count += len(inside[-1])
        if count > MAX_LINES:
            raise VoxloomError(f"{root / name}: over {MAX_LINES} supervisions; split the list")
        return Entry("", None)

    entries, lines = [], iter(inside)
    for entry in read_entries(root, name, one):
        found = [entry] if entry.rejection else next(lines)
        entries += [replace(each, where=entry.where) for each in found]
    return entries


def _cut(row: dict[str, Any]) -> list[Entry]:
    key = needed(row, "id")
    if row.get("type", "MonoCut") not in ("MonoCut", "MultiCut") or "recording" not in row:
        kind = str(row.get("type"))
        raise BadRow("unsupported", kind, "only cuts of one recording with its sources are read")
    recording, start = _object(row, "recording"), seconds(row, "start") or 0.0
    told = row.get("supervisions") or []
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise BadRow("bad_row", key, "supervisions is no list of objects")
    if not told:
        return [_entry(recording, {**row, "text": None}, 0.0)]
    return [_entry(recording, {"channel": row.get("channel"), **each}, start) for each in told]


def _object(row: dict[str, Any], key: str) -> dict[str, Any]:
    value = row.get(key)
    if not isinstance(value, dict):
        raise BadRow("bad_row", key, f"{key} is no object")
    return value


def _entry(recording: dict[str, Any], row: dict[str, Any], offset: float) -> Entry:
    """What `row` says of `recording`, its times counted from `offset` seconds on."""
    key, channel = needed(row, "id"), _channel(row)
    try:
        name, inner = _file(recording, channel)
    except BadRow as bad:
        return Entry(key, None, id=key, rejection=bad.rejection)
    start, duration = seconds(row, "start"), seconds(row, "duration")
    if not duration:
        raise BadRow("bad_span", str(row.get("duration")), "duration is no length")
    return Entry(
        name=name,
        text=text_of(row, "text"),
        id=key,
        speaker=text_of(row, "speaker"),
        language=text_of(row, "language"),
        part=Part(Span(offset + (start or 0.0), duration), inner),
    )


def _channel(row: dict[str, Any]) -> int | None:
    """The one channel meant, None for all; Raises BadRow(bad_row)."""
    told = row.get("channel")
    if isinstance(told, list):
        told = told[0] if len(told) == 1 else None
    if told is None or (isinstance(told, int) and told >= 0):
        return told
    raise BadRow("bad_row", str(told), "channel is no number from 0 on")


def _file(recording: dict[str, Any], channel: int | None) -> tuple[str, int | None]:
    """The file with the channel, and which of the file's channels it is (None: its only one).

    Raises BadRow(command | unsupported | bad_row).
    """
    if recording.get("transforms"):
        raise BadRow("unsupported", "transforms", "is to be changed when it is loaded")
    sources = recording.get("sources")
    if not isinstance(sources, list) or not all(isinstance(each, dict) for each in sources):
        raise BadRow("bad_row", "sources", "sources is no list of objects")
    for source in sources:
        channels = source.get("channels")
        if not isinstance(channels, list):
            raise BadRow("bad_row", "channels", "channels is no list")
        if channel is None or channel in channels or len(sources) == 1:
            return _local(source), _inner(channels, channel)
    raise BadRow("no_channel", str(channel), "no source has that channel")


def _inner(channels: list[Any], channel: int | None) -> int | None:
    if channel is None or len(channels) < 2:
        return None
    if channel not in channels:
        raise BadRow("no_channel", str(channel), "the recording has no such channel")
    return channels.index(channel)


def _local(source: dict[str, Any]) -> str:
    kind, told = source.get("type"), needed(source, "source")
    if kind in ("command", "url"):
        raise BadRow(str(kind), told, "commands and addresses are never followed: name a file")
    if kind != "file":
        raise BadRow("unsupported", str(kind), "only sources that are files are read")
    return told
