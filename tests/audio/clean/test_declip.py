from __future__ import annotations

import numpy as np
import pytest

from voxloom.audio.clean.declip import declip
from voxloom.audio.wave.sound import Audio, resample
from voxloom.metrics.sdr import si_sdr_db
from voxloom.study.degrade import clipped as cut_off


@pytest.mark.parametrize("depth_db", [3.0, 9.0])
@pytest.mark.parametrize("rate", [16000, 44100])
def test_clipped_speech_comes_nearer_to_what_it_was(
    speech: Audio, depth_db: float, rate: int
) -> None:
    whole = resample(speech, rate)
    cut = cut_off(whole, depth_db)
    mended = declip(cut)
    assert len(mended.samples) == len(whole.samples)
    assert si_sdr_db(whole, mended) > si_sdr_db(whole, cut) + 3.0
    assert np.abs(mended.samples).max() > np.abs(cut.samples).max()


def test_what_is_not_clipped_is_returned_as_it_is(speech: Audio) -> None:
    assert declip(speech) is speech
    silent = Audio(np.zeros(1600, np.float32), 16000)
    assert declip(silent) is silent
