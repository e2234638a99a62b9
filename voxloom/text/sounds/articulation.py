"""How phones are made in the mouth, by the letters of the International Phonetic Alphabet.

What a phone that was seldom heard shares with others a voice can take from those: the g of "go" is
a k with a voice, the h a breath without a place. P phones, F features.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

NONE = "-"
# Manner, place, and the letters without and with a voice (the chart of the IPA, 2020; alveolo-
# palatal sibilants stand with the palatal ones).
CONSONANTS = {
    "plosive": {
        "labial": "p b",
        "alveolar": "t d",
        "retroflex": "ʈ ɖ",
        "palatal": "c ɟ",
        "velar": "k ɡ",
        "uvular": "q ɢ",
        "glottal": "ʔ -",
    },
    "nasal": {
        "labial": "- m",
        "labial dental": "- ɱ",
        "alveolar": "- n",
        "retroflex": "- ɳ",
        "palatal": "- ɲ",
        "velar": "- ŋ",
        "uvular": "- ɴ",
    },
    "trill": {"labial": "- ʙ", "alveolar": "- r", "uvular": "- ʀ"},
    "tap": {"alveolar": "- ɾ", "retroflex": "- ɽ"},
    "fricative": {
        "labial": "ɸ β",
        "labial dental": "f v",
        "dental": "θ ð",
        "alveolar sibilant": "s z",
        "postalveolar sibilant": "ʃ ʒ",
        "retroflex sibilant": "ʂ ʐ",
        "palatal sibilant": "ɕ ʑ",
        "palatal": "ç ʝ",
        "velar": "x ɣ",
        "uvular": "χ ʁ",
        "pharyngeal": "ħ ʕ",
        "glottal": "h ɦ",
    },
    "lateral fricative": {"alveolar": "ɬ ɮ"},
    "approximant": {
        "labial dental": "- ʋ",
        "alveolar": "- ɹ",
        "retroflex": "- ɻ",
        "palatal": "- j",
        "labial palatal": "- ɥ",
        "velar": "- ɰ",
        "labial velar": "ʍ w",
    },
    "lateral approximant": {
        "alveolar": "- l",
        "alveolar velar": "- ɫ",
        "retroflex": "- ɭ",
        "palatal": "- ʎ",
        "velar": "- ʟ",
    },
}
# Height, place, and the letters of spread and of rounded lips. What is between two heights is both.
VOWELS = {
    "close": {"front": "i y", "central": "ɨ ʉ", "back": "ɯ u"},
    "close lax": {"front": "ɪ ʏ", "central": "ᵻ ᵿ", "back": "- ʊ"},
    "close mid": {"front": "e ø", "central": "ɘ ɵ", "back": "ɤ o"},
    "mid": {"central": "ə -"},
    "mid open": {"front": "ɛ œ", "central": "ɜ ɞ", "back": "ʌ ɔ"},
    "open lax": {"front": "æ -", "central": "ɐ -"},
    "open": {"front": "a ɶ", "back": "ɑ ɒ"},
}
RHOTIC = {"ɚ": "ə", "ɝ": "ɜ"}
MARKS = {
    "ː": "long",
    "ʰ": "aspirated",
    "ʲ": "palatal",
    "\u0303": "nasal",
    "\u0329": "syllabic",
    "\u0304": "high",  # the tones of Chinese, as vowels carry them
    "\u0301": "rising",
    "\u030c": "dipping",
    "\u0300": "falling",
}


def _letters() -> dict[str, frozenset[str]]:
    """What each letter says."""
    found = {}
    for kind, chart, last in (("consonant", CONSONANTS, "voiced"), ("vowel", VOWELS, "rounded")):
        for row, columns in chart.items():
            for column, pair in columns.items():
                said = {kind, *row.split(), *column.split()}
                first, second = pair.split()
                found[first], found[second] = frozenset(said), frozenset(said | {last})
    del found[NONE]
    return found | {letter: found[plain] | {"rhotic"} for letter, plain in RHOTIC.items()}


LETTERS = _letters()
FEATURES = tuple(sorted({*chain(*LETTERS.values()), *MARKS.values()}))


def articulation(symbol: str) -> frozenset[str]:
    """What a phone's letter and marks say of it; nothing of what is no letter of the IPA."""
    for form in ("NFC", "NFD"):
        signs = unicodedata.normalize(form, symbol)
        if signs[:1] in LETTERS:
            return LETTERS[signs[0]] | {MARKS[mark] for mark in signs[1:] if mark in MARKS}
    return frozenset()


def articulations(symbols: Sequence[str]) -> NDArray[np.float32]:
    """(P, F): 1 for each of FEATURES that a phone has and -1 for the others; 0 throughout where
    nothing is known of it."""
    rows = np.zeros((len(symbols), len(FEATURES)), np.float32)
    for row, said in zip(rows, map(articulation, symbols), strict=True):
        if said:
            row[:] = [1.0 if feature in said else -1.0 for feature in FEATURES]
    return rows
