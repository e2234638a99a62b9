from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.metrics.absent import Absent
from voxloom.metrics.pitch import log_f0_rmse_cents, voicing_error


def contour(*hertz: float) -> np.ndarray:
    return np.array([np.log(f0) if f0 else 0.0 for f0 in hertz], np.float32)


def test_an_octave_is_1200_cents() -> None:
    low = contour(100, 0, 120, 140)
    high = contour(200, 0, 240, 280)
    assert log_f0_rmse_cents(low, high) == pytest.approx(1200.0, abs=0.01)


@given(st.floats(60.0, 500.0), st.floats(60.0, 500.0))
def test_the_unit_is_the_musical_interval(first: float, second: float) -> None:
    expected = abs(1200.0 * np.log2(second / first))
    cents = log_f0_rmse_cents(contour(first), contour(second))
    assert cents == pytest.approx(expected, abs=0.01)


def test_only_frames_voiced_in_both_count_for_the_pitch() -> None:
    assert log_f0_rmse_cents(contour(100, 0, 300), contour(100, 200, 0)) == 0.0


def test_voicing_error_is_a_share_of_the_shorter_contour() -> None:
    assert voicing_error(contour(100, 0, 300, 0), contour(100, 200, 0, 0, 150, 150)) == 0.5


def test_no_common_voiced_frame_is_absent() -> None:
    with pytest.raises(Absent, match="voiced in both"):
        log_f0_rmse_cents(contour(100, 0), contour(0, 100))
    with pytest.raises(Absent):
        voicing_error(contour(), contour(100))
