"""A folder of recordings, each with its transcript beside it: `hello.wav` and `hello.txt`.

Folders in it are read, too; links to other folders are not. All is taken as one speaker's.
"""

from __future__ import annotations

import re

from voxloom.core.errors import VoxloomError
from voxloom.corpora.beside import told, without_audio, words_beside
from voxloom.corpora.look import Look
from voxloom.corpora.naming import AUDIO, is_audio
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

TRANSCRIPTS = (".normalized.txt", ".txt", ".lab")  # the first there is
LOOKS_FOR = f"audio files with {', '.join(TRANSCRIPTS)} beside"
# Texts about the recordings, not of one.
ABOUT = re.compile(
    r"(read\W?me|licen[cs]e|copying|notice|authors?|changes|changelog|sources?|index|speaker)\b",
    re.IGNORECASE,
)


def detect(look: Look) -> str | None:
    """Only what lies beside audio counts, so that a list in the same folder does not hide."""
    if look.only is not None:
        return None
    pairs = sum(words_beside(look, name, TRANSCRIPTS) is not None for name in look.audio)
    if not pairs or pairs < len(look.audio) / 2:
        return None
    return f"{pairs} of {len(look.audio)} audio files have a transcript beside them"


def read(look: Look, params: IngestParams) -> list[Entry]:
    """Every audio file below the folder, and every transcript without one.

    Raises VoxloomError when the folder holds no audio file.
    """
    if not look.audio:
        raise VoxloomError(f"ingest.source: {look.root} holds no file named {', '.join(AUDIO)}")
    entries = [told(look, name, words_beside(look, name, TRANSCRIPTS)) for name in look.audio]
    return entries + _lost(look)


def _lost(look: Look) -> list[Entry]:
    names = [
        name
        for name in look.names
        if name.casefold().endswith(TRANSCRIPTS) and not ABOUT.match(name.rpartition("/")[2])
    ]
    return without_audio(name for name in names if not _has_audio(look, name))


def _has_audio(look: Look, words: str) -> bool:
    suffix = next(suffix for suffix in TRANSCRIPTS if words.casefold().endswith(suffix))
    audio = look.lookup.at(words[: -len(suffix)])
    return audio is not None and is_audio(audio)
