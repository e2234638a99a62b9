"""VCTK: `wav48/p225/p225_001.wav` and `txt/p225/p225_001.txt`.

Since version 0.92 the audio is FLAC in `wav48_silence_trimmed`, each sentence by two microphones:
`p225_001_mic1.flac` and `_mic2`. The second is the studio one, and is used where there is one.
"""

from __future__ import annotations

import re

from voxloom.corpora.beside import told, without_audio
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry, Rejection

LOOKS_FOR = "wav48*/SPEAKER/SPEAKER_NNN*.wav or .flac, and txt/SPEAKER/SPEAKER_NNN.txt"
AUDIO = re.compile(r"wav48[^/]*/(?P<speaker>[^/]+)/(?P<id>[^/]+?)(_mic(?P<mic>\d))?\.(wav|flac)")
WORDS = re.compile(r"txt/(?P<speaker>[^/]+)/(?P<id>[^/]+)\.txt")


def detect(look: Look) -> str | None:
    if look.only is not None:
        return None
    audio = sum(AUDIO.fullmatch(name) is not None for name in look.names)
    words = sum(WORDS.fullmatch(name) is not None for name in look.names)
    if not audio or not words:
        return None
    return f"{audio} files in wav48*/SPEAKER and {words} in txt/SPEAKER"


def read(look: Look, params: IngestParams) -> list[Entry]:
    words = {_key(match): name for name, match in _matches(look, WORDS)}
    studio = {_key(match) for _, match in _matches(look, AUDIO) if match["mic"] == "2"}
    entries, heard = [], set()
    for name, match in _matches(look, AUDIO):
        heard.add(_key(match))
        if match["mic"] == "1" and _key(match) in studio:
            message = "the second microphone is used"
            rejection = Rejection("other_microphone", "mic1", message)
            entries.append(Entry(name, None, speaker=match["speaker"], rejection=rejection))
        else:
            entries.append(told(look, name, words.get(_key(match)), match["speaker"]))
    return entries + without_audio(name for key, name in words.items() if key not in heard)


def _key(match: re.Match[str]) -> tuple[str, str]:
    return match["speaker"], match["id"]


def _matches(look: Look, pattern: re.Pattern[str]) -> list[tuple[str, re.Match[str]]]:
    found = [(name, pattern.fullmatch(name)) for name in look.names]
    return [(name, match) for name, match in found if match]
