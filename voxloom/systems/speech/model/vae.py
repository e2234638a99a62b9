"""The speech VAE over log-mel frames.

Tensor names carry shapes: B batch, C mel bins, T mel frames, D latent dimensions, L latent
frames (T = stride * L), H channels.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.nets.convnext import ConvBlock
from voxloom.nets.gaussian import DiagonalGaussian


@dataclass(frozen=True)
class SpeechVaeShape:
    """All that is needed to build the network again."""

    form: Literal["conv", "mlp"]
    mels: int
    latent: int
    stride: int
    channels: int
    blocks: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class MlpBlock(nn.Module):
    """One hidden layer on each frame by itself: the textbook VAE."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.linear = nn.Conv1d(channels, channels, 1)

    def forward(self, x_BHL: Tensor) -> Tensor:
        return nn.functional.gelu(self.linear(x_BHL))


def tower(shape: SpeechVaeShape, inputs: int, outputs: int) -> nn.Sequential:
    """(B, inputs, L) -> (B, outputs, L)."""
    block: type[nn.Module] = ConvBlock if shape.form == "conv" else MlpBlock
    width = 3 if shape.form == "conv" else 1
    return nn.Sequential(
        nn.Conv1d(inputs, shape.channels, width, padding=width // 2),
        *[block(shape.channels) for _ in range(shape.blocks)],
        nn.Conv1d(shape.channels, outputs, 1),
    )


class SpeechVae(nn.Module):
    """Encoder, Gaussian latent, decoder. Input and output are natural-log mels in nats.

    Normalisation statistics travel as buffers. `stride` mel frames are folded into one, so
    that all layers run at the latent rate.
    """

    mean: Tensor
    std: Tensor

    def __init__(
        self, shape: SpeechVaeShape, contract: MelContract, statistics: MelStatistics
    ) -> None:
        super().__init__()
        self.shape, self.contract = shape, contract
        folded = shape.mels * shape.stride
        self.encoder = tower(shape, folded, 2 * shape.latent)
        self.decoder = tower(shape, shape.latent, folded)
        self.voicing = nn.Conv1d(shape.latent, shape.stride, 1)
        self.register_buffer("mean", torch.tensor(statistics.mean)[:, None])
        self.register_buffer("std", torch.tensor(statistics.std)[:, None])

    @property
    def latent_frames_per_second(self) -> float:
        return self.contract.frames_per_second / self.shape.stride

    def scale(self, mel_BCT: Tensor) -> Tensor:
        """Nats -> zero mean, unit variance a bin."""
        return (mel_BCT - self.mean) / self.std

    def encode_scaled(self, x_BCT: Tensor) -> DiagonalGaussian:
        """Posterior (B, D, L) of scaled mels; T must be a multiple of the stride."""
        return DiagonalGaussian.from_moments(self.encoder(self._fold(x_BCT)))

    def encode(self, mel_BCT: Tensor) -> DiagonalGaussian:
        """Posterior (B, D, ceil(T / stride)); the last frame is repeated to fill a stride."""
        missing = -mel_BCT.shape[2] % self.shape.stride
        mel_BCT = nn.functional.pad(mel_BCT, (0, missing), mode="replicate")
        return self.encode_scaled(self.scale(mel_BCT))

    def decode(self, z_BDL: Tensor) -> Tensor:
        """Log-mel (B, C, stride * L) in nats, never below the contract's floor."""
        mel_BCT = self._unfold(self.decoder(z_BDL)).float() * self.std + self.mean
        return mel_BCT.clamp(min=torch.tensor(self.contract.floor).log().item())

    def voicing_logits(self, z_BDL: Tensor) -> Tensor:
        """(B, T) log-odds that a mel frame is voiced: the auxiliary classifier."""
        logits = self.voicing(z_BDL).float()
        return logits.transpose(1, 2).flatten(1)

    def _fold(self, x_BCT: Tensor) -> Tensor:
        batch, mels, frames = x_BCT.shape
        stride = self.shape.stride
        x = x_BCT.reshape(batch, mels, frames // stride, stride)
        return x.transpose(2, 3).reshape(batch, mels * stride, frames // stride)

    def _unfold(self, x: Tensor) -> Tensor:
        batch, _, frames = x.shape
        stride, mels = self.shape.stride, self.shape.mels
        x = x.reshape(batch, mels, stride, frames).transpose(2, 3)
        return x.reshape(batch, mels, frames * stride)
