from __future__ import annotations

import numpy as np
import pytest

from voxloom.audio.clean.band import band_limit
from voxloom.audio.wave.sound import Audio


def tone(frequency: float) -> Audio:
    seconds = np.arange(32000) / 16000
    return Audio((0.5 * np.sin(2 * np.pi * frequency * seconds)).astype(np.float32), 16000)


def gain_db(frequency: float, low: float, high: float) -> float:
    """Away from the ends."""
    before, after = tone(frequency), band_limit(tone(frequency), low, high)
    middle = slice(8000, -8000)
    ratio = np.mean(after.samples[middle] ** 2) / np.mean(before.samples[middle] ** 2)
    return float(10.0 * np.log10(ratio + 1e-12))


@pytest.mark.parametrize("frequency", [150.0, 1000.0, 5000.0])
def test_inside_the_band_nothing_moves_or_changes(frequency: float) -> None:
    after = band_limit(tone(frequency), 50.0, 7000.0).samples
    difference = (after - tone(frequency).samples)[4000:-4000]
    assert np.abs(difference).max() < 0.01


def test_outside_the_band_little_is_left() -> None:
    assert gain_db(20.0, 50.0, 7000.0) < -40.0
    assert gain_db(7900.0, 50.0, 7000.0) < -40.0


def test_both_edges_stand_at_6_db() -> None:
    assert gain_db(50.0, 50.0, 7000.0) == pytest.approx(-6.0, abs=0.5)
    assert gain_db(7000.0, 50.0, 7000.0) == pytest.approx(-6.0, abs=0.5)


def test_an_upper_edge_at_half_the_rate_takes_nothing_above() -> None:
    assert gain_db(7900.0, 50.0, 8000.0) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("count", [1, 2, 50, 1600])
def test_scraps_do_not_break(count: int) -> None:
    scrap = Audio(np.ones(count, np.float32), 16000)
    assert len(band_limit(scrap, 50.0, 7000.0).samples) == count
