"""Which language has which rules."""

from __future__ import annotations

from collections.abc import Callable

from voxloom.text.reading.rules import de, en, es, fr, it, ru, zh
from voxloom.text.reading.rules.rule import Rule

Apply = Callable[[Rule, str], str]

RULES = {
    "en": en.RULES,
    "zh": zh.RULES,
    "es": es.RULES,
    "fr": fr.RULES,
    "it": it.RULES,
    "ru": ru.RULES,
    "de": de.RULES,
}

WORDS = {
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "it": it.WORDS,
    "ru": ru.WORDS,
    "de": de.WORDS,
}
ABBREVIATIONS = {
    language: frozenset(short.casefold() for short in (*words.abbreviations, *words.inside))
    for language, words in WORDS.items()
}


def is_abbreviation(word: str, language: str) -> bool:
    """Whether the dot at its end may stand inside a sentence."""
    return word.casefold() in ABBREVIATIONS.get(language, ())


def rules_of(language: str) -> tuple[Rule, ...]:
    """None for a language that is left to the library's grammar alone."""
    return RULES.get(language, ())


def rewrite(text: str, language: str, apply: Apply = Rule.__call__) -> str:
    """All the language's rules, in order."""
    for rule in rules_of(language):
        text = apply(rule, text)
    return text
