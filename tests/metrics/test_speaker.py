from __future__ import annotations

import numpy as np
import pytest

from voxloom.audio.wave.sound import Audio
from voxloom.metrics.absent import Absent
from voxloom.metrics.speaker import self_similarity, similarity, speaker_embedding

EAST, NORTH = np.eye(2, dtype=np.float32)


def test_similarity_is_the_mean_cosine_with_the_mean() -> None:
    assert similarity([EAST, NORTH], [EAST]) == pytest.approx(0.5)
    assert similarity([EAST], [EAST, NORTH]) == pytest.approx(np.sqrt(0.5))


def test_each_recording_is_compared_with_the_others() -> None:
    assert self_similarity([EAST, NORTH]) == 0.0
    assert self_similarity([EAST, EAST, NORTH]) == pytest.approx(2 * np.sqrt(0.5) / 3)


def test_silence_is_nobody() -> None:
    with pytest.raises(Absent, match="silent"):
        speaker_embedding(Audio(np.zeros(16000, np.float32), 16000))


def test_one_voice_is_nearer_to_itself_than_to_one_an_octave_up(speech: dict[str, Audio]) -> None:
    pytest.importorskip("resemblyzer")
    call, number = (speaker_embedding(speech[name]) for name in ("call", "number"))
    high = speaker_embedding(Audio(speech["call"].samples[::2], 16000))
    assert np.linalg.norm(call) == pytest.approx(1.0, abs=1e-5)
    assert float(call @ number) > float(call @ high)
    np.testing.assert_array_equal(speaker_embedding(speech["call"]), call)
