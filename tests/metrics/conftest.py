from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.wave.sound import Audio, resample
from voxloom.params import load_params

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
    pytest.importorskip("espeakng_loader")
    from voxloom.text.sounds.espeak_library import espeak

    return {
        name: resample(espeak("en").synthesize(text), 16000) for name, text in SENTENCES.items()
    }


@pytest.fixture(scope="session")
def mels(speech: dict[str, Audio]) -> dict[str, np.ndarray]:
    """Their log-mels (T, 80)."""
    import torch

    params = load_params(Path(__file__).parents[2] / "params.yaml")
    module = LogMel(MelContract.from_params(params.audio))
    return {
        name: module(torch.from_numpy(audio.samples)[None])[0].T.numpy()
        for name, audio in speech.items()
    }


@pytest.fixture(scope="session")
def with_noise():
    """White noise added at a signal-to-noise ratio in dB."""

    def add(audio: Audio, snr_db: float) -> Audio:
        power = float(np.mean(audio.samples**2)) / 10.0 ** (snr_db / 10.0)
        noise = np.random.default_rng(0).normal(0.0, np.sqrt(power), len(audio.samples))
        return Audio((audio.samples + noise).astype(np.float32), audio.rate)

    return add
