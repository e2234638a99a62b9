"""What stands for the system `voice`."""

from __future__ import annotations

from voxloom.systems.base import UNLIKE, System
from voxloom.systems.voice.serve import service
from voxloom.systems.voice.serve.card import WORDS

SYSTEM = System(
    name="voice",
    service=service.VOICE,
    served_by=service.__name__,
    words=WORDS,
    unlike=UNLIKE,
    remeasure={},
)
