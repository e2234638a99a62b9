from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from voxloom.audio.mel.mel import MelContract, mel_filters
from voxloom.report.draw.mel_axis import hz_to_mel, mel_bin, ticks


@pytest.mark.parametrize("scale", ["slaney", "htk"])
def test_scale_is_librosas(scale: str) -> None:
    from librosa import hz_to_mel as reference

    for hertz in (0.0, 60.0, 999.0, 1000.0, 4321.0, 8000.0):
        expected = float(reference(hertz, htk=scale == "htk"))
        assert hz_to_mel(hertz, scale) == pytest.approx(expected)


@pytest.mark.parametrize("scale", ["slaney", "htk"])
@pytest.mark.parametrize("fmin", [0.0, 80.0])
def test_a_frequency_lies_at_the_filter_that_answers_it(
    contract: MelContract, scale: str, fmin: float
) -> None:
    finer = replace(contract, n_fft=8192, mel_scale=scale, fmin=fmin)
    filters = mel_filters(finer).numpy()
    for hertz in (500.0, 1000.0, 3000.0):
        answered = np.argmax(filters[round(hertz * finer.n_fft / finer.rate)])
        assert mel_bin(hertz, finer) == pytest.approx(answered, abs=0.6)


def test_ticks_stay_on_the_axis(contract: MelContract) -> None:
    assert [label for _, label in ticks(contract)] == ["250", "500", "1 k", "2 k", "4 k"]
    assert [label for _, label in ticks(replace(contract, fmax=600.0))] == ["250", "500"]
