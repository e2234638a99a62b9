"""The page about a corpus, as data, and as one HTML file that asks nothing of other machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voxloom.report.blocks.content import Fact, License, Picture, Player, Tile
from voxloom.report.html.template import render
from voxloom.survey.difference import KINDS, Difference

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True)
class CorpusPart:
    """A split or a speaker."""

    name: str
    utterances: int
    minutes: float


@dataclass(frozen=True)
class CleaningChange:
    """A figure over all utterances, before and after cleaning."""

    name: str
    unit: str
    before: float
    after: float


@dataclass(frozen=True)
class ReasonCount:
    """How many inputs a stage set aside for one reason."""

    stage: str
    code: str
    count: int


@dataclass(frozen=True)
class Quarantine:
    """One input that was set aside."""

    stage: str
    id: str
    file: str
    code: str
    value: str
    message: str


@dataclass(frozen=True)
class Unit:
    """A phone or letter, and how often it is said."""

    symbol: str
    count: int
    rare: bool


@dataclass(frozen=True)
class Ranked:
    """An utterance in a ranking, to be heard as it was recorded."""

    id: str
    text: str
    figure: str
    where: str  # split and speaker
    player: Player


@dataclass(frozen=True)
class Ranking:
    """The utterances that stand furthest out in one figure."""

    name: str
    title: str
    meaning: str
    rows: tuple[Ranked, ...]


@dataclass(frozen=True)
class CorpusPage:
    """Long lists hold their first rows; the `*_total` say how many there are."""

    title: str
    summary: str
    license: License
    facts: tuple[Fact, ...]
    tiles: tuple[Tile, ...]
    difference: Difference | str  # or why there is none
    reasons: tuple[ReasonCount, ...]
    quarantine: tuple[Quarantine, ...]
    quarantine_total: int
    histograms: Picture
    parts: tuple[CorpusPart, ...]
    cleaning: tuple[CleaningChange, ...]
    unit: str  # phones or letters
    units: tuple[Unit, ...]
    often: int  # a unit said less often is rare
    coverage: tuple[Fact, ...]
    frequent: Mapping[str, int]  # words
    once: Sequence[str]  # words
    once_total: int
    rankings: tuple[Ranking, ...]
    study: Markup  # a table; empty without a study


def render_corpus(page: CorpusPage) -> str:
    """The whole page; the same content, the same text."""
    return render("corpus.html", page=page, kinds=KINDS)
