from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from tests.support.synthetic import CONTRACT, model, vae_params, wavy_mels


class Twice(nn.Module):
    """Moments whose mean is what goes in."""

    def forward(self, x_BHL: Tensor) -> Tensor:
        return torch.cat([x_BHL, x_BHL], dim=1)


@pytest.mark.parametrize("form", ["conv", "mlp"])
@pytest.mark.parametrize("stride", [1, 2, 4])
@pytest.mark.parametrize("frames", [1, 7, 16])
def test_shapes(form: str, stride: int, frames: int) -> None:
    vae = model(vae_params(form=form, stride=stride))
    posterior = vae.encode(wavy_mels(frames).T[None])
    latent_frames = -(-frames // stride)
    assert posterior.mean.shape == (1, 4, latent_frames)
    assert vae.decode(posterior.mean).shape == (1, CONTRACT.n_mels, stride * latent_frames)


def test_folding_frames_into_channels_is_undone() -> None:
    vae = model(vae_params(stride=4))
    vae.encoder, vae.decoder = nn.Sequential(Twice()), nn.Sequential()
    mel_BCT = wavy_mels(12).T[None]
    torch.testing.assert_close(vae.decode(vae.encode(mel_BCT).mean), mel_BCT)


def test_decoded_mels_respect_the_floor() -> None:
    mel_BCT = model().decode(torch.randn(1, 4, 50) * 100.0)
    assert float(mel_BCT.min()) >= torch.tensor(CONTRACT.floor).log().item()


def test_the_mlp_sees_one_frame_and_the_convolution_its_neighbours() -> None:
    mel = wavy_mels(40).T[None]
    changed = mel.clone()
    changed[:, :, 20:22] += 1.0
    for form, spreads in (("mlp", False), ("conv", True)):
        vae = model(vae_params(form=form))
        difference = (vae.encode(mel).mean - vae.encode(changed).mean).abs().sum(dim=(0, 1))
        elsewhere = difference.clone()
        elsewhere[10] = 0.0
        assert bool(elsewhere.max() > 0.0) is spreads
