"""Layouts that keep each recording's words in a file of its own."""

from __future__ import annotations

from collections.abc import Iterable

from voxloom.corpora.look import Look
from voxloom.corpora.naming import within
from voxloom.corpora.source import Entry, Rejection
from voxloom.text.errors import TextError
from voxloom.text.transcript import read_transcript

LONGEST = 1 << 20  # bytes


def read_words(look: Look, name: str, first_line: bool = False) -> tuple[str, Rejection | None]:
    """The words of a file, its lines joined; or why they are not to be had."""
    path = within(look.root, name)
    if path is None:
        return "", Rejection("outside", name, "the transcript is a link out of the folder")
    if not path.is_file():
        return "", Rejection("not_a_file", name, "the transcript is no file")
    if path.stat().st_size > LONGEST:
        size = str(path.stat().st_size)
        return "", Rejection("long_transcript", size, f"a transcript of over {LONGEST} bytes")
    try:
        text = read_transcript(path.read_bytes())
    except TextError as error:
        return "", Rejection(error.code, error.value, f"{name}: {error}; save it as UTF-8")
    return " ".join((text.partition("\n")[0] if first_line else text).split()), None


def told(look: Look, audio: str, words: str | None, speaker: str | None = None) -> Entry:
    """An audio file and the file with its words, None if there is none."""
    text, rejection = read_words(look, words) if words is not None else (None, None)
    return Entry(audio, text, speaker=speaker, rejection=rejection)


def without_audio(words: Iterable[str]) -> list[Entry]:
    """Transcripts of recordings that are not there."""
    message = "there is a transcript, but no recording of that name"
    return [
        Entry(name, None, rejection=Rejection("missing_audio", name, message)) for name in words
    ]
