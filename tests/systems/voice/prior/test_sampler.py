"""The fused step is the network that was trained."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from tests.support.tiny_voice import networks
from voxloom.systems.voice.prior.model.network import Mixture, Prior
from voxloom.systems.voice.prior.model.sampler import Sampler

LENGTH = 40


def prior(components: int = 3) -> Prior:
    """With weights large enough for the history to matter."""
    network = networks(components=components).prior.eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(2.0)
    return network


def condition(network: Prior) -> Tensor:
    random = torch.Generator().manual_seed(5)
    return torch.randn(LENGTH, network.shape.channels, generator=random)


def draw(network: Prior, temperature: float, seed: int = 0) -> Tensor:
    random = torch.Generator().manual_seed(seed)
    return Sampler(network)(condition(network), temperature, random)


@torch.no_grad()
def teacher_forced(network: Prior, drawn_DL: Tensor) -> Mixture:
    """The mixtures of the network whose history is what was drawn."""
    previous_BLD = torch.nn.functional.pad(drawn_DL.T[None, :-1], (0, 0, 1, 0))
    mixture: Mixture = network(condition(network)[None], previous_BLD)[1]
    return mixture


def test_cold_latents_are_the_means_of_the_likeliest_components() -> None:
    network = prior()
    drawn_DL = draw(network, 0.0)
    mixture = teacher_forced(network, drawn_DL)
    likeliest_L = mixture.log_weight_BLK[0].argmax(dim=1)
    assert len(set(likeliest_L.tolist())) > 1
    mean_LD = mixture.mean_BLKD[0, torch.arange(LENGTH), likeliest_L]
    torch.testing.assert_close(drawn_DL.T, mean_LD, atol=1e-4, rtol=1e-4)


def test_warm_latents_have_the_spread_of_the_one_component() -> None:
    network = prior(components=1)
    drawn_DL = draw(network, 0.5)
    mixture = teacher_forced(network, drawn_DL)
    mean_LD, std_LD = mixture.mean_BLKD[0, :, 0], mixture.log_std_BLKD[0, :, 0].exp()
    noise_LD = torch.randn(LENGTH, 4, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(
        (drawn_DL.T - mean_LD) / std_LD, 0.5 * noise_LD, atol=1e-3, rtol=1e-3
    )


def test_components_are_drawn_by_their_weights() -> None:
    """At temperature 1, of the first latent frame: nothing is drawn before it."""
    network = prior()
    weight_K = teacher_forced(network, draw(network, 0.0)).log_weight_BLK[0, 0].exp()
    mean_KD = teacher_forced(network, draw(network, 0.0)).mean_BLKD[0, 0]
    with torch.no_grad():  # components so narrow that a latent tells its own
        network.out.bias[network.shape.components :].view(3, 2, 4)[:, 1] -= 50.0
    sampler, first_1H = Sampler(network), condition(network)[:1]
    random = torch.Generator().manual_seed(0)
    drawn_ND = torch.cat([sampler(first_1H, 1.0, random).T for _ in range(2000)])
    count_K = torch.cdist(drawn_ND, mean_KD).argmin(dim=1).bincount(minlength=3)
    torch.testing.assert_close(count_K / 2000, weight_K, atol=0.04, rtol=0.0)


def test_cold_latents_do_not_depend_on_the_seed_and_warm_ones_do() -> None:
    network = prior()
    assert draw(network, 0.0).equal(draw(network, 0.0, seed=1))
    assert draw(network, 0.5).equal(draw(network, 0.5))
    assert not draw(network, 0.5).equal(draw(network, 0.5, seed=1))


def test_components_that_tie_are_no_matter_of_luck() -> None:
    network = prior(components=2)
    with torch.no_grad():
        network.out.weight[:2] = 0.0
        network.out.bias[:2] = torch.tensor([0.0, 1e-6])
    assert all(draw(network, 0.0).equal(draw(network, 0.0, seed)) for seed in range(1, 9))


@pytest.mark.parametrize("length", [1, 2])
def test_the_shortest_texts(length: int) -> None:
    network = prior()
    drawn_DL = Sampler(network)(condition(network)[:length], 1.0, torch.Generator())
    assert drawn_DL.shape == (4, length)
    assert torch.isfinite(drawn_DL).all()
