"""params.yaml as types: frozen, complete, unknown keys refused before any work starts.

One class a section, one section a stage, plus `audio` (the geometry every stage shares).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from voxloom.core.errors import VoxloomError
from voxloom.core.strict_yaml import cut, read_yaml, shown

PARAMS_FILE = Path("params.yaml")
RECORDINGS = "data/recordings"

# Nothing may be accepted that fails after hours: what is no slip of the pen lies well within.
Share = Field(ge=0.0, lt=1.0)
Seed = Field(ge=0, lt=2**63)  # what PyTorch takes
Steps = Field(ge=1, le=10**8)
Warmup = Field(ge=0, le=10**8)  # steps
Count = Field(ge=1, le=10**9)
Channels = Field(ge=8, le=4096)
Blocks = Field(ge=1, le=64)
Batch = Field(ge=1, le=4096)
Crop = Field(ge=8, le=10**5)  # mel frames
Threads = Field(ge=1, le=256)
LearningRate = Field(gt=0.0, le=1.0)
GradientNorm = Field(gt=0.0, le=10**6)
Weight = Field(ge=0.0, le=1000.0)  # of a part of the loss
Seconds = Field(gt=0.0, le=86_400.0)
LONGEST_TEXT = 4096  # characters
SHOWN_PROBLEMS = 20

COLUMNS = ("path", "speaker", "language", "text", "id")  # what a table's column may mean
IGNORED = (None, "_")  # a column that is not read


MADE_HERE = ("asterisk", "espeak")  # corpora that are fetched or spoken
AUTO = "auto"
# Layouts of corpora that `ingest.source` may hold; `auto` finds out which.
LAYOUTS = (
    "ljspeech",
    "piper",
    "vctk",
    "libritts",
    "librispeech",
    "commonvoice",
    "aishell3",
    "thchs30",
    "kaldi",
    "nemo",
    "lhotse",
    "huggingface",
    "folder",
    "table",
)


def column_names(columns: Iterable[str | None]) -> dict[str, str]:
    """What each column of a table is called: `text=sentence` is, `text` is called text itself."""
    told = [column.partition("=") for column in columns if column is not None and column != "_"]
    return {column: name if equals else column for column, equals, name in told}


class Section(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, str_max_length=LONGEST_TEXT
    )

    @field_validator("*")
    @classmethod
    def _no_nul(cls, value: Any) -> Any:
        if isinstance(value, str) and "\0" in value:
            raise ValueError("holds a NUL character, which no path or text may")
        return value


SectionT = TypeVar("SectionT", bound=Section)


class AudioParams(Section):
    """The mel contract's numbers (see `voxloom.audio.mel.mel`)."""

    rate: int = Field(ge=8000, le=48000)  # Hz
    n_fft: int = Field(ge=128, le=16_384)  # samples
    hop: int = Field(ge=16)  # samples
    win: int = Field(ge=64)  # samples
    n_mels: int = Field(ge=8, le=256)
    fmin: float = Field(ge=0.0)  # Hz
    fmax: float = Field(gt=0.0)  # Hz
    mel_scale: Literal["slaney", "htk"]
    mel_norm: Literal["slaney", "none"]
    floor: float = Field(ge=1e-12, le=1.0)  # magnitudes below it are lifted to it before the log

    @model_validator(mode="after")
    def _consistent(self) -> AudioParams:
        if self.fmax > self.rate / 2:
            raise ValueError(f"fmax {self.fmax:g} is above half the rate: use {self.rate // 2}")
        if self.fmin >= self.fmax:
            raise ValueError(f"fmin {self.fmin:g} is not below fmax {self.fmax:g}")
        if not self.hop <= self.win <= self.n_fft:
            raise ValueError("needs hop <= win <= n_fft")
        return self


class IngestParams(Section):
    corpus: str  # asterisk, espeak, auto or one of LAYOUTS
    source: str | None  # of all but asterisk and espeak: a folder or list, from the project's root
    delimiter: str = Field(pattern=r'^[^"\r\n]$')  # of table
    columns: tuple[str | None, ...]  # of table: what its columns are, in order or by name
    speaker: str | None  # of those with a source: the one to keep; None where there is only one
    license: str = Field(min_length=1)  # of those with a source
    attribution: str  # of those with a source
    language: str = Field(pattern=r"^[a-z]{2,3}$")  # ISO 639 code
    limit: int | None = Count  # keep that many utterances, chosen by hash of the id
    validation: float = Share
    test: float = Share
    split_by: Literal["id", "text"]  # text: a sentence said twice stands in one split
    max_seconds: float = Seconds  # a longer recording is quarantined unread
    max_rejected: float = Field(ge=0.0, le=1.0)  # a greater share of bad recordings stops the run

    @field_validator("corpus")
    @classmethod
    def _known_corpus(cls, corpus: str) -> str:
        known = (*MADE_HERE, AUTO, *LAYOUTS)
        if corpus not in known:
            raise ValueError(f"use one of {', '.join(known)}")
        return corpus

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, columns: tuple[str | None, ...]) -> tuple[str | None, ...]:
        told = [column for column in columns if column is not None and column != "_"]
        named = [column.partition("=")[0] for column in told]
        unknown = sorted({str(name) for name in named} - set(COLUMNS))
        if unknown:
            raise ValueError(f"unknown {', '.join(unknown)}: use {', '.join(COLUMNS)} or _")
        if len(set(named)) != len(named):
            raise ValueError("a column stands twice")
        if not {"path", "text"} <= set(named):
            raise ValueError("path and text are needed")
        return columns

    @model_validator(mode="after")
    def _leaves_something_to_train_on(self) -> IngestParams:
        if self.validation + self.test >= 1.0:
            raise ValueError("validation and test are shares of all: together below 1")
        return self

    @model_validator(mode="after")
    def _has_source(self) -> IngestParams:
        if self.corpus not in MADE_HERE and not self.source:
            raise ValueError(f"corpus {self.corpus} needs ingest.source: the path of your corpus")
        return self


class CleanParams(Section):
    declip: bool  # draw clipped peaks again (FFmpeg's adeclip)
    band: tuple[float, float] | None  # Hz; what lies outside is taken out
    hum: Literal[50, 60] | None  # Hz of the mains, taken out with its harmonics
    denoise: bool  # a gentle spectral gate
    trim: bool
    trim_margin: float = Field(ge=0.0, le=60.0)  # seconds kept around speech
    loudness: float = Field(ge=-70.0, le=0.0)  # LUFS, ITU-R BS.1770
    peak: float = Field(ge=-60.0, le=0.0)  # dBFS, the highest sample allowed
    min_seconds: float = Field(ge=0.0, le=3600.0)  # after trimming
    max_seconds: float = Seconds

    @model_validator(mode="after")
    def _a_band(self) -> CleanParams:
        if self.band is not None and not 0.0 < self.band[0] < self.band[1]:
            raise ValueError(f"band {list(self.band)} is none: use [low, high] in Hz, from above 0")
        return self

    @model_validator(mode="after")
    def _lengths(self) -> CleanParams:
        if self.min_seconds >= self.max_seconds:
            raise ValueError("needs min_seconds < max_seconds")
        return self


class StudyParams(Section):
    """How much the study of the cleaning steps measures."""

    utterances: int = Count


class TextParams(Section):
    normalize: bool
    # phonemes need the extra `espeak`; pinyin, for Chinese, the extra `chinese`
    tokens: Literal["characters", "phonemes", "pinyin"]
    lexicon: str | None  # the user's own pronunciations; in data/recordings, which DVC watches

    @model_validator(mode="after")
    def _lexicon_is_watched(self) -> TextParams:
        if self.lexicon is None:
            return self
        path = PurePosixPath(self.lexicon)
        if not path.is_relative_to(RECORDINGS) or ".." in path.parts:
            raise ValueError(
                f"lexicon {self.lexicon} is not in {RECORDINGS}: put it there, where DVC watches it"
            )
        if self.tokens == "characters":
            raise ValueError("a lexicon needs tokens: phonemes or pinyin")
        return self


class SurveyParams(Section):
    """What the corpus report shows."""

    worst: int = Field(ge=0, le=10**4)  # players in each list of outliers
    rare_phone: int = Count  # a phone said less often can hardly be learned


class FeaturesParams(Section):
    n_mfcc: int = Field(ge=2, le=40)
    f0_min: float = Field(ge=20.0, le=2000.0)  # Hz
    f0_max: float = Field(ge=20.0, le=2000.0)  # Hz

    @model_validator(mode="after")
    def _a_range(self) -> FeaturesParams:
        if self.f0_min >= self.f0_max:
            raise ValueError("needs f0_min < f0_max")
        return self


class AugmentParams(Section):
    """Augmentation of training mels; 0 switches a kind off."""

    gain_db: float = Field(ge=0.0, le=60.0)  # +- uniform
    pitch_bins: float = Field(ge=0.0, le=64.0)  # +- uniform shift along the mel axis, in bins
    tempo: float = Field(ge=0.0, lt=0.5)  # +- uniform share of the speaking rate
    noise: float = Field(ge=0.0, le=10.0)  # standard deviation of noise on the scaled encoder input
    time_mask: int = Field(ge=0, le=10**5)  # frames hidden from the encoder, at most
    mel_mask: int = Field(ge=0, le=256)  # bins hidden from the encoder, at most


class AlignParams(Section):
    channels: int = Channels
    steps: int = Steps
    batch: int = Batch  # utterances
    learning_rate: float = LearningRate
    warmup_steps: int = Warmup
    clip: float = GradientNorm  # gradient norm
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    refinements: int = Field(ge=0, le=1000)  # rounds of fitting Gaussians to the phones
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed


class VaeParams(Section):
    form: Literal["conv", "mlp"]
    latent: int = Field(ge=1, le=1024)  # dimensions a latent frame
    stride: Literal[1, 2, 4]  # mel frames a latent frame
    channels: int = Channels
    blocks: int = Blocks  # residual blocks on each side
    steps: int = Steps
    batch: int = Batch
    crop: int = Crop  # mel frames an example
    learning_rate: float = LearningRate
    warmup_steps: int = Warmup  # of the learning rate
    beta: float = Weight  # weight of the KL after its warm-up
    beta_warmup_steps: int = Warmup
    free_bits: float = Field(ge=0.0, le=100.0)  # nats a latent dimension and frame left unpenalised
    auxiliary: float = Weight  # weight of a voicing classifier on the latents, 0 = off
    clip: float = GradientNorm  # gradient norm
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    precision: Literal["auto", "fp32", "bf16"]
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed
    augment: AugmentParams

    @model_validator(mode="after")
    def _consistent(self) -> VaeParams:
        if self.crop % self.stride:
            raise ValueError(f"crop {self.crop} is no multiple of stride {self.stride}")
        return self


class PriorParams(Section):
    channels: int = Channels
    blocks: int = Blocks  # residual blocks over phones, and again over latent frames
    hidden: int = Channels  # of the LSTM
    components: int = Field(ge=1, le=256)  # Gaussians in the mixture
    dropout: float = Share
    history_noise: float = Field(
        ge=0.0, le=100.0
    )  # most noise on the latent before, in its own units
    history_dropout: float = Share  # share of steps that do not see it
    expected: float = Weight  # weight of what the phones alone must predict
    temperature: float = Field(ge=0.0, le=1.5)  # spread when speaking, unless asked otherwise
    steps: int = Steps
    batch: int = Field(ge=1, le=10**6)  # latent frames
    crop: int = Crop  # mel frames; a longer utterance is cut between words
    learning_rate: float = LearningRate
    warmup_steps: int = Warmup
    clip: float = GradientNorm  # gradient norm
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    listen_from: float = Field(ge=0.0, le=1.0)  # share of the steps before the recogniser listens
    listen: int = Count  # sentences it hears, at most
    recogniser: str  # as in evaluate; chooses the checkpoint
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed


class VocoderParams(Section):
    form: Literal["griffinlim", "vocos"]  # with griffinlim nothing is trained
    channels: int = Channels
    blocks: int = Blocks
    steps: int = Steps
    adversarial_from: int = Warmup  # step from which critics are trained against
    batch: int = Batch
    crop: int = Crop  # mel frames an example
    learning_rate: float = LearningRate
    decoded: float = Field(ge=0.0, le=1.0)  # share of a batch whose mels went through the VAE
    ema: float = Share  # decay of the averaged weights
    validate_every: int = Steps  # steps; also the checkpoint interval
    precision: Literal["auto", "fp32", "bf16"]
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Threads  # CPU threads; part of what makes two runs equal
    seed: int = Seed


class VoiceParams(Section):
    """How speech is finished."""

    pause: float = Field(ge=0.0, le=60.0)  # seconds between sentences
    loudness: float = Field(ge=-70.0, le=0.0)  # LUFS, ITU-R BS.1770
    peak: float = Field(ge=-60.0, le=0.0)  # dBFS
    denoise: float = Field(ge=0.0, le=1.0)  # how much of the noise floor goes


class EvaluateParams(Section):
    recogniser: str  # a faster-whisper folder or hub name, "bundled" (tiny.en) or "none"
    wer_min_words: int = Count  # prompts with fewer words are left out of WER and CER
    max_utterances: int | None = Count  # of the held-out split, for the costly metrics
    active_unit_nats: float = Field(
        gt=0.0, le=100.0
    )  # a dimension with more mean KL counts as active
    free_sentences: int | None = Count  # of those the voice is judged by; null = all
    robustness: bool  # have the voice say the sentences made to break it
    page_utterances: int = Field(ge=1, le=10**4)  # players on the page
    sample_seconds: float = Field(gt=0.0, le=60.0)  # as `voxloom sample`
    seed: int = Seed


class GateParams(Section):
    """What decides a promotion."""

    gate: str  # one of the system's metrics; lower is better
    margin: float = Field(ge=0.0, le=10**6)  # the challenger must be better by more than that


class RegisterParams(Section):
    """One gate a system."""

    speech: GateParams
    voice: GateParams

    @model_validator(mode="after")
    def _own_metrics(self) -> RegisterParams:
        for system in type(self).model_fields:
            gate = self.of(system).gate
            if not gate.startswith(f"{system}."):
                raise ValueError(f"{system}.gate {gate!r} is no metric of {system}: use {system}.*")
        return self

    def of(self, system: str) -> GateParams:
        """Raises VoxloomError for a system that is not registered."""
        if system not in type(self).model_fields:
            known = ", ".join(type(self).model_fields)
            raise VoxloomError(f"{system}: no system of this project: use {known}")
        params: GateParams = getattr(self, system)
        return params


class Params(Section):
    audio: AudioParams
    ingest: IngestParams
    clean: CleanParams
    study: StudyParams
    text: TextParams
    survey: SurveyParams
    features: FeaturesParams
    align: AlignParams
    vae: VaeParams
    prior: PriorParams
    vocoder: VocoderParams
    voice: VoiceParams
    evaluate: EvaluateParams
    register_: RegisterParams = Field(alias="register")  # BaseModel has a method of that name

    @model_validator(mode="after")
    def _band_below_half_the_rate(self) -> Params:
        half = self.audio.rate / 2
        if self.clean.band is not None and self.clean.band[0] >= half:
            raise ValueError(
                f"clean.band starts at half of audio.rate or above: use under {half:g}"
            )
        return self


def parse_params(values: Any, source: str) -> Params:
    """Raises VoxloomError with one line a wrong key: its name, what is wrong, what to do."""
    return _parse(Params, values, source)


def parse_ingest(values: Any, source: str) -> IngestParams:
    """One section alone. Raises VoxloomError (see `parse_params`)."""
    return _parse(IngestParams, values, source)


def _parse(kind: type[SectionT], values: Any, source: str) -> SectionT:
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        lines = [f"{source}: {_explain(dict(problem))}" for problem in problems[:SHOWN_PROBLEMS]]
        if len(problems) > len(lines):
            lines.append(f"{source}: and {len(problems) - len(lines)} more")
        raise VoxloomError("\n".join(lines)) from None


def load_params(path: Path = PARAMS_FILE) -> Params:
    """Raises VoxloomError when the file is missing, no YAML, or wrong in a key."""
    try:
        values = read_yaml(path)
    except FileNotFoundError:
        raise VoxloomError(f"{path} is missing: run from the project's root folder") from None
    return parse_params(values, str(path))


def _explain(problem: dict[str, Any]) -> str:
    key = cut(".".join(str(part) for part in problem["loc"])) or "the whole file"
    if problem["type"] == "extra_forbidden":
        return f"{key}: unknown key; remove it or correct its name"
    if problem["type"] == "missing":
        return f"{key}: missing; every knob is written out, add it"
    return f"{key}: {cut(problem['msg'], 300)} (is {shown(problem['input'])})"
