from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.dependencies import ROOT
from tests.support.spoken import spoken
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.wave.sound import Audio
from voxloom.params import load_params

WithNoise = Callable[[Audio, float], Audio]
SENTENCES = {
    "call": "Thank you for calling. Please hold while I transfer your call.",
    "number": "The number you have dialed is not in service.",
}


@pytest.fixture(scope="session")
def sentences() -> dict[str, str]:
    return SENTENCES


@pytest.fixture(scope="session")
def speech() -> dict[str, Audio]:
    """Two sentences by eSpeak NG at 16 kHz."""
    return {name: spoken(text) for name, text in SENTENCES.items()}


@pytest.fixture(scope="session")
def mels(speech: dict[str, Audio]) -> dict[str, np.ndarray]:
    """Their log-mels (T, 80)."""
    import torch

    params = load_params(ROOT / "params.yaml")
    module = LogMel(MelContract.from_params(params.audio))
    return {
        name: module(torch.from_numpy(audio.samples)[None])[0].T.numpy()
        for name, audio in speech.items()
    }


@pytest.fixture(scope="session")
def with_noise() -> WithNoise:
    """White noise added at a signal-to-noise ratio in dB."""

    def add(audio: Audio, snr_db: float) -> Audio:
        power = float(np.mean(audio.samples**2)) / 10.0 ** (snr_db / 10.0)
        noise = np.random.default_rng(0).normal(0.0, np.sqrt(power), len(audio.samples))
        return Audio((audio.samples + noise).astype(np.float32), audio.rate)

    return add
