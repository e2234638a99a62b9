"""Accidentals of music by their names, in every language: `C♯` -> `C sharp`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule

NAMES = {
    "en": ("sharp", "flat", "natural"),
    "zh": ("升号", "降号", "还原号"),
    "es": ("sostenido", "bemol", "becuadro"),
    "fr": ("dièse", "bémol", "bécarre"),
    "it": ("diesis", "bemolle", "bequadro"),
    "ru": ("диез", "бемоль", "бекар"),
    "de": ("Kreuz", "B", "Auflösungszeichen"),
}


def accidentals(language: str) -> Rule:
    names = dict(zip("♯♭♮", NAMES[language], strict=True))

    def named(match: re.Match[str]) -> str:
        return f" {names[match['sign']]} "

    return rule("sharp and flat", r" ?(?P<sign>[♯♭♮]) ?", named)
