"""Speech made on the spot, by the extra `espeak`; without it what asks for speech is skipped."""

from __future__ import annotations

import pytest

from voxloom.audio.wave.sound import Audio, resample


def spoken(text: str, rate: int = 16000, language: str = "en") -> Audio:
    """By eSpeak NG's voice of the language."""
    pytest.importorskip("espeakng_loader", reason="speech is made by the extra espeak")
    from voxloom.text.sounds.espeak_library import espeak

    return resample(espeak(language).synthesize(text), rate)
