"""NeMo: a JSON object a line with `audio_filepath`, `text`, `duration` and perhaps `offset`."""

from __future__ import annotations

from voxloom.corpora.lists import BadRow, needed, parse_json, read_entries, seconds, text_of
from voxloom.corpora.look import Look
from voxloom.corpora.naming import id_of_path
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import WHOLE, Entry, Part, Span

LOOKS_FOR = "a .json or .jsonl file with audio_filepath and text on each line"
LISTS = (".json", ".jsonl", ".json.gz", ".jsonl.gz")


def detect(look: Look) -> str | None:
    lists = _lists(look)
    return f"{', '.join(lists)} with audio_filepath on each line" if lists else None


def _lists(look: Look) -> list[str]:
    return [name for name in look.lists(*LISTS) if "audio_filepath" in first_object(look, name)]


def first_object(look: Look, name: str) -> dict[str, object]:
    """The first line of a list, {} if it holds no object."""
    for line in look.head(name)[:1]:
        try:
            return parse_json(line)
        except BadRow:
            break
    return {}


def read(look: Look, params: IngestParams) -> list[Entry]:
    def parse(line: str) -> Entry:
        return _entry(look, line)

    return [entry for name in _lists(look) for entry in read_entries(look.root, name, parse)]


def _entry(look: Look, line: str) -> Entry:
    row = parse_json(line)
    told, offset, duration = needed(row, "audio_filepath"), seconds(row, "offset"), None
    audio = look.find(told) or told
    if row.get("duration") is not None:
        duration = seconds(row, "duration")
        if not duration:
            raise BadRow("bad_span", str(row["duration"]), "duration is no length")
    start = offset or 0.0
    return Entry(
        name=audio,
        text=text_of(row, "text"),
        id=id_of_path(audio) + (f"-{round(1000 * start):07d}" if offset is not None else ""),
        speaker=text_of(row, "speaker", "speaker_id"),
        language=text_of(row, "lang", "language"),
        part=Part(Span(start, duration)) if duration or start else WHOLE,
        told=told,
    )
