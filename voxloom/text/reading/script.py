"""A text that is to be said, read breath by breath."""

from __future__ import annotations

from collections.abc import Iterator

from voxloom.text.letters.errors import EMPTY, TextError
from voxloom.text.letters.judge import judge
from voxloom.text.reading.front_end import NO_LEXICON, Reading, breaths, read
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.sounds.params import TextParams


class Script:
    """Its readings in order; what cannot be spoken is left out, or refused when `strict`."""

    def __init__(
        self,
        text: str,
        language: str,
        params: TextParams,
        lexicon: Lexicon = NO_LEXICON,
        strict: bool = False,
    ) -> None:
        """Raises TextError where nothing of the text can be spoken, or not all when `strict`."""
        judged = judge(text, language)
        if strict and judged.left_out:
            raise judged.left_out[0]
        self.left_out = list(judged.left_out)  # grows as it is read
        self._breaths = breaths(judged.text, language)
        self._how = (language, params, lexicon)
        self._leave_out = not strict

    def __iter__(self) -> Iterator[Reading]:
        """Each breath is read as it is asked for. Raises TextError as `read` does."""
        spoken = False
        for breath in self._breaths:
            try:
                reading = read(breath, *self._how, self._leave_out)
            except TextError as error:
                if error.code != EMPTY or not self._leave_out:
                    raise
                self.left_out.append(error)
                continue
            self.left_out += reading.left_out
            spoken = True
            yield reading
        if not spoken:
            raise self.left_out[-1]
