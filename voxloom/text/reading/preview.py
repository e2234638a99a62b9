"""A text as it would be spoken, for a person to read."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import NO_LEXICON, Reading, explain, prepare
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.reading.normalize import tidy
from voxloom.text.reading.script import Script
from voxloom.text.reading.trace import Step
from voxloom.text.sounds.params import TextParams


@dataclass(frozen=True)
class Seen:
    lines: tuple[str, ...]
    left_out: tuple[TextError, ...]  # what cannot be spoken


@dataclass(frozen=True)
class Preview:
    """Texts as one voice reads them."""

    language: str
    params: TextParams
    lexicon: Lexicon = NO_LEXICON

    @classmethod
    def in_language(cls, language: str, phones: bool) -> Preview:
        """As a voice would that learned from sounds; `phones` says whether they are wanted."""
        tokens = ("pinyin" if language == "zh" else "phonemes") if phones else "characters"
        return cls(language, TextParams(normalize=True, tokens=tokens, lexicon=None))

    def prepare(self) -> None:
        """Raises VoxloomError for a language that is not read."""
        prepare(self.language, self.params)

    def of(self, text: str, phones: bool, why: bool) -> Seen:
        """The words; below them their tokens and which rule read what, as far as wanted.

        Raises TextError for a text of which nothing can be spoken.
        """
        script = Script(text, self.language, self.params, self.lexicon)
        readings = list(script)
        told = [tidy(" ".join(reading.spoken for reading in readings), self.language)]
        if phones:
            told.append(f"  {' '.join(reading.tokens for reading in readings)}")
        if why:
            told += [f"  {step}" for reading in readings for step in self._steps(reading)]
        return Seen(tuple(told), tuple(script.left_out))

    def _steps(self, reading: Reading) -> list[Step]:
        return explain(reading.written, self.language, self.params)
