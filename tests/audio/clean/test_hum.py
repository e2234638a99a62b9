from __future__ import annotations

import numpy as np
import pytest

from voxloom.audio.clean.hum import remove_hum
from voxloom.audio.wave.sound import Audio
from voxloom.metrics.sdr import si_sdr_db
from voxloom.study.degrade import with_hum


@pytest.mark.parametrize("mains", [50, 60])
@pytest.mark.parametrize("off", [0.0, 0.06, -0.1])
def test_hum_goes_also_where_the_mains_are_a_little_off(
    speech: Audio, mains: int, off: float
) -> None:
    humming = with_hum(speech, 0.0, 1, mains + off)
    assert si_sdr_db(speech, remove_hum(humming, mains)) > 15.0


def test_speech_without_hum_is_returned_as_it_is(speech: Audio) -> None:
    assert remove_hum(speech, 50) is speech
    assert remove_hum(speech, 60) is speech


@pytest.mark.parametrize("count", [1, 2, 100, 1600])
def test_scraps_do_not_break(count: int) -> None:
    scrap = Audio(np.random.default_rng(0).normal(0.0, 0.1, count).astype(np.float32), 16000)
    mended = remove_hum(scrap, 50)
    assert len(mended.samples) == count
    assert np.isfinite(mended.samples).all()


def test_a_low_rate_holds_fewer_harmonics(speech: Audio) -> None:
    slow = Audio(speech.samples, 800)
    humming = with_hum(slow, 0.0, 1, 60.0)
    assert si_sdr_db(slow, remove_hum(humming, 60)) > 10.0
