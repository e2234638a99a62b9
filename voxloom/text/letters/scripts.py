"""Which letters a language is written in, and words in others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from voxloom.text.letters.errors import TextError
from voxloom.text.letters.finding import Finding

LOOKALIKE = {"LATIN", "GREEK", "CYRILLIC"}
# Letters that belong to no script: ª, µ, full-width forms and the like.
COMMON = {
    "MICRO", "FEMININE", "MASCULINE", "MODIFIER", "FULLWIDTH", "HALFWIDTH", "MATHEMATICAL",
    "SUPERSCRIPT", "SUBSCRIPT", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER", "KELVIN", "ANGSTROM",
    "OHM", "IDEOGRAPHIC", "INFORMATION", "ALEF", "LIGATURE", "COMBINING", "VULGAR",
}  # fmt: skip
# In what a language is written; Latin stands in all of them, in names and addresses.
SCRIPTS = {
    **{key: {"LATIN"} for key in ("en", "es", "fr", "it", "de", "pt", "sv", "hu", "vi")},
    "ru": {"CYRILLIC"},
    "zh": {"CJK", "BOPOMOFO"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "ko": {"HANGUL", "CJK"},
    "hi": {"DEVANAGARI"},
    "ar": {"ARABIC"},
    "hy": {"ARMENIAN"},
}
FOREIGN_NAME = 10  # Latin letters that may make up a whole text of another script: a name
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")


def foreign_words(text: str, language: str) -> Iterator[Finding]:
    """Only for languages whose scripts are known; mixtures of lookalikes for all."""
    own = SCRIPTS.get(language)
    for match in WORD.finditer(text):
        if why := _why_not(match[0], own, language):
            yield Finding(match.start(), match.end(), why)


def foreign_text(text: str, language: str) -> Iterator[Finding]:
    """All of it, where no letter is the language's and it is more than a name."""
    own = SCRIPTS.get(language)
    words = WORD.findall(text)
    if own and sum(map(len, words)) > FOREIGN_NAME and not any(_scripts(w) & own for w in words):
        why = TextError("foreign_script", text[:80], f"{text[:80]!r} has no letter of {language}")
        yield Finding(0, len(text), why)


def _why_not(word: str, own: set[str] | None, language: str) -> TextError | None:
    used = _scripts(word)
    if len(used & LOOKALIKE) > 1 and not _is_unit(word):
        names = _names(used & LOOKALIKE)
        return TextError("mixed_scripts", word, f"{word!r} mixes {names} letters")
    if own and (strange := used - own - {"LATIN", "GREEK"}):
        return _foreign(word, strange, language)
    if own and "GREEK" in used and len(word) > 1 and not _is_unit(word):
        return _foreign(word, {"GREEK"}, language)
    return None


def _foreign(word: str, scripts: set[str], language: str) -> TextError:
    message = f"{word!r} is written in {_names(scripts)}, which {language} is not"
    return TextError("foreign_script", word, message)


def _names(scripts: set[str]) -> str:
    """For a person: `Greek and Latin`, `CJK`."""
    return " and ".join(name if name == "CJK" else name.title() for name in sorted(scripts))


def _scripts(word: str) -> set[str]:
    return {script for character in word if (script := _script(character))}


def _script(character: str) -> str | None:
    """The script in a letter's name; None for what belongs to none."""
    if unicodedata.category(character)[0] != "L":
        return None
    script = unicodedata.name(character, "COMMON").split()[0]
    return None if script in COMMON else script


def _is_unit(word: str) -> bool:
    """μm and kΩ are written with a Greek letter."""
    return len(word) <= 4 and bool(set(word) & set("μΩ"))
