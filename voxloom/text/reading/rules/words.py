"""What the rules that all languages share say, and look for, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from voxloom.text.reading.rules.rule import NEVER


@dataclass(frozen=True)
class Words:
    """What is looked for is a regular expression, case ignored; what is said is words."""

    language: str
    # Numbers said one by one.
    code: str  # what is no amount: code, PIN, "ending in", "last four digits"
    thing: str  # what bears a number, of which three digits and more are no amount: order, flight
    copula: str  # between these and the number, after some words more: "is", "are"
    dialled: str  # before a telephone number: call, dial, our number is
    national: tuple[str, ...]  # shapes of telephone numbers that need nothing before them
    pressed: str  # before `#` and digits, where these might be something else
    plus: str
    minus: str
    # Ranges.
    to: str
    counted: str  # what stands behind an amount: days, dollars, %
    # Other numbers.
    version: str  # before one: version, release
    point: str  # between its parts
    numbered: str  # before a roman numeral
    # Addresses in the net.
    dot: str
    at: str
    slash: str
    hyphen: str
    underscore: str
    # Words in short.
    abbreviations: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)  # after a number
    inside: tuple[str, ...] = ()  # other words in short, whose dot may stand inside a sentence
    number_sign: str = ""  # for `#` between a word and its number
    ending: str = ""  # for the digits that are masked: ****4421
    another: str = NEVER  # between two numbers of one kind: or, and
    thousands: str = NEVER  # a number in groups of three parted by spaces
    closing: tuple[str, ...] = ()  # words in short that a sentence may end with
    # What a key is called, by its sign, the text and its place there; as in KEYS unless given.
    key: Callable[[str, str, int], str] | None = None
    # How a telephone number is said; digit by digit unless given.
    telephone: Callable[[str], str] | None = None
