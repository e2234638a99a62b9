"""How a text is read."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

from pydantic import (
    model_validator,
)

from voxloom.core.project import RECORDINGS
from voxloom.core.settings import Section


class TextParams(Section):
    normalize: bool
    # phonemes need the extra `espeak`; pinyin, for Chinese, the extra `chinese`
    tokens: Literal["characters", "phonemes", "pinyin"]
    lexicon: str | None  # the user's own pronunciations; in data/recordings, which DVC watches

    @model_validator(mode="after")
    def _lexicon_is_watched(self) -> TextParams:
        if self.lexicon is None:
            return self
        path = PurePosixPath(self.lexicon)
        if not path.is_relative_to(RECORDINGS) or ".." in path.parts:
            raise ValueError(
                f"lexicon {self.lexicon} is not in {RECORDINGS}: put it there, where DVC watches it"
            )
        if self.tokens == "characters":
            raise ValueError("a lexicon needs tokens: phonemes or pinyin")
        return self
