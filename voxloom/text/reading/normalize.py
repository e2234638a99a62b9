"""From written to spoken words: `$4.50` -> `four dollars fifty cents`.

Order: tidy the characters, rewrite what the grammar lacks or reads wrongly
(`voxloom.text.reading.rules`), then the grammar, sentence by sentence, until nothing changes any
more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from voxloom.text.letters.characters import HAN, LOOSE_PUNCTUATION
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.grammar import WITHOUT, Grammar
from voxloom.text.reading.rules.languages import Apply, is_abbreviation, rewrite
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.trace import Step, grammar_steps, rule_steps

ROUNDS = 6
LONGEST = 300  # characters handed to the grammar at once, where there is a place to cut
REFUSED = 2000  # and where there is none, as written: the grammar takes gigabytes beyond
REMEMBERED = 4096  # sentences

# What the grammar leaves as it is: words in full and the marks between them. English has none,
# for its grammar knows four thousand words with another reading.
WORDS = re.compile(
    r"(?!.*\b[IVXLC]+\b)"  # no roman numeral
    r"[^\W\d_]+(?:[ ,;:!?'’-]+[^\W\d_]+)*(?:[!?]|(?<=[^\W\d_]{2})\.)?"
)
PLAIN = {
    "zh": re.compile(r"[\u4e00-\u9fff，。、；：！？]*"),
    **dict.fromkeys(("es", "fr", "it"), WORDS),
    # Its rules read every number: the grammar is left the signs that are rare.
    "de": re.compile(r"(?:[^\W\d_]|[ ,;:!?'’()„“”\"–-]|\.(?![^\W\d_]))*"),
}

# Words and pauses.
FINAL = {"en": re.compile(r"[A-Za-z ,;:!?'-]*\.?(?:(?<=[a-z]{4}\.) [A-Z][A-Za-z ,;:!?'-]*\.?)*")}
# What is not glued to anything: of `&bb` the grammar reads the letters only the second time.
CLEAN = re.compile(
    r"[(\"“]?(?:[A-Za-z]+(?:['’][A-Za-z]+|-[A-Za-z]{4,})*|[ap]\.m"
    r"|[$€£#*+-]?[0-9][0-9.,:/()–-]*(?:am|pm|AM|PM|st|nd|rd|th|[apAP%#]|[A-Z]{1,2})?)[.,;:!?)\"”]*"
)

HAN_SPACE = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")
# Not after short words: "Dr. Smith", "No. 5".
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4}[.!?])\s+(?=[^\W\d_])|(?<=[。！？])")
# Inside a sentence without end: never beside a number, which may go on,
CUT = re.compile(r"(?<=[^\W\d_])\s+(?=[^\W\d_])|(?<=[^\W\d_][,;:])\s+(?=[^\W\d_])|(?<=[，；、])")
# as long as there is another place: behind a comma, at any space, inside a chain of numbers.
CUTS = (CUT, re.compile(r"(?<=[,;:])\s+"), re.compile(r"\s+"), re.compile(r"(?<=\w[,;:/-])(?=\w)"))

# A number that its neighbours hide from the grammar: "3D", "28Kilobit", "l'1234", "5.Pour".
HIDDEN = rule(
    "hidden number",
    r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)|(?<=['’])(?=\d)|(?<=\d[.,;:])(?=[^\W\d_])",
    " ",
)


class Normalizer:
    """Spoken words in one language."""

    def __init__(self, language: str) -> None:
        """Raises VoxloomError as `Grammar` does."""
        self._language = language
        self._grammar = None if language in WITHOUT else Grammar(language)
        self._plain = PLAIN.get(language)
        self._speak = lru_cache(maxsize=REMEMBERED)(self._read)

    def __call__(self, text: str) -> str:
        """The spoken form; that of a spoken form is itself. Raises TextError(not_normalized)."""
        return self._settled(text, Rule.__call__, self._speak)

    def explain(self, text: str) -> tuple[str, list[Step]]:
        """The spoken form, and what became what on the way. Raises as a call does."""
        steps: list[Step] = []

        def apply(rule: Rule, text: str) -> str:
            steps.extend(rule_steps(rule, text))
            return rule(text)

        def speak(sentence: str) -> str:
            spoken = self._speak(sentence)
            if self._grammar is not None and spoken != sentence:
                steps.extend(grammar_steps(sentence, spoken, self._grammar.tags(sentence)))
            return spoken

        return self._settled(text, apply, speak), steps

    def _settled(self, text: str, apply: Apply, speak: Callable[[str], str]) -> str:
        current = tidy(text, self._language)
        _check_length(current, self._language)
        for done in range(ROUNDS):
            rewritten = rewrite(current, self._language, apply)
            if done and rewritten == current and self._is_final(text, current):
                return current
            spoken = self._spoken(rewritten, speak)
            if spoken == current:
                spoken = apply(HIDDEN, current)
            if spoken == current:
                return spoken
            current = spoken
        raise TextError(
            "not_normalized", text, f"the grammar does not settle on a reading of {text!r}"
        )

    def _is_final(self, written: str, spoken: str) -> bool:
        """Whether the grammar, which wrote it, would write it again: it need not be asked."""
        final = FINAL.get(self._language)
        return (
            final is not None
            and final.fullmatch(spoken) is not None
            and all(map(CLEAN.fullmatch, written.split()))
        )

    def _spoken(self, rewritten: str, speak: Callable[[str], str]) -> str:
        spoken = " ".join(speak(piece) for piece in sentences(rewritten, self._language))
        return tidy(LOOSE_PUNCTUATION.sub("", spoken), self._language)

    def _read(self, sentence: str) -> str:
        if self._grammar is None or (self._plain and self._plain.fullmatch(sentence)):
            return sentence
        return self._grammar.speak(sentence)


@lru_cache(maxsize=1)
def normalizer(language: str) -> Normalizer:
    """One language's normalizer, loaded once a process."""
    return Normalizer(language)


def tidy(text: str, language: str) -> str:
    """NFC, single spaces, no control or invisible characters; no spaces between Han characters."""
    visible = "".join(" " if c.isspace() else c for c in text if c.isspace() or _visible(c))
    text = " ".join(unicodedata.normalize("NFC", visible).split())
    return HAN_SPACE.sub("", text) if language == "zh" else text


def _visible(character: str) -> bool:
    return not unicodedata.category(character).startswith("C")


def sentences(text: str, language: str) -> list[str]:
    """Sentences, and pieces of those too long for the grammar."""
    ends = [end for end in SENTENCE_END.finditer(text) if _is_end(end, language)]
    starts = [0, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), len(text)]
    parts = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [piece for part in parts for piece in _pieces(part)]


def _is_end(end: re.Match[str], language: str) -> bool:
    """Not the dot of `Dept. of` and `Prof. Lee`."""
    before, after = end.string[: end.start()], end.string[end.end() :]
    if not before.endswith("."):
        return True
    return not after[:1].islower() and not is_abbreviation(before.split()[-1], language)


def _check_length(text: str, language: str) -> None:
    longest = max(map(len, sentences(text, language)), default=0)
    if longest > REFUSED:
        raise TextError(
            "not_normalized", str(longest), f"{longest} characters without a place to cut"
        )


def _pieces(sentence: str, cuts: Sequence[re.Pattern[str]] = CUTS) -> list[str]:
    """At most LONGEST characters a piece, as far as there are places to cut: the best first."""
    if len(sentence) <= LONGEST or not cuts:
        return [sentence] if sentence else []
    return [piece for part in _filled(sentence, cuts[0]) for piece in _pieces(part, cuts[1:])]


def _filled(sentence: str, cut: re.Pattern[str]) -> list[str]:
    """At most LONGEST characters a part, unless there are more between two places."""
    parts, start, last = [], 0, 0
    for end in [*(match.end() for match in cut.finditer(sentence)), len(sentence)]:
        if end - start > LONGEST and last > start:
            parts.append(sentence[start:last].strip())
            start = last
        last = end
    return [*parts, sentence[start:].strip()]
