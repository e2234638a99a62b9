"""THCHS-30: `data/A11_0.wav` and `data/A11_0.wav.trn`, whose first line is the sentence.

`train`, `dev` and `test` hold links to the same files, so that only `data` is read.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from voxloom.corpora.beside import read_words, without_audio
from voxloom.corpora.look import Look
from voxloom.corpora.params import IngestParams
from voxloom.corpora.source import Entry

LOOKS_FOR = "data/SPEAKER_N.wav with data/SPEAKER_N.wav.trn beside"
WORDS = ".wav.trn"


def detect(look: Look) -> str | None:
    words = _words(look)
    return f"{len(words)} transcripts named like {words[0]}" if words else None


def _words(look: Look) -> list[str]:
    return look.lists(WORDS, folders=("data",)) or look.lists(WORDS)


def read(look: Look, params: IngestParams) -> list[Entry]:
    words = set(_words(look))
    folders = {PurePosixPath(name).parent for name in words}
    audio = [name for name in look.audio if PurePosixPath(name).parent in folders]
    lost = sorted(name for name in words if name.removesuffix(".trn") not in look.known)
    return [_entry(look, name, words) for name in audio] + without_audio(lost)


def _entry(look: Look, audio: str, words: set[str]) -> Entry:
    speaker = PurePosixPath(audio).name.partition("_")[0]
    text, rejection = None, None
    if f"{audio}.trn" in words:
        line, rejection = read_words(look, f"{audio}.trn", first_line=True)
        text = "".join(line.split())  # spaces part words, which Chinese does not write
    return Entry(audio, text, speaker=speaker, language="zh", rejection=rejection)
