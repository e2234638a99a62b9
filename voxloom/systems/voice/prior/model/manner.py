"""How a text is said."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.core.errors import require_between

# Limits of what a person may ask for; beyond them no training speech is near.
LIMITS = {
    "speed": (0.5, 2.0),
    "pitch": (-6.0, 6.0),
    "energy": (-12.0, 12.0),
    "temperature": (0.0, 1.5),
    "seed": (0, 2**31 - 1),
}


@dataclass(frozen=True)
class Manner:
    """All that a person may ask for beside the words."""

    speed: float = 1.0  # times the natural rate
    pitch: float = 0.0  # semitones above the voice's own
    energy: float = 0.0  # dB
    temperature: float | None = None  # spread of the prior; None: the voice's own
    seed: int = 0

    def __post_init__(self) -> None:
        """Raises VoxloomError that names the value out of range."""
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if value is not None:
                require_between(name, value, low, high)
