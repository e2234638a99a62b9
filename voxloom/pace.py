"""How long a text takes in the mouth of the natural speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from voxloom.text.phones import PAUSES, Phone

SHORTEST_PHONE = 0.01  # seconds: a rate must not be infinite


@dataclass(frozen=True)
class Pace:
    """Seconds of the silence around an utterance and its slow end, of a phone, of a pause."""

    edges: float
    phone: float
    pause: float

    @classmethod
    def fit(cls, utterances: Sequence[Sequence[Phone]], seconds: Sequence[float]) -> Pace:
        """Non-negative least squares over recordings."""
        from scipy.optimize import nnls

        counts = np.array([[1.0, *_counts(units)] for units in utterances])
        found, _ = nnls(counts, np.array(seconds))
        edges, phone, pause = (round(float(value), 5) for value in found)
        return cls(edges, max(phone, SHORTEST_PHONE), pause)

    def to_json(self) -> dict[str, float]:
        return asdict(self)

    def seconds(self, units: Sequence[Phone]) -> float:
        phones, pauses = _counts(units)
        return self.edges + phones * self.phone + pauses * self.pause


def _counts(units: Sequence[Phone]) -> tuple[int, int]:
    """(phones, pauses that are written)."""
    return sum(not unit.silent for unit in units), sum(unit.symbol in PAUSES for unit in units)
