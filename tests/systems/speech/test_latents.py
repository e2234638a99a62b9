from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tests.support.synthetic import model, wavy_mels
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.latents import SHARD, LatentOrigin, read_latents, write_latents

ORIGIN = LatentOrigin("a" * 64, "m" * 64)


def test_what_is_read_is_the_posterior(tmp_path: Path) -> None:
    """More utterances than a shard holds, in order of their ids whatever order they came in."""
    vae = model()
    names = [f"u{number:03d}" for number in range(SHARD + 5)]
    mels = {name: wavy_mels(9 + n % 3, seed=n).T[None] for n, name in enumerate(names)}
    write_latents(tmp_path, vae, {name: mels[name] for name in reversed(names)}, ORIGIN)
    assert LatentOrigin.read(tmp_path) == ORIGIN
    found = list(read_latents(tmp_path))
    assert [name for name, _, _ in found] == names
    for name, mean_LD, std_LD in found:
        with torch.no_grad():
            posterior = vae.encode(mels[name])
        assert mean_LD.equal(posterior.mean[0].T)
        assert std_LD.equal(posterior.log_std[0].exp().T)
        assert len(mean_LD) == -(-mels[name].shape[2] // vae.shape.stride)


def test_a_folder_without_latents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match=r"latents\.json is missing: run the vae stage"):
        LatentOrigin.read(tmp_path)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (LatentOrigin("b" * 64, "m" * 64), r"mine and theirs are of different .*aaa.* / bbb"),
        (LatentOrigin("a" * 64, "n" * 64), "mel contracts of mine and theirs differ"),
        (LatentOrigin("b" * 64, "n" * 64), "mel contracts of mine and theirs differ"),
    ],
)
def test_origins_that_differ_are_refused(other: LatentOrigin, message: str) -> None:
    ORIGIN.check_same(ORIGIN, "mine", "theirs")
    with pytest.raises(VoxloomError, match=message):
        ORIGIN.check_same(other, "mine", "theirs")
