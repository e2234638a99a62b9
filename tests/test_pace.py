from __future__ import annotations

import pytest

from voxloom.pace import Pace
from voxloom.text.phones import phones

TEXTS = ["a", "abc", "ab, cd.", "abcdef", "a, b, c.", "abc. def."]


def test_fit_finds_the_pace_it_was_made_with() -> None:
    pace = Pace(0.3, 0.08, 0.25)
    units = [phones(text) for text in TEXTS]
    found = Pace.fit(units, [pace.seconds(one) for one in units])
    assert found.to_json() == pytest.approx(pace.to_json(), abs=1e-4)


def test_boundaries_take_no_time() -> None:
    pace = Pace(0.0, 0.1, 0.5)
    assert pace.seconds(phones("ab cd")) == pytest.approx(0.4)
    assert pace.seconds(phones("ab, cd")) == pytest.approx(0.9)
