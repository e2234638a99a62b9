"""A text as it would be spoken, for a person to read."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.text.reading.front_end import NO_LEXICON, breaths, explain, prepare, read
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.reading.normalize import tidy
from voxloom.text.sounds.params import TextParams


@dataclass(frozen=True)
class Preview:
    """Texts as one voice reads them."""

    language: str
    params: TextParams
    lexicon: Lexicon = NO_LEXICON

    @classmethod
    def of(cls, language: str, phones: bool) -> Preview:
        """As a voice would that learned from sounds; `phones` says whether they are wanted."""
        tokens = ("pinyin" if language == "zh" else "phonemes") if phones else "characters"
        return cls(language, TextParams(normalize=True, tokens=tokens, lexicon=None))

    def prepare(self) -> None:
        """Raises VoxloomError for a language that is not read."""
        prepare(self.language, self.params)

    def lines(self, text: str, phones: bool, why: bool) -> list[str]:
        """The words; below them their tokens and which rule read what, as far as wanted.

        Raises TextError for a text that cannot be read.
        """
        parts = breaths(text, self.language)
        readings = [read(part, self.language, self.params, self.lexicon) for part in parts]
        told = [tidy(" ".join(reading.spoken for reading in readings), self.language)]
        if phones:
            told.append(f"  {' '.join(reading.tokens for reading in readings)}")
        if why:
            steps = [step for part in parts for step in explain(part, self.language, self.params)]
            told += [f"  {step}" for step in steps]
        return told
