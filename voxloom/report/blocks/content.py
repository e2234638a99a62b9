"""What a page shows, as data: blocks that no system owns. What is empty is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voxloom.audio.wave.sound import Audio

# `wrong` was said and should not have been, `missing` the other way round.
Mark = Literal["plain", "strong", "quiet", "small", "code", "wrong", "missing", "absent"]


@dataclass(frozen=True)
class Run:
    """A stretch of text, marked or leading to another page."""

    text: str
    mark: Mark = "plain"
    href: str = ""


Text = tuple[Run, ...]


def plain(text: str) -> Text:
    return (Run(text),)


@dataclass(frozen=True)
class Picture:
    png: bytes
    alt: str  # what is to be seen, for who cannot see it
    name: str = ""  # of its file, where it becomes one
    ground: Literal["paper", "screen"] = "paper"  # drawn on light or on dark


@dataclass(frozen=True)
class Player:
    label: str
    audio: Audio
    name: str = ""  # of its file, where it becomes one


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
    """A headline figure as a person reads it, and a plain sentence of what is good."""

    label: str
    figure: str
    unit: str
    good: str


@dataclass(frozen=True)
class Tiles:
    items: tuple[Tile, ...]


@dataclass(frozen=True)
class Example:
    """One item of a set: what it is, how it sounds in its versions, what came of it."""

    quote: str
    note: Text
    players: tuple[Player, ...]
    outcome: Text = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Listening:
    """A row of players; `context` says of each, for who cannot see the page, what it belongs to."""

    players: tuple[Player, ...]
    context: str
    title: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Figure:
    """A picture by itself; `titled` shows its `alt` above it."""

    picture: Picture
    titled: bool = False


@dataclass(frozen=True)
class Column:
    name: str
    kind: Literal["text", "number", "better"] = "text"


@dataclass(frozen=True)
class Table:
    """The first cell of a row names it."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Pairs:
    """Examples two abreast, where there is room."""

    items: tuple[Example, ...]


Block = Tiles | Example | Listening | Figure | Table | Pairs


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    intro: Text
    blocks: tuple[Block, ...]
    link: str = ""  # what the navigation calls it; without one it is not there


@dataclass(frozen=True)
class Part:
    """What one system shows. Of several on a page the first gives it its title."""

    system: str
    title: str
    summary: str  # one paragraph
    license: License
    facts: tuple[Fact, ...]
    overview: Section
    sections: tuple[Section, ...]
    closing: tuple[Section, ...] = ()  # after all parts; of one id the first is shown
    metrics: tuple[Table, ...] = ()
