from __future__ import annotations

import pytest

from tests.support.spoken import spoken
from voxloom.audio.wave.sound import Audio


@pytest.fixture(scope="session")
def speech() -> Audio:
    """Some three seconds of a synthetic voice at 16 kHz."""
    return spoken("Thank you for calling. Please hold the line for an operator.")
