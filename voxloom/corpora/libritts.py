"""LibriTTS: `SPEAKER/CHAPTER/SPEAKER_CHAPTER_N_N.wav` with `.normalized.txt` beside each.

The folder may be a subset such as `train-clean-100`, or hold several.
"""

from __future__ import annotations

import re

from voxloom.corpora.beside import told, without_audio, words_beside
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

LOOKS_FOR = "SPEAKER/CHAPTER/SPEAKER_CHAPTER_N_N.wav with .normalized.txt beside"
NAME = r"(?P<stem>(.*/)?(?P<speaker>\d+)/(?P<chapter>\d+)/(?P=speaker)_(?P=chapter)(_\d+){1,2})"
AUDIO = re.compile(NAME + r"\.(wav|flac)")
WORDS = re.compile(NAME + r"\.(normalized|original)\.txt")
TRANSCRIPTS = (".normalized.txt", ".original.txt")  # the first there is


def detect(look: Look) -> str | None:
    if look.only is not None:
        return None
    audio = [name for name in look.names if AUDIO.fullmatch(name)]
    if not audio or not any(WORDS.fullmatch(name) for name in look.names):
        return None
    return f"{len(audio)} files named like {audio[0]}, with {TRANSCRIPTS[0]}"


def read(look: Look, params: IngestParams) -> list[Entry]:
    entries = []
    for name in look.names:
        match = AUDIO.fullmatch(name)
        if match:
            words = words_beside(look, name, TRANSCRIPTS)
            entries.append(told(look, name, words, match["speaker"]))
    return entries + without_audio(_lost(look))


def _lost(look: Look) -> list[str]:
    """One a recording that is not there, though two files may tell of it."""
    lost: dict[str, str] = {}
    for name in look.names:
        match = WORDS.fullmatch(name)
        if match and match["stem"] not in look.by_stem:
            lost.setdefault(match["stem"], name)
    return list(lost.values())
