"""The offline corpus: telephone sentences spoken by eSpeak NG on this machine."""

from __future__ import annotations

from functools import partial
from importlib import resources
from pathlib import Path

from voxloom.audio.wave.wav import write_wav
from voxloom.core.errors import VoxloomError
from voxloom.core.parallel import map_items
from voxloom.corpora.source import Corpus, Recording
from voxloom.text.sounds.espeak_library import espeak


def load(language: str, raw: Path) -> Corpus:
    """Speak the sentences below `raw`. Raises VoxloomError for a language without sentences."""
    if language != "en":
        raise VoxloomError(f"ingest.language: the espeak corpus has English only, not {language!r}")
    folder = raw / "espeak" / language
    speak = partial(speak_sentence, folder=folder, language=language)
    recordings = map_items(speak, list(enumerate(sentences())), "Speaking the offline corpus")
    return Corpus(
        name="espeak-sentences",
        language=language,
        speaker="espeak-en-us",
        license="CC0-1.0",
        attribution="Spoken by eSpeak NG",
        source="voxloom/corpora/sentences.txt",
        recordings=tuple(recordings),
    )


def sentences() -> list[str]:
    """What is spoken."""
    text = resources.files("voxloom.corpora").joinpath("sentences.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def speak_sentence(numbered: tuple[int, str], folder: Path, language: str) -> Recording:
    number, sentence = numbered
    path = folder / f"sentence-{number:04d}.wav"
    write_wav(path, espeak(language).synthesize(sentence))
    return Recording(path.stem, path, sentence)
