from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.systems.voice.align.alignment import Example, best_path, refine
from voxloom.text.sounds.phones import phones


@st.composite
def tasks(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Scores (T, U) and which phones may vanish: never two beside each other."""
    units = draw(st.integers(1, 5))
    vanish = draw(
        st.lists(st.booleans(), min_size=units, max_size=units).filter(
            lambda flags: not any(a and b for a, b in pairwise(flags))
        )
    )
    frames = draw(st.integers(max(1, units - sum(vanish)), 7))
    seed = draw(st.integers(0, 2**16))
    return np.random.default_rng(seed).normal(size=(frames, units)), np.array(vanish)


def total(score_TU: np.ndarray, durations: np.ndarray) -> float:
    units = np.repeat(np.arange(len(durations)), durations)
    return float(score_TU[np.arange(len(units)), units].sum())


def brute_force(score_TU: np.ndarray, may_vanish: np.ndarray) -> float:
    frames, units = score_TU.shape
    return max(
        total(score_TU, np.array(durations))
        for durations in product(range(frames + 1), repeat=units)
        if sum(durations) == frames
        and all(count or may for count, may in zip(durations, may_vanish, strict=True))
    )


@given(tasks())
def test_the_best_path_is_the_best_of_all(task: tuple[np.ndarray, np.ndarray]) -> None:
    score_TU, may_vanish = task
    durations = best_path(score_TU, may_vanish)
    assert durations.sum() == len(score_TU)
    assert (durations[~may_vanish] > 0).all()
    assert total(score_TU, durations) == pytest.approx(brute_force(score_TU, may_vanish))


def test_too_few_frames_are_refused() -> None:
    with pytest.raises(ValueError, match="2 frames for 3 phones"):
        best_path(np.zeros((2, 3)), np.zeros(3, dtype=bool))
    assert best_path(np.zeros((2, 3)), np.array([False, True, False])).tolist() == [1, 0, 1]


def example(tokens: str, durations: list[int], seed: int) -> Example:
    """Each phone has its own place in feature space; pauses are quiet."""
    units = phones(tokens)
    places = {unit.symbol: 4.0 * n for n, unit in enumerate(phones("abcde"))}
    random = np.random.default_rng(seed)
    centre_T = np.repeat([0.0 if u.silent else places[u.symbol] for u in units], durations)
    quiet_T = np.repeat([unit.silent for unit in units], durations)
    features_TF = centre_T[:, None] * [1.0, -1.0] + random.normal(size=(len(centre_T), 2))
    return Example(units, features_TF, np.where(quiet_T, -10.0, -1.0))


def test_refining_finds_boundaries_and_keeps_the_frames() -> None:
    texts = [("abc de", 1), ("deb ca", 2), ("cad eb", 3), ("bed ac", 4)]
    true = [[6, 8, 5, 9, 0, 7, 6, 5], [3, 9, 9, 4, 6, 8, 7, 0]] * 2
    examples = [example(text, t, n) for (text, n), t in zip(texts, true, strict=True)]
    blurred = [np.array(t) for t in true]
    for durations in blurred:  # the third phone's start a few frames late, boundaries never gone
        durations[2:4] += [3, -3]
        durations[[4, 3]] += [1, -1] if not durations[4] else [0, 0]
        durations[[7, 6]] += [1, -1] if not durations[7] else [0, 0]
    refined = refine(examples, blurred, rounds=5)
    for found, wanted in zip(refined, true, strict=True):
        assert found.sum() == sum(wanted)
        assert np.abs(np.cumsum(found) - np.cumsum(wanted)).max() <= 1
    untouched = refine(examples, blurred, rounds=0)
    assert all((a == b).all() for a, b in zip(untouched, blurred, strict=True))
