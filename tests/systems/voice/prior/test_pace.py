from __future__ import annotations

import pytest

from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.text.sounds.phones import phones

TEXTS = ["a", "abc", "ab cd, ef.", "abcdef", "a b c", "a, b, c.", "abc. def.", "ab cd ef gh"]


def test_fit_finds_the_pace_it_was_made_with() -> None:
    pace = Pace(0.3, 0.05, 0.16, 0.25)
    units = [phones(text) for text in TEXTS]
    found = Pace.fit(units, [pace.seconds(one) for one in units])
    assert found.to_json() == pytest.approx(pace.to_json(), abs=1e-4)


def test_phones_words_and_pauses_take_their_time() -> None:
    pace = Pace(0.0, 0.1, 0.2, 0.5)
    assert pace.seconds(phones("abcd")) == pytest.approx(0.6)
    assert pace.seconds(phones("ab cd")) == pytest.approx(0.8)
    assert pace.seconds(phones("ab, cd")) == pytest.approx(1.3)
