"""Which language has which rules; each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from voxloom.text.reading.rules.accidentals import accidentals
from voxloom.text.reading.rules.rule import Rule
from voxloom.text.reading.rules.words import Words

Apply = Callable[[Rule, str], str]
LANGUAGES = ("en", "zh", "es", "fr", "it", "ru", "de")


@dataclass(frozen=True)
class Language:
    """The rules of one language, and its words in short whose dot may stand inside a sentence."""

    rules: tuple[Rule, ...] = ()  # none for one that is left to the library's grammar alone
    abbreviations: frozenset[str] = frozenset()  # case ignored


@cache
def language_of(name: str) -> Language:
    if name not in LANGUAGES:
        return Language()
    module = import_module(f"{__package__}.{name}")
    words: Words | None = getattr(module, "WORDS", None)  # Chinese has no dots of that kind
    short = () if words is None else (*words.abbreviations, *words.inside)
    rules = (accidentals(name), *module.RULES)
    return Language(rules, frozenset(word.casefold() for word in short))


def is_abbreviation(word: str, language: str) -> bool:
    """Whether the dot at its end may stand inside a sentence."""
    return word.casefold() in language_of(language).abbreviations


def rewrite(text: str, language: str, apply: Apply = Rule.__call__) -> str:
    """All the language's rules, in order."""
    for rule in language_of(language).rules:
        text = apply(rule, text)
    return text
