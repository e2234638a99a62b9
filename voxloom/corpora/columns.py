"""What the columns of a list are, by the names in its header or the keys of its objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# What people call them; of several the first that is there.
PATHS = (
    "path", "file", "filename", "file_name", "filepath", "file_path", "fname",
    "audio", "audio_file", "audio_path", "audio_filepath", "audio_filename", "audio_file_path",
    "wav", "wav_file", "wav_path", "wav_filename", "wav_filepath", "wavfile",
    "clip", "recording", "sound", "id", "utt_id", "utterance_id", "utt", "name",
)  # fmt: skip
# The normalized text is what was said; the raw one may have "1865" and "Mr.".
TEXTS = (
    "normalized_text", "normalised_text", "text_normalized", "normalized_transcription",
    "normalized", "normalised", "text", "sentence", "transcription", "transcript", "utterance",
    "raw_text", "raw_transcription", "prompt", "words",
)  # fmt: skip
SPEAKERS = ("speaker", "speaker_id", "speaker_name", "spk", "spk_id", "client_id")
LANGUAGES = ("language", "locale", "lang")


class Columns(NamedTuple):
    """Which cell of a row is what, counted from 0."""

    path: int
    texts: tuple[int, ...]  # the first that is not empty
    speaker: int | None = None
    language: int | None = None


def by_header(cells: Sequence[str]) -> Columns | None:
    """None where the cells do not name a recording and its words, or name a column twice."""
    names = [_plain(cell) for cell in cells]
    paths, texts = _there(PATHS, names), _there(TEXTS, names)
    if not paths or not texts or len({*names}) < len(names):
        return None
    speakers, languages = _there(SPEAKERS, names), _there(LANGUAGES, names)
    return Columns(
        path=paths[0],
        texts=tuple(texts),
        speaker=speakers[0] if speakers else None,
        language=languages[0] if languages else None,
    )


def _plain(name: str) -> str:
    return name.strip().strip('"').casefold().replace(" ", "_").replace("-", "_")


def _there(known: Sequence[str], names: Sequence[str]) -> list[int]:
    return [names.index(name) for name in known if name in names]
