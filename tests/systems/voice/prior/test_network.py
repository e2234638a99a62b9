from __future__ import annotations

import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from tests.support.tiny_voice import networks
from tests.systems.voice.prior.passages import passage
from voxloom.systems.voice.prior.model.network import OWN, Mixture, VoiceNetworks, places
from voxloom.systems.voice.prior.train.data import Batch, Passage, collate

DURATIONS = st.lists(st.integers(0, 6), min_size=1, max_size=8).filter(any)


def batch_of(*passages: Passage) -> Batch:
    return collate(passages, torch.Generator().manual_seed(0))


def condition(model: VoiceNetworks, batch: Batch) -> Tensor:
    return model.prior.condition(
        batch.symbol_BU, batch.stress_BU, batch.prosody_BPU[:, 1:], batch.duration_BU
    )


@given(DURATIONS)
def test_each_frame_is_in_its_phone(durations: list[int]) -> None:
    """Also where phones have no frame; frames beyond the end are in the last that has any."""
    frames = sum(durations) + 2
    unit_BT, place_BPT = places(torch.tensor([durations]), frames)
    last = max(unit for unit, count in enumerate(durations) if count)
    wanted = [unit for unit, count in enumerate(durations) for _ in range(count)] + [last] * 2
    assert unit_BT[0].tolist() == wanted
    since = place_BPT[0, 2].expm1()[:-2]
    inside = [0.5 + n for count in durations for n in range(count)]
    torch.testing.assert_close(since, torch.tensor(inside))
    torch.testing.assert_close(place_BPT[0, 0, :-2], since / place_BPT[0, 1, :-2].exp())
    assert torch.isfinite(place_BPT).all()


@given(DURATIONS)
def test_padding_moves_no_frame(durations: list[int]) -> None:
    frames = sum(durations) + 3
    alone = places(torch.tensor([durations]), frames)
    padded = places(torch.tensor([[*durations, 0, 0]]), frames)
    assert all(a.equal(b) for a, b in zip(alone, padded, strict=True))


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_a_passage_beside_a_longer_one_is_conditioned_as_alone(
    units: int, more: int, seed: int
) -> None:
    model = networks(blocks=2).eval()
    short, long = passage(units, seed), passage(units + more, seed + 1)
    together = condition(model, batch_of(short, long))
    # Units last as long as they were drawn: the passage of more units may be the shorter one.
    for row, passage_of_row in enumerate((short, long)):
        alone = condition(model, batch_of(passage_of_row))
        found = together[row : row + 1, : alone.shape[1]]
        torch.testing.assert_close(found, alone, atol=1e-5, rtol=1e-4)


def test_prosody_of_a_passage_beside_a_longer_one_is_as_alone() -> None:
    model = networks(blocks=2).eval()
    short, long = batch_of(passage(3, 0)), batch_of(passage(3, 0), passage(9, 1))
    alone = model.prosody(short.symbol_BU, short.stress_BU)
    together = model.prosody(long.symbol_BU, long.stress_BU)
    torch.testing.assert_close(together[:1, :, : alone.shape[2]], alone, atol=1e-5, rtol=1e-4)


def test_what_is_later_does_not_change_what_was_before() -> None:
    model = networks().eval()
    batch = batch_of(passage(8, 0))
    condition_BLH = condition(model, batch)
    changed = batch.z_BLD.clone()
    changed[:, 5:] += 1.0
    _, first = model.prior(condition_BLH, batch.z_BLD)
    _, second = model.prior(condition_BLH, changed)
    assert first.mean_BLKD[:, :5].equal(second.mean_BLKD[:, :5])
    assert not first.mean_BLKD[:, 5:].equal(second.mean_BLKD[:, 5:])


def test_the_likelihood_is_that_of_a_mixture() -> None:
    generator = torch.Generator().manual_seed(3)
    weight = torch.randn(2, 3, 4, generator=generator).log_softmax(-1)
    mean, log_std = torch.randn(2, 2, 3, 4, 5, generator=generator)
    z_BLD = torch.randn(2, 3, 5, generator=generator)
    peer = torch.distributions.MixtureSameFamily(
        torch.distributions.Categorical(logits=weight),
        torch.distributions.Independent(torch.distributions.Normal(mean, log_std.exp()), 1),
    )
    ours = Mixture(weight, mean, log_std).negative_log_likelihood(z_BLD)
    torch.testing.assert_close(ours, -peer.log_prob(z_BLD))  # type: ignore[no-untyped-call]


def test_phones_that_are_made_alike_are_read_alike_before_any_training() -> None:
    """And those of which nothing is known stay as they were drawn."""
    network = networks(features=3)
    encoder = network.prior.encoder
    drawn = encoder.symbol.weight.detach().clone()
    features_SF = torch.zeros(encoder.symbol.num_embeddings - 1, 3)
    features_SF[:2], features_SF[2] = torch.tensor([1.0, -1.0, 1.0]), -1.0
    network.describe(features_SF)
    own = encoder.symbol.weight.detach()
    torch.testing.assert_close(own[1:4], OWN * drawn[1:4])
    assert torch.equal(own[4:], drawn[4:])
    embedded = encoder.embed(torch.arange(1, 5)[None])[0].detach()
    torch.testing.assert_close(embedded[0] - embedded[1], own[1] - own[2])
    assert torch.equal(embedded[3], own[4])
    assert torch.equal(network.prosody.encoder.features, encoder.features)
