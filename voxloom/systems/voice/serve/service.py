"""The `voice` system behind a table: texts in, recordings out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voxloom.audio.wave.sound import Audio
from voxloom.audio.write.encode import FORMATS, LOWEST_RATE, Format, encode, rate_of
from voxloom.core.errors import VoxloomError
from voxloom.serve.service import (
    BASE_REQUIREMENTS,
    Config,
    Request,
    Row,
    Service,
    audio_cell,
)
from voxloom.systems.voice.model.use import Voice
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.use import SYSTEM as PRIOR
from voxloom.text.letters.judge import named
from voxloom.text.reading.grammar import WITHOUT

MAX_CHARACTERS = 5000  # of a text that is sent: about six minutes of speech
MAX_IN_ALL = 10_000  # of all texts of a request


@dataclass(frozen=True)
class Settings(Manner):
    """How the texts of a call are said, and in what files they come."""

    format: str = "wav"
    rate: int = 0  # Hz; 0: the format's usual one, or else the voice's
    strict: bool = False  # refuse what cannot be spoken; else it is left out

    def __post_init__(self) -> None:
        """Raises VoxloomError that names the value out of range."""
        super().__post_init__()
        rate_of(LOWEST_RATE, self.form, self.rate or None)

    @property
    def form(self) -> Format:
        """Raises VoxloomError for a format that is not written."""
        for form in FORMATS:
            if form == self.format:
                return form
        raise VoxloomError(f"format: {self.format!r} is none of {', '.join(FORMATS)}")


def answer(voice: Voice, request: Request, settings: Settings) -> list[Row]:
    """One row: `text`, `spoken` (in words), `left_out` (what could not be spoken, and why), `audio`
    (a file in base64), `rate` (Hz), `seconds`.

    Raises VoxloomError that says what is wrong.
    """
    text = request.text("text", "send what is to be said")
    if len(text) > MAX_CHARACTERS:
        raise VoxloomError(f"{request.where('text')}: longer than {MAX_CHARACTERS} characters")
    rate = rate_of(voice.contract.rate, settings.form, settings.rate or None)

    def count(part: Audio) -> None:
        samples = round(part.seconds * max(part.rate, rate))
        request.budget.take(samples, request.where("text"))

    said = voice.synthesize(text, settings, count, settings.strict)
    return [
        {
            "text": text,
            "spoken": said.spoken,
            "left_out": named(said.left_out),
            "audio": audio_cell(encode(said.audio, settings.form, rate)),
            "rate": rate,
            "seconds": said.audio.seconds,
        }
    ]


def _load(folder: Path) -> Voice:
    voice = Voice.load(folder)
    voice.prepare()
    return voice


TOKENS_BY = {"phonemes": ("espeakng-loader",), "pinyin": ("pypinyin",)}


def _requirements(config: Config) -> tuple[str, ...]:
    text = config[PRIOR]["text"]
    normalizer = ("nemo_text_processing", "num2words") if text["normalize"] else ()
    tokens = TOKENS_BY.get(text["tokens"], ())
    return (*BASE_REQUIREMENTS, "av", "pyloudnorm", "rich", "scipy", *normalizer, *tokens)


# nemo's, for normalizing beside audio and for its downloads, and num2words', for its script.
UNUSED = ("cdifflib", "docopt", "editdistance", "wget")


def _unused(config: Config) -> tuple[str, ...]:
    return UNUSED if config[PRIOR]["text"]["normalize"] else ()


def _grammar(config: Config) -> str | None:
    prior = config[PRIOR]
    language = str(prior["phones"]["language"])
    return language if prior["text"]["normalize"] and language not in WITHOUT else None


VOICE = Service(
    load=_load,
    settings=Settings,
    answer=answer,
    asks={"text": True},
    longest=MAX_IN_ALL,
    gives={
        "row": int,
        "text": str,
        "spoken": str,
        "left_out": str,
        "audio": str,
        "rate": int,
        "seconds": float,
    },
    example=lambda: {"text": ["Hello."]},
    requirements=_requirements,
    unused=_unused,
    grammar=_grammar,
)
