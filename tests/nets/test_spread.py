"""What is made up for, against its closed form."""

from __future__ import annotations

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.nets.spread import Spread, variance

LENGTH = 20_000
MOST = 4.0


def latents(share: float, temperature: float, seed: int = 1) -> torch.Tensor:
    """(D, L) of variance 1 around 2, of which the text explains `share`, drawn at a temperature."""
    random = torch.Generator().manual_seed(seed)
    explained, chance = torch.randn(2, 3, LENGTH, generator=random)
    return 2.0 + share**0.5 * explained + temperature * (1.0 - share) ** 0.5 * chance


@settings(deadline=None)
@given(st.floats(0.3, 1.0), st.floats(0.0, 1.0))
def test_at_any_temperature_latents_move_as_recorded_ones_do(
    share: float, temperature: float
) -> None:
    spread = Spread.of([latents(share, 1.0)], [latents(share, 0.0)], MOST)
    widened = spread.widen(latents(share, temperature), temperature)
    torch.testing.assert_close(widened.var(1), torch.ones(3), rtol=0.06, atol=0.0)
    torch.testing.assert_close(widened.mean(1), torch.full((3,), 2.0), rtol=0.02, atol=0.0)


def test_at_temperature_one_and_above_nothing_is_made_up_for() -> None:
    spread = Spread.of([latents(0.5, 1.0)], [latents(0.5, 0.0)], MOST)
    drawn = latents(0.5, 1.0)
    for temperature in (1.0, 1.5):
        torch.testing.assert_close(spread.widen(drawn, temperature), drawn)


def test_a_prior_that_hardly_moves_is_not_blown_up() -> None:
    still = [torch.zeros(3, 50)]
    assert Spread.of([latents(0.5, 1.0)], still, MOST).ratio == (MOST,) * 3
    assert Spread.of(still, [latents(0.5, 1.0)], MOST).ratio == (1.0,) * 3


def test_long_utterances_count_for_more() -> None:
    quiet, lively = torch.zeros(1, 30), torch.tensor([[1.0, -1.0]]).repeat(1, 5)
    assert variance([quiet, lively]).tolist() == [10 / 40]


def test_it_comes_back_from_json() -> None:
    spread = Spread.of([latents(0.5, 1.0)], [latents(0.5, 0.0)], MOST)
    assert Spread.from_json(spread.to_json()) == spread
