"""Layouts that keep each recording's words in a file of its own."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Sequence

from voxloom.corpora.look import Look
from voxloom.corpora.naming import stem, within
from voxloom.corpora.source import Entry, Rejection
from voxloom.text.letters.errors import TextError
from voxloom.text.letters.transcript import read_transcript

LONGEST = 1 << 20  # bytes


def read_words(look: Look, name: str, first_line: bool = False) -> tuple[str, Rejection | None]:
    """The words of a file, its lines joined; or why they are not to be had."""
    path = within(look.root, name)
    if path is None:
        return "", Rejection("outside", name, "the transcript is a link out of the folder")
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return "", Rejection("not_a_file", name, "the transcript is no file")
        if about.st_size > LONGEST:
            message = f"a transcript of over {LONGEST} bytes"
            return "", Rejection("long_transcript", str(about.st_size), message)
        text = read_transcript(path.read_bytes())
    except FileNotFoundError:
        return "", Rejection("not_a_file", name, "the transcript is a link to nothing, or has gone")
    except OSError as error:
        return "", Rejection("unreadable", name, f"the transcript: {error.strerror}")
    except TextError as error:
        return "", Rejection(error.code, error.value, f"{name}: {error}; save it as UTF-8")
    return " ".join((text.partition("\n")[0] if first_line else text).split()), None


def words_beside(look: Look, audio: str, suffixes: Sequence[str]) -> str | None:
    """What is called like the audio, with the first of these suffixes that there is."""
    for suffix in suffixes:
        name = f"{stem(audio)}{suffix}"
        if name in look.known or name in look.folders:
            return name
        found = look.lookup.at(name)
        if found and found.casefold().endswith(suffix) and _is_of(look, found, suffix, audio):
            return found
    return None


def _is_of(look: Look, words: str, suffix: str, audio: str) -> bool:
    """Whether the words, whose name is spelt otherwise, are not another recording's."""
    other = look.lookup.at(words[: -len(suffix)])
    return other is not None and stem(other) == stem(audio)


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
