"""What a page shows, as data. Empty tuples and None leave their section out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voxloom.audio.wave.sound import Audio
from voxloom.metrics.word_errors import Word


@dataclass(frozen=True)
class Picture:
    png: bytes
    alt: str  # what is to be seen, for who cannot see it


@dataclass(frozen=True)
class Player:
    label: str
    audio: Audio


@dataclass(frozen=True)
class Fact:
    """One line about the model: its name, and what it is."""

    name: str
    value: str


@dataclass(frozen=True)
class License:
    """Of the recordings, shown at the top: many licences ask for it."""

    corpus: str
    name: str
    attribution: str


@dataclass(frozen=True)
class Tile:
    """A headline metric, and a plain sentence of what is good."""

    label: str
    key: str  # of the metric, for its unit
    value: float
    good: str


@dataclass(frozen=True)
class HeldOut:
    """One utterance the model never trained on."""

    id: str
    text: str
    players: tuple[Player, ...]  # natural, reconstructed
    picture: Picture
    mel_error_db: float


@dataclass(frozen=True)
class Listening:
    """A titled row of players: an interpolation (A, steps, B), or a repaired stretch."""

    title: str
    players: tuple[Player, ...]
    picture: Picture | None = None


@dataclass(frozen=True)
class QuarantineReason:
    code: str
    count: int
    example: str  # file and value


@dataclass(frozen=True)
class CorpusReport:
    """The corpus in a sentence; the page of the stage `survey` has the rest."""

    hours: float
    kept: int
    page: str  # that page, beside this one
    unaligned: tuple[QuarantineReason, ...] = ()  # what `align` set aside after the survey


@dataclass(frozen=True)
class Said:
    """A text the voice said, and the words a recogniser heard; none where there was none."""

    text: str
    note: str  # which recording, or what kind of sentence
    players: tuple[Player, ...]
    heard: tuple[Word, ...] = ()
    refusal: str = ""  # why it was not said


@dataclass(frozen=True)
class RobustnessRow:
    """Sentences of one kind; rates are per word, None without a recogniser."""

    kind: str
    sentences: int
    skipped: float | None
    repeated: float | None
    inserted: float | None
    substituted: float | None
    runaway: int  # sentences too short or too long by far
    shortest: float  # times the natural length
    longest: float


@dataclass(frozen=True)
class VoiceReport:
    """What stands above the speech VAE where a voice was trained on it."""

    title: str
    summary: str  # one paragraph
    facts: tuple[Fact, ...] = ()
    tiles: tuple[Tile, ...] = ()
    prompts: tuple[Said, ...] = ()  # natural, copy-synthesis, voice
    sentences: tuple[Said, ...] = ()
    robustness: tuple[RobustnessRow, ...] = ()
    training: Picture | None = None
    alignments: tuple[Picture, ...] = ()
    durations: Picture | None = None
    latents: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Report:
    title: str
    system: str  # speech, voice, writer or image
    summary: str  # one paragraph
    license: License
    facts: tuple[Fact, ...] = ()
    tiles: tuple[Tile, ...] = ()
    held_out: tuple[HeldOut, ...] = ()
    samples: tuple[Player, ...] = ()
    interpolations: tuple[Listening, ...] = ()
    repairs: tuple[Listening, ...] = ()
    training: Picture | None = None
    kl_per_dimension: Picture | None = None
    traversals: Picture | None = None
    corpus: CorpusReport | None = None
    metrics: Mapping[str, float] = field(default_factory=dict)  # `set.metric` -> figure
    absent: Mapping[str, str] = field(default_factory=dict)  # `set.metric` -> reason
    voice: VoiceReport | None = None
