from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.systems.voice.prior.model.prosody import ENERGY, LOG_F0, ProsodyScale, fill, measure
from voxloom.text.sounds.phones import Phone, phones

SCALE = ProsodyScale((1.6, 5.0, -4.0), (0.4, 0.2, 1.0))
NAN = math.nan


@given(
    st.lists(st.floats(-3.0, 3.0), min_size=1, max_size=60),
    st.floats(0.5, 2.0),
)
def test_durations_follow_the_speed(scaled: list[float], speed: float) -> None:
    """To a frame, but for phones that would be shorter than one."""
    units = [Phone("a") for _ in scaled]
    frames = np.maximum(np.exp(np.array(scaled) * 0.4 + 1.6) - 0.5, 1.0)
    durations = SCALE.durations(torch.tensor(scaled), units, speed)
    assert durations.min() >= 1
    assert int(durations.sum()) == pytest.approx(np.maximum(frames / speed, 1.0).sum(), abs=0.51)


def test_rounding_does_not_add_up() -> None:
    """5.4 frames a phone are 5 and 6 in turn."""
    scaled = torch.full((100,), (math.log(5.9) - 1.6) / 0.4)
    durations = SCALE.durations(scaled, [Phone("a")] * 100, 1.0)
    assert int(durations.sum()) == 540
    assert set(durations.tolist()) == {5, 6}


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_short_boundaries_vanish_and_phones_and_pauses_never(speed: float) -> None:
    units = phones("ab c,d")
    durations = SCALE.durations(torch.full((len(units),), -4.0), units, speed)
    assert [bool(count) for count in durations] == [u.symbol != " " for u in units]


def test_no_phone_lasts_for_ever() -> None:
    assert SCALE.durations(torch.tensor([99.0]), [Phone("a")], 1.0).tolist() == [250]


def test_shift_is_in_semitones_and_decibels() -> None:
    raw = SCALE.scale(torch.tensor([[1.0, 2.0], [5.0, 5.5], [-3.0, -2.0]]))
    shifted = SCALE.shift(raw, 12.0, 6.0)
    change = (shifted - raw) * torch.tensor(SCALE.std)[:, None]
    wanted = torch.zeros(3, 2)
    wanted[LOG_F0], wanted[ENERGY] = math.log(2.0), 6.0 / DB_PER_NAT
    torch.testing.assert_close(change, wanted)


def test_measured_over_a_phone_s_own_frames() -> None:
    log_f0 = np.array([0.0, 5.0, 5.2, 0.0, 0.0], np.float32)
    energy = np.array([-1.0, -2.0, -4.0, -6.0, -8.0], np.float32)
    values = measure([1, 2, 0, 2], log_f0, energy)
    wanted = [
        [math.log(1.5), math.log(2.5), math.log(0.5), math.log(2.5)],
        [NAN, 5.1, NAN, NAN],
        [-1.0, -3.0, NAN, -7.0],
    ]
    torch.testing.assert_close(values, torch.tensor(wanted), equal_nan=True)


def test_gaps_are_filled_by_lines_and_empty_rows_by_the_mean() -> None:
    rows = torch.tensor([[NAN, 1.0, NAN, 3.0, NAN], [NAN] * 5])
    assert fill(rows).tolist() == [[1.0, 1.0, 2.0, 3.0, 3.0], [0.0] * 5]
    assert rows.isnan().sum() == 8  # not written to


def test_the_scale_leaves_out_what_is_missing_and_travels_as_json() -> None:
    scale = ProsodyScale.of(
        [torch.tensor([[1.0, 3.0], [NAN, 5.0], [NAN, NAN]]), torch.tensor([[5.0], [7.0], [NAN]])]
    )
    assert scale.mean == (3.0, 6.0, 0.0)
    assert scale.std == pytest.approx((2.0, math.sqrt(2.0), 1.0), abs=1e-6)
    assert ProsodyScale.from_json(scale.to_json()) == scale
