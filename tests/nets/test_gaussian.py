from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.distributions import Normal, kl_divergence

from voxloom.nets.gaussian import DiagonalGaussian, kl_with_free_bits

finite = st.floats(-4.0, 4.0)


@given(mean=finite, log_std=st.floats(-5.0, 2.0))
def test_kl_is_that_of_torch_distributions(mean: float, log_std: float) -> None:
    ours = DiagonalGaussian(torch.tensor(mean).double(), torch.tensor(log_std).double()).kl()
    posterior = Normal(torch.tensor(mean).double(), torch.tensor(log_std).double().exp())
    prior = Normal(torch.zeros(()).double(), torch.ones(()).double())
    assert float(ours) == pytest.approx(float(kl_divergence(posterior, prior)), abs=1e-9)


@given(mean=finite, log_std=finite)
def test_kl_is_never_negative(mean: float, log_std: float) -> None:
    gaussian = DiagonalGaussian(torch.tensor(mean).double(), torch.tensor(log_std).double())
    assert float(gaussian.kl()) >= -1e-12


def test_sample_has_the_moments_it_names() -> None:
    gaussian = DiagonalGaussian(torch.tensor([2.0]), torch.tensor([-1.0]))
    noise = torch.randn(200_000, generator=torch.Generator().manual_seed(0))
    samples = gaussian.sample(noise)
    assert float(samples.mean()) == pytest.approx(2.0, abs=0.01)
    assert float(samples.std()) == pytest.approx(0.3679, abs=0.01)


def test_wild_moments_stay_finite() -> None:
    gaussian = DiagonalGaussian.from_moments(torch.full((1, 4, 3), 1e4))
    assert torch.isfinite(gaussian.kl()).all()


def test_free_bits_leave_a_quiet_dimension_alone() -> None:
    kl_BDL = torch.tensor([[[0.01, 0.03], [1.0, 3.0]]], requires_grad=True)
    total = kl_with_free_bits(kl_BDL, 0.1)
    (slope_BDL,) = torch.autograd.grad(total, kl_BDL)
    assert total.item() == pytest.approx(0.1 + 2.0)
    assert slope_BDL[0, 0].abs().sum() == 0.0
    assert slope_BDL[0, 1].abs().sum() > 0.0
