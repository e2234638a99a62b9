"""Transcripts as they come: bytes to text, and text that may be kept, or why it may not.

What is harmless and invisible is taken out; what would be spoken wrongly, or is not what it looks
like, is refused with a code and the value that was found:

bad_encoding        neither UTF-8 nor UTF-16 with its mark
control_character   a control other than white space
bidi                writing turned round: what is seen is not what is stored
bad_character       unassigned, private, half of a pair, replaced, or invisible and no text
mixed_scripts       Latin, Greek and Cyrillic letters in one word, which look alike
foreign_script      a word in letters that the language is not written in
too_long            more than any utterance holds
giant_number        more digits than anybody reads out
empty_after_normalization  nothing to say
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from voxloom.text.letters.errors import TextError

LONGEST = 5000  # characters: ten minutes of quick speech
MOST_DIGITS = 40  # in one number, however it is grouped

INVISIBLE = set("\ufeff\u200b\u00ad\u2060\u200e\u200f\u061c\ufe0e\ufe0f")
JOINERS = set("\u200c\u200d")  # they tell words apart where letters join
JOINING = ("ar", "fa", "hi", "ur", "bn", "mr", "ne")
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REPLACEMENT = "\ufffd"

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
NUMBER = re.compile(r"[0-9](?:[ ,.' -]?[0-9])*")


def read_transcript(data: bytes) -> str:
    """A transcript file as text with `\\n` at the ends of lines.

    UTF-8 with or without a byte order mark, UTF-16 with one. Raises TextError(bad_encoding) that
    names the first line that is neither.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _encoding(1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decoded(data, "utf-16")
    else:
        text = _decoded(data.removeprefix(codecs.BOM_UTF8), "utf-8")
        if "\0" in text:  # UTF-16 without its mark
            raise _encoding(text.count("\n", 0, text.index("\0")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def checked(text: str, language: str) -> str:
    """The transcript as it is kept: NFC, one line, single spaces, nothing invisible.

    Checking it again changes nothing. Raises TextError with one of the codes above.
    """
    if len(text) > LONGEST:
        raise TextError(
            "too_long", str(len(text)), f"a transcript of {len(text)} characters: {text[:40]!r}..."
        )
    visible = "".join(_kept(character, language) for character in text)
    kept = " ".join(unicodedata.normalize("NFC", visible).split())
    _check_numbers(kept)
    _check_scripts(kept, language)
    if not any(unicodedata.category(c)[0] in "LN" or c in "*#" for c in kept):
        raise TextError("empty_after_normalization", kept, f"nothing to say in {kept!r}")
    return kept


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _encoding(data[: error.start].decode(encoding, "ignore").count("\n") + 1) from None


def _encoding(line: int) -> TextError:
    return TextError(
        "bad_encoding", f"line {line}", f"line {line} is neither UTF-8 nor UTF-16 with its mark"
    )


def _kept(character: str, language: str) -> str:
    """The character, a space for white space, nothing where it does no harm to go."""
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category[0] != "C" and character not in INVISIBLE and character != REPLACEMENT:
        return character
    if character in INVISIBLE:
        return ""
    if character in JOINERS:
        return character if language in JOINING else ""
    name = f"U+{ord(character):04X}"
    if character in TURNING:
        raise TextError("bidi", name, f"{name} turns the direction of writing")
    if category == "Cc":
        raise TextError("control_character", name, f"control character {name}")
    raise TextError("bad_character", name, f"{name} is no character of a text")


def _check_numbers(text: str) -> None:
    for match in NUMBER.finditer(text):
        count = sum(character.isdigit() for character in match.group())
        if count > MOST_DIGITS:
            raise TextError("giant_number", str(count), f"a number of {count} digits")


def _check_scripts(text: str, language: str) -> None:
    """Only for languages whose scripts are known; mixtures of lookalikes for all."""
    own = SCRIPTS.get(language)
    scripts: set[str] = set()
    letters = 0
    for word in WORD.findall(text):
        used = {script for character in word if (script := _script(character))}
        if len(used & LOOKALIKE) > 1 and not _is_unit(word):
            names = " and ".join(sorted(used & LOOKALIKE)).title()
            raise TextError("mixed_scripts", word, f"{word!r} mixes {names} letters")
        if own and (strange := used - own - {"LATIN", "GREEK"}):
            names = " and ".join(sorted(strange)).title()
            raise TextError("foreign_script", word, f"{word!r} is {names}, the language {language}")
        if own and "GREEK" in used and len(word) > 1 and not _is_unit(word):
            raise TextError("foreign_script", word, f"{word!r} is Greek, the language {language}")
        scripts |= used
        letters += len(word)
    if own and letters > FOREIGN_NAME and not scripts & own:
        raise TextError("foreign_script", text[:80], f"{text[:80]!r} has no letter of {language}")


def _script(character: str) -> str | None:
    """The script in a letter's name; None for what belongs to none."""
    if unicodedata.category(character)[0] != "L":
        return None
    script = unicodedata.name(character, "COMMON").split()[0]
    return None if script in COMMON else script


def _is_unit(word: str) -> bool:
    """μm and kΩ are written with a Greek letter."""
    return len(word) <= 4 and bool(set(word) & set("μΩ"))
