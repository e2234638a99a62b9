from __future__ import annotations

import numpy as np
import pytest

from tests.audio.bursts import bursts
from voxloom.audio.measure.pitch import median_pitch
from voxloom.audio.wave.sound import Audio


@pytest.mark.parametrize("hertz", [90.0, 180.0, 300.0])
@pytest.mark.parametrize("rate", [8000, 16000, 44100])
def test_a_hum_has_its_pitch(hertz: float, rate: int) -> None:
    assert median_pitch(bursts(rate, 1.5, hertz)) == pytest.approx(hertz, rel=0.03)


def test_silence_has_none() -> None:
    assert median_pitch(Audio(np.zeros(8000, np.float32), 16000)) is None
