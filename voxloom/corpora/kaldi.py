"""Kaldi and ESPnet: `wav.scp`, `text`, and where there are such, `segments`, `utt2spk`, `utt2lang`.

In Kaldi a line of `wav.scp` may be a command whose output is the recording. None is ever run: such
a line is set aside, and so is an offset into an archive (`foo.ark:123`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from voxloom.core.errors import VoxloomError
from voxloom.corpora.lists import BadRow, check_words, read_entries
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry, Part, Rejection, Span

LOOKS_FOR = "wav.scp and text; segments, utt2spk and utt2lang if there are"
RECORDINGS = "wav.scp"
ARCHIVE = re.compile(r".*\.ark(:\d+)?")


def detect(look: Look) -> str | None:
    if _list(look) not in look.known or look.beside("text") not in look.known:
        return None
    segmented = look.beside("segments") in look.known
    return "wav.scp and text" + (" and segments" if segmented else "")


def _list(look: Look) -> str | None:
    """`wav.scp`, or the list that was asked for in its place."""
    if look.only is None or PurePosixPath(look.only).name == RECORDINGS:
        return look.beside(RECORDINGS)
    return look.only if look.sure else None


def read(look: Look, params: IngestParams) -> list[Entry]:
    """Raises VoxloomError when `wav.scp` or `text` is missing."""
    name, words = _list(look) or RECORDINGS, look.beside("text")
    for needed in (name, words):
        if needed not in look.known:
            raise VoxloomError(f"ingest.source: {look.root} has no {needed}")
    recordings = read_entries(look.root, name, lambda line: _recording(look, line))
    segmented = look.beside("segments") in look.known
    return _told(look, _segments(look, recordings) if segmented else recordings)


def _recording(look: Look, line: str) -> Entry:
    key, rest = _two(line)
    if rest.startswith("|") or rest.endswith("|") or rest == "-":
        return Entry(rest, None, id=key, rejection=refused_command(rest))
    if ARCHIVE.fullmatch(rest):
        message = "Kaldi archives are not read: name audio files"
        return Entry(rest, None, id=key, rejection=Rejection("unsupported", rest, message))
    return Entry(look.find(rest) or rest, None, id=key, told=rest)


def refused_command(told: str) -> Rejection:
    return Rejection("command", told, "a command is never run: name an audio file")


def _segments(look: Look, recordings: list[Entry]) -> list[Entry]:
    """An entry a segment, and the recordings of which there is none."""
    by_id = {entry.id: entry for entry in reversed(recordings)}
    used: set[str] = set()

    def parse(line: str) -> Entry:
        cells = line.split()
        if len(cells) != 4:
            raise BadRow("bad_row", str(len(cells)), f"{len(cells)} cells instead of 4")
        if cells[1] not in by_id:
            why = Rejection("missing_audio", cells[1], f"{RECORDINGS} has no such recording")
            return Entry("segments", None, id=cells[0], rejection=why)
        used.add(cells[1])
        return replace(by_id[cells[1]], id=cells[0], part=Part(_span(cells[2], cells[3])))

    entries = read_entries(look.root, look.beside("segments"), parse)
    read = {id(by_id[key]) for key in used}
    return entries + [_unused(entry, used) for entry in recordings if id(entry) not in read]


def _unused(recording: Entry, used: set[str]) -> Entry:
    if recording.rejection:
        return recording
    if recording.id in used:
        why = Rejection("duplicate_id", recording.id or "", "a line before it has the same name")
    else:
        why = Rejection("unlisted", recording.name, "no line of segments is from it")
    return replace(recording, rejection=why)


def _span(start: str, end: str) -> Span:
    """Raises BadRow(bad_span). An end of -1 is the end of the file."""
    try:
        first, last = float(start), float(end)
    except ValueError:
        raise BadRow("bad_span", f"{start} {end}", "no times in seconds") from None
    if last == -1 and 0 <= first < float("inf"):
        return Span(first, None)
    if not 0 <= first < last < float("inf"):
        raise BadRow("bad_span", f"{start} {end}", "the end must come after the beginning")
    return Span(first, last - first)


def _told(look: Look, entries: list[Entry]) -> list[Entry]:
    """With words, speakers and languages; and the words of which there is no recording."""
    words, doubled = _values(look, "text")
    who, _ = _values(look, "utt2spk")
    languages, _ = _values(look, "utt2lang")
    known = {entry.id for entry in entries}
    message = "there is a transcript, but no recording of that name"
    lost = [
        Entry("text", None, "text", id=key, rejection=Rejection("missing_audio", key, message))
        for key in words
        if key not in known
    ]
    told = [
        replace(
            entry,
            text=words.get(entry.id or ""),
            speaker=who.get(entry.id or ""),
            language=languages.get(entry.id or ""),
        )
        for entry in entries
    ]
    return told + lost + doubled


def _values(look: Look, name: str) -> tuple[dict[str, str], list[Entry]]:
    """What follows each key, {} where there is no such list; and the lines that are rejected."""
    values: dict[str, str] = {}

    def parse(line: str) -> Entry:
        key, rest = _two(line)
        if key in values:
            raise BadRow("duplicate_id", key, "a line before it has the same name")
        check_words(rest)
        values[key] = rest
        return Entry(name, rest)

    path = look.beside(name)
    entries = read_entries(look.root, path, parse) if path in look.known else []
    return values, [entry for entry in entries if entry.rejection]


def _two(line: str) -> tuple[str, str]:
    key, *rest = line.split(maxsplit=1)
    return key, rest[0].strip() if rest else ""
