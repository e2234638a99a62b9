"""How long a text takes in the mouth of the natural speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

import numpy as np

from voxloom.text.sounds.phones import PAUSES, Phone

SHORTEST_PHONE = 0.01  # seconds: a rate must not be infinite


@dataclass(frozen=True)
class Pace:
    """Seconds of the silence around an utterance and its slow end, and what each phone, word and
    written pause adds.

    Words count for themselves because letters and digits said one by one take long for their
    phones: without it, natural recordings of them would pass for runaways.
    """

    edges: float
    phone: float
    word: float
    pause: float

    @classmethod
    def fit(cls, utterances: Sequence[Sequence[Phone]], seconds: Sequence[float]) -> Pace:
        """Non-negative least squares over recordings."""
        from scipy.optimize import nnls

        counts = np.array([[1.0, *_counts(units)] for units in utterances])
        found, _ = nnls(counts, np.array(seconds))
        edges, phone, word, pause = (round(float(value), 5) for value in found)
        return cls(edges, max(phone, SHORTEST_PHONE), word, pause)

    def to_json(self) -> dict[str, float]:
        return asdict(self)

    def told(self) -> str:
        """For people to read."""
        return f"{1000 * self.phone:.0f} ms a phone and {1000 * self.word:.0f} ms more a word"

    def seconds(self, units: Sequence[Phone]) -> float:
        phones, words, pauses = _counts(units)
        return self.edges + phones * self.phone + words * self.word + pauses * self.pause


def _counts(units: Sequence[Phone]) -> tuple[int, int, int]:
    """(phones, words, pauses that are written)."""
    words = sum(1 for silent, _ in groupby(units, lambda unit: unit.silent) if not silent)
    pauses = sum(unit.symbol in PAUSES for unit in units)
    return sum(not unit.silent for unit in units), words, pauses
