"""A folder of recordings, each with its transcript beside it: `hello.wav` and `hello.txt`.

Folders in it are read, too; links to other folders are not. All is taken as one speaker's.
"""

from __future__ import annotations

import re

from voxloom.corpora.beside import told, without_audio
from voxloom.corpora.look import Look
from voxloom.corpora.naming import AUDIO, stem
from voxloom.corpora.source import Entry
from voxloom.errors import VoxloomError
from voxloom.params import IngestParams

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
    pairs = sum(_words(look, name) is not None for name in look.audio)
    if not pairs or pairs < len(look.audio) / 2:
        return None
    return f"{pairs} of {len(look.audio)} audio files have a transcript beside them"


def read(look: Look, params: IngestParams) -> list[Entry]:
    """Every audio file below the folder, and every transcript without one.

    Raises VoxloomError when the folder holds no audio file.
    """
    if not look.audio:
        raise VoxloomError(f"ingest.source: {look.root} holds no file named {', '.join(AUDIO)}")
    return [told(look, name, _words(look, name)) for name in look.audio] + _lost(look)


def _words(look: Look, audio: str) -> str | None:
    beside = (stem(audio) + suffix for suffix in TRANSCRIPTS)
    return next((name for name in beside if name in look.known), None)


def _lost(look: Look) -> list[Entry]:
    names = [
        name
        for name in look.names
        if name.endswith(TRANSCRIPTS) and not ABOUT.match(name.rpartition("/")[2])
    ]
    return without_audio(name for name in names if _without_suffix(name) not in look.by_stem)


def _without_suffix(name: str) -> str:
    return next(name.removesuffix(suffix) for suffix in TRANSCRIPTS if name.endswith(suffix))
