from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.metrics.latent import active_units, kl_bits_per_second, kl_per_dimension

LN2 = np.log(2.0)


def test_rate_by_hand() -> None:
    """Two dimensions of 1 and 3 bits a frame at 10 frames a second: 40 bits a second."""
    kl = np.tile(np.array([LN2, 3 * LN2], np.float32), (5, 1))
    assert kl_bits_per_second(kl, 10.0) == pytest.approx(40.0)
    np.testing.assert_allclose(kl_per_dimension(kl), [LN2, 3 * LN2], rtol=1e-6)


def test_active_units_are_above_the_threshold() -> None:
    assert active_units(np.array([0.0, 0.02, 0.021, 1.0]), 0.02) == 2


@given(st.lists(st.floats(0.0, 10.0), min_size=1), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_a_higher_threshold_never_adds_units(kl: list[float], first: float, second: float) -> None:
    low, high = sorted((first, second))
    assert active_units(np.array(kl), high) <= active_units(np.array(kl), low) <= len(kl)
