"""How a measurement that could not be made is told apart from one that was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from voxloom.core.errors import VoxloomError

Metrics = dict[str, float]  # figure by key, `set.metric`
Reasons = dict[str, str]  # why there is no figure, by key


class Absent(VoxloomError):
    """A metric that cannot be computed here; the caller records `reason`, never a number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(kw_only=True)
class Attempts:
    """Figures by key, and for those that could not be had the reason."""

    scores: dict[str, float] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)

    def attempt(self, key: str, measure: Callable[..., float], *pair: object) -> None:
        try:
            self.scores[key] = measure(*pair)
        except Absent as reason:
            self.absent[key] = str(reason)

    def attempt_all(
        self, keys: Mapping[str, str], measure: Callable[[], Mapping[str, float]]
    ) -> None:
        """Several figures of one measurement; `keys` maps its names to theirs here."""
        try:
            found = measure()
        except Absent as reason:
            self.absent.update(dict.fromkeys(keys.values(), str(reason)))
        else:
            self.scores.update({key: found[name] for name, key in keys.items()})
