from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from voxloom.audio.wave.sound import Audio, resample
from voxloom.params import Params, load_params
from voxloom.text.sounds.espeak_library import espeak

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def params() -> Params:
    """The committed ones."""
    return load_params(ROOT / "params.yaml")


@pytest.fixture(scope="session")
def speech() -> Audio:
    """Some three seconds of a synthetic voice at 16 kHz."""
    pytest.importorskip("espeakng_loader")
    spoken = espeak("en").synthesize("Thank you for calling. Please hold the line for an operator.")
    return resample(spoken, 16000)


@pytest.fixture(scope="session")
def tone() -> Audio:
    """Two seconds of 440 Hz at half of full scale, 16 kHz."""
    seconds = np.arange(32000) / 16000
    return Audio((0.5 * np.sin(2 * np.pi * 440 * seconds)).astype(np.float32), 16000)
