"""Which letters a language is written in, and words in others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

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
FOREIGN_NAME = 10  # Latin letters that may make up a transcript in another script: a name
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
TWINS = set("асеорхуіјѕһАВЕКМНОРСТУХІЈЅaceopxyijshABEKMHOPCTYXIJS")  # Cyrillic and Latin
SYMBOLS = set("ΓΔΘΛΞΠΣΦΨΩβδεζθλμξπσφψ")  # Greek letters that nobody takes for Latin ones
SMALL_SYMBOLS = set("αγηικνρτυχω")  # nor these, behind capitals


def foreign_words(text: str, language: str) -> Iterator[Finding]:
    """Only for languages whose scripts are known; mixtures of lookalikes for all.

    Of a word in several scripts only the strange letters.
    """
    own = SCRIPTS.get(language)
    for match in WORD.finditer(text):
        for start, end in _runs(match, own or set()):
            run = text[start:end]
            if symbols := _symbols(run, own):
                yield Finding(start, end, _mixed(run), symbols, lost=False)
            elif why := _why_not(run, own, language):
                yield Finding(start, end, why)


def foreign_text(text: str, language: str) -> Iterator[Finding]:
    """All of it, where no letter is the language's and it is more than a name."""
    own = SCRIPTS.get(language)
    words = WORD.findall(text)
    if own and sum(map(len, words)) > FOREIGN_NAME and not any(_scripts(w) & own for w in words):
        why = TextError("foreign_script", text[:80], f"{text[:80]!r} has no letter of {language}")
        yield Finding(0, len(text), why)


def _runs(word: re.Match[str], own: set[str]) -> list[tuple[int, int]]:
    """Where its parts start and end: lookalikes, other letters of the language, strange ones."""
    places, last = [word.start()], ""
    for place, letter in enumerate(word[0], start=word.start()):
        if script := _script(letter):
            kind = "lookalike" if script in LOOKALIKE else "own" if script in own else "strange"
            if last not in ("", kind):
                places.append(place)
            last = kind
    return list(pairwise([*places, word.end()]))


def _why_not(word: str, own: set[str] | None, language: str) -> TextError | None:
    used = _scripts(word)
    if len(used & LOOKALIKE) > 1 and not (_is_unit(word) or _is_inflected(word, own)):
        return _mixed(word)
    if own and (strange := used - own - {"LATIN", "GREEK"}):
        return _foreign(word, strange, language)
    if own and "GREEK" in used and len(word) > 1 and not _is_unit(word):
        return _foreign(word, {"GREEK"}, language)
    return None


def _is_inflected(word: str, own: set[str] | None) -> bool:
    """VIPы, PDFка, TikTokеры: a Latin stem with the ending that Russian gives it."""
    stretches = _stretches(word)
    if not own or "CYRILLIC" not in own or [s for s, _ in stretches] != ["LATIN", "CYRILLIC"]:
        return False
    (_, stem), (_, ending) = stretches
    capitals = len(stem) > 1 and stem.isupper() and ending.islower()
    return capitals or all(len(part) > 1 or part not in TWINS for part in (stem, ending))


def _symbols(word: str, own: set[str] | None) -> str:
    """ΔT as `Δ T`, TNFα as `TNF α`: each to be said by its name. Empty where it is none."""
    stretches = _stretches(word)
    scripts = {script for script, _ in stretches}
    if (
        "GREEK" not in scripts
        or len(scripts) < 2
        or not scripts <= {"GREEK", "LATIN", *(own or ())}
    ):
        return ""
    if _is_unit(word):
        return ""
    capitals = stretches[0][1].isupper() and stretches[-1][1].islower()
    known = SYMBOLS | SMALL_SYMBOLS if len(stretches) == 2 and capitals else SYMBOLS
    greek = [letters for script, letters in stretches if script == "GREEK"]
    if any(len(letters) > 2 or set(letters) - known for letters in greek):
        return ""
    return " ".join(letters for _, letters in stretches)


def _stretches(word: str) -> list[tuple[str, str]]:
    """Letters of one script, one after another; letters of none go with those before."""
    parts: list[tuple[str, str]] = []
    for letter in word:
        script = _script(letter)
        if parts and script in (None, parts[-1][0]):
            parts[-1] = (parts[-1][0], parts[-1][1] + letter)
        else:
            parts.append((script or "", letter))
    return parts


def _mixed(word: str) -> TextError:
    names = _names(_scripts(word) & LOOKALIKE)
    return TextError("mixed_scripts", word, f"{word!r} mixes {names} letters")


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
