"""What a recogniser understands: transcripts by Whisper, and word and character error rates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from voxloom.audio.wave.sound import Audio, resample, to_mono
from voxloom.metrics.absent import Absent
from voxloom.metrics.recognisers import MISSING, NONE, find_whisper
from voxloom.metrics.spelling import Spelling

WHISPER_RATE = 16000
WINDOW_S = 30.0  # what Whisper hears at once
CPU_THREADS = 1  # fixed: the thread count is part of what makes two runs equal
WER_CER = ("wer", "cer")  # the keys of ErrorRates


class ErrorRates(NamedTuple):
    """Edits over reference length, pooled over the set; above 1 when much is inserted."""

    wer: float
    cer: float


class Recogniser:
    """faster-whisper on the CPU: int8, beam search at temperature 0, so it is repeatable."""

    def __init__(self, model: Any, name: str, language: str) -> None:
        self._model = model
        self.name = name  # of the model itself: figures of two models do not compare
        self.language = language

    def transcribe(self, audio: Audio) -> str:
        """What was said, as Whisper writes it. Silence may give text: Whisper guesses."""
        heard = resample(to_mono(audio), WHISPER_RATE)
        segments, _ = self._model.transcribe(
            heard.samples,
            language=self.language,
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            # Times are needed only to move the window along a recording longer than one.
            without_timestamps=heard.seconds <= WINDOW_S,
            # Unclear speech must count as errors, not be skipped as silence.
            no_speech_threshold=None,
        )
        return " ".join(segment.text.strip() for segment in segments).strip()


def same_sound(audio: Audio) -> str:
    """A name for the samples."""
    return hashlib.sha256(f"{audio.rate} ".encode() + audio.samples.tobytes()).hexdigest()


def hearing(recogniser: str, audio: Audio) -> str:
    """A key: what the recogniser of this name heard in one recording it hears in its equal."""
    return f"{recogniser} {same_sound(audio)}"


def load_recogniser(name: str, language: str) -> Recogniser:
    """`name` is one of a setting (`recognisers`).

    Raises Absent with the reason when there is no such recogniser here, or it does not know the
    language; VoxloomError as `find_whisper` does.
    """
    found = find_whisper(name, language)
    try:
        from faster_whisper import WhisperModel
    except ImportError:
        raise Absent(MISSING) from None
    try:
        model = WhisperModel(
            str(found.folder), device="cpu", compute_type="int8", cpu_threads=CPU_THREADS
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise Absent(f"recogniser {name} does not load: {error}") from None
    if language not in model.supported_languages:
        raise Absent(f"recogniser {name} does not know the language {language!r}")
    return Recogniser(model, found.name, language)


def prepare_recogniser(name: str, language: str) -> None:
    """Have the model in place before the work is shared out. Raises VoxloomError where it cannot
    be put together."""
    with suppress(Absent):
        find_whisper(name, language)


@lru_cache(maxsize=1)
def recogniser(name: str, language: str) -> Recogniser:
    """The recogniser, once a worker process. Raises as `load_recogniser` does."""
    return load_recogniser(name, language)


def recognised_by(names: Iterable[str | None]) -> str:
    """The model that heard a set of recordings, for the record; None where none was heard."""
    return " and ".join(sorted({name for name in names if name})) or NONE


def error_rates(
    references: Sequence[str], hypotheses: Sequence[str], spelling: Spelling
) -> ErrorRates:
    """WER and CER over all pairs together, in one spelling.

    A reference that is empty in it adds its hypothesis as insertions. Raises Absent when no
    reference holds a word, ValueError when the lists differ in length.
    """
    import jiwer

    if len(references) != len(hypotheses):
        raise ValueError(f"{len(references)} references but {len(hypotheses)} hypotheses")
    expected = [spelling.words(text) for text in references]
    heard = [spelling.words(text) for text in hypotheses]
    if not any(expected):
        raise Absent("no reference holds a word after normalisation")
    wer = jiwer.wer(_joined(expected, " "), _joined(heard, " "))
    cer = jiwer.cer(_joined(expected, spelling.gap), _joined(heard, spelling.gap))
    return ErrorRates(float(wer), float(cer))


def _joined(texts: Sequence[Sequence[str]], gap: str) -> list[str]:
    return [gap.join(words) for words in texts]
