"""What of a text can be spoken: one judge for transcripts and for what a voice is to say.

What is harmless and invisible is taken out. What would be spoken wrongly, or is not what it looks
like, is found with a code and its value. A transcript with any of it is refused; of a text that is
to be said the rest is spoken, and its length is the voice's affair.

control_character   a control other than white space
bidi                writing turned round: what is seen is not what is stored
bad_character       unassigned, private, half of a pair, replaced, or invisible and no text
emoji               a picture
markup              tags, Markdown, entities of HTML, places to be filled in
mixed_scripts       Latin, Greek and Cyrillic letters in one word, which look alike
foreign_script      letters that the language is not written in, or a transcript without its own
too_long            a transcript of more than any utterance holds
giant_number        a transcript with more digits in one number than anybody reads out
empty_after_normalization  nothing to say
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from voxloom.text.letters.characters import LOOSE_PUNCTUATION
from voxloom.text.letters.errors import EMPTY, TextError
from voxloom.text.letters.finding import Finding, without
from voxloom.text.letters.markup import MARKDOWN, bracketed, emoji, entities, markdown, places, tags
from voxloom.text.letters.scripts import foreign_text, foreign_words

LONGEST = 5000  # characters: ten minutes of quick speech
MOST_DIGITS = 40  # in one number, however it is grouped
NESTED = 3  # layers of markup in one another

INVISIBLE = set("\ufeff\u200b\u00ad\u2060\u200e\u200f\u061c\ufe0e\ufe0f")
JOINERS = set("\u200c\u200d")  # they tell words apart where letters join
JOINING = ("ar", "fa", "hi", "ur", "bn", "mr", "ne")
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REPLACEMENT = "\ufffd"
Look = Callable[[str], Iterable[Finding]]
# Brackets with a gap and no more than a comma in them: f() has none.
EMPTIED = re.compile(r"[(\[（【「『«“][,;/、，·-]*\s[\s,;/、，·-]*[)\]）】」』»”]")
NUMBER = re.compile(r"[0-9](?:[ ,.' -]?[0-9])*")


@dataclass(frozen=True)
class Judged:
    """What can be spoken of a text, and why the rest cannot, in order of the kinds above."""

    text: str  # NFC, one line, single spaces, nothing invisible
    left_out: tuple[TextError, ...]


def judge(text: str, language: str) -> Judged:
    """For a text that is to be said. Raises TextError where nothing of it is left."""
    kept, findings = _judged(text, language)
    lost = tuple(finding.why for finding in findings if finding.lost)
    if not _is_said(kept):
        raise lost[0] if lost else _nothing(kept)
    return Judged(kept, lost)


def checked(text: str, language: str) -> str:
    """The transcript as it is kept: NFC, one line, single spaces, nothing invisible.

    Checking it again changes nothing. Raises TextError with one of the codes above.
    """
    if len(text) > LONGEST:
        raise TextError(
            "too_long", str(len(text)), f"a transcript of {len(text)} characters: {text[:40]!r}..."
        )
    kept, findings = _judged(text, language)
    findings += foreign_text(kept, language)
    if findings:
        raise findings[0].why
    _check_numbers(kept)
    if not _is_said(kept):
        raise _nothing(kept)
    return kept


def named(left_out: Iterable[TextError]) -> str:
    """What was left out and why, for a person: `'<b>' '</b>' (markup), '☎' (emoji)`."""
    values: dict[str, dict[str, None]] = {}
    for error in left_out:
        values.setdefault(error.code, {})[repr(error.value[:80])] = None
    return ", ".join(f"{' '.join(found)} ({code})" for code, found in values.items())


def _judged(text: str, language: str) -> tuple[str, list[Finding]]:
    """What can be kept, and all that is found, kind by kind."""
    text, marks = _taken_out(_visible(text, language), _marks(language))
    text = " ".join(_visible(text, language).split())
    text, foreign = _taken_out(text, (partial(foreign_words, language=language),))
    found = [*marks, *foreign]
    if found:  # nothing in brackets, gaps before commas
        text = LOOSE_PUNCTUATION.sub("", EMPTIED.sub(" ", text))
    return " ".join(text.split()), found


def _taken_out(text: str, looks: Iterable[Look]) -> tuple[str, list[Finding]]:
    """Each look is at what the one before left."""
    found: list[Finding] = []
    for look in looks:
        findings = list(look(text))
        found += findings
        text = without(text, findings)
    return text, found


def _marks(language: str) -> Iterator[Look]:
    """Tags may come out of entities, and Markdown stand in Markdown."""
    for _ in range(NESTED):
        yield from (entities, emoji, partial(_characters, language=language))
        yield from (bracketed, tags, places)
        for pattern in MARKDOWN:
            yield partial(markdown, pattern=pattern)


def _characters(text: str, language: str) -> Iterator[Finding]:
    for place, character in enumerate(text):
        if why := _why_bad(character, language):
            yield Finding(place, place + 1, why, "")


def _why_bad(character: str, language: str) -> TextError | None:
    category = unicodedata.category(character)
    if category[0] != "C" and character != REPLACEMENT:
        return None
    if character.isspace() or character in JOINERS or _is_harmless(character, language):
        return None
    name = f"U+{ord(character):04X}"
    if character in TURNING:
        return TextError("bidi", name, f"{name} turns the direction of writing")
    if category == "Cc":
        return TextError("control_character", name, f"control character {name}")
    return TextError("bad_character", name, f"{name} is no character of a text")


def _visible(text: str, language: str) -> str:
    """NFC, without what is invisible and does no harm; white space as it is."""
    kept = "".join(c for c in text if not _is_harmless(c, language))
    return unicodedata.normalize("NFC", kept)


def _is_harmless(character: str, language: str) -> bool:
    return character in INVISIBLE or (character in JOINERS and language not in JOINING)


def _check_numbers(text: str) -> None:
    for match in NUMBER.finditer(text):
        count = sum(character.isdigit() for character in match.group())
        if count > MOST_DIGITS:
            raise TextError("giant_number", str(count), f"a number of {count} digits")


def _is_said(text: str) -> bool:
    """Whether there is anything to say: a word, a number, a key."""
    return any(unicodedata.category(c)[0] in "LN" or c in "*#" for c in text)


def _nothing(text: str) -> TextError:
    return TextError(EMPTY, text, f"no word in {text!r}")
