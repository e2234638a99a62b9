"""The prior of the voice: what the speech VAE's latents are, given the phones.

`Prosody` says how long, how high and how loud each phone is; `Prior` says what each latent is,
given the phones and the latents before. Durations decide where each phone stands, so nothing is
skipped or repeated.

Tensor names carry shapes: B batch, S symbols of the phone set, F features of a phone, U phones, T
mel frames, L latent frames (T = stride * L), D latent dimensions, H channels, K mixture components,
P prosody values a phone.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from voxloom.nets.convnext import ConvBlock
from voxloom.systems.voice.prior.model.prosody import VALUES
from voxloom.text.sounds.phones import STRESSES

LOG_STD_RANGE = (-4.0, 1.0)
PLACES = 4  # values that say where in its phone a frame is
OWN = 0.3  # share of a new phone that is its own, where it is known how it is made
CONTEXT = 5  # phones, or latent frames, a convolution sees
HALF_LOG_2PI = 0.5 * math.log(2.0 * math.pi)


@dataclass(frozen=True)
class PriorShape:
    """All that is needed to build the networks again."""

    phones: int
    latent: int
    stride: int
    channels: int
    blocks: int
    hidden: int
    components: int
    dropout: float
    features: int = 0  # that say how a phone is made; older priors know none

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class PhoneEncoder(nn.Module):
    """Phones in their neighbourhood: (B, U) -> (B, H, U)."""

    features: Tensor

    def __init__(self, shape: PriorShape, channels: int) -> None:
        super().__init__()
        blocks, dropout = shape.blocks, shape.dropout
        self.symbol = nn.Embedding(shape.phones, channels, padding_idx=0)
        self.articulation = None
        if shape.features:
            self.register_buffer("features", torch.zeros(shape.phones, shape.features))
            self.articulation = nn.Linear(shape.features, channels, bias=False)
        self.stress = nn.Embedding(STRESSES, channels)
        self.blocks = nn.ModuleList(ConvBlock(channels, width=CONTEXT) for _ in range(blocks))
        self.dropout = nn.Dropout(dropout)

    def forward(self, symbol_BU: Tensor, stress_BU: Tensor) -> Tensor:
        mask_B1U = (symbol_BU != 0)[:, None].float()
        embedded_BUH = self.embed(symbol_BU) + self.stress(stress_BU)
        x_BHU = self.dropout(embedded_BUH.transpose(1, 2)) * mask_B1U
        for block in self.blocks:
            x_BHU = self.dropout(block(x_BHU)) * mask_B1U
        return x_BHU

    @torch.no_grad()
    def describe(self, features_SF: Tensor) -> None:
        """Before a training: how each phone of the set (from number 1 on) is made, in what it is
        unlike others last."""
        self.features[1:] = features_SF
        described_S = features_SF.abs().sum(1) > 0
        self.symbol.weight[1:][described_S] *= OWN

    def embed(self, symbol_BU: Tensor) -> Tensor:
        """(B, U, H)."""
        own_BUH: Tensor = self.symbol(symbol_BU)
        if self.articulation is None:
            return own_BUH
        shared_BUH: Tensor = self.articulation(self.features[symbol_BU])
        return own_BUH + shared_BUH


class Prosody(nn.Module):
    """(B, U) phones -> (B, P, U) expected prosody, scaled."""

    def __init__(self, shape: PriorShape) -> None:
        super().__init__()
        channels = shape.channels // 2
        self.encoder = PhoneEncoder(shape, channels)
        self.out = nn.Conv1d(channels, len(VALUES), 1)

    def forward(self, symbol_BU: Tensor, stress_BU: Tensor) -> Tensor:
        values_BPU: Tensor = self.out(self.encoder(symbol_BU, stress_BU))
        return values_BPU


class Mixture(NamedTuple):
    """Diagonal Gaussians, several for each latent frame."""

    log_weight_BLK: Tensor
    mean_BLKD: Tensor
    log_std_BLKD: Tensor

    def negative_log_likelihood(self, z_BLD: Tensor) -> Tensor:
        """(B, L) in nats a latent frame."""
        deviation = (z_BLD[:, :, None] - self.mean_BLKD) * (-self.log_std_BLKD).exp()
        log_BLKD = 0.5 * deviation.square() + self.log_std_BLKD + HALF_LOG_2PI
        return -torch.logsumexp(self.log_weight_BLK - log_BLKD.sum(-1), dim=2)


class Prior(nn.Module):
    """An LSTM over latents: in go the phone, the place in it and the latent before; out comes a
    mixture of diagonal Gaussians around what the phones alone make one expect."""

    def __init__(self, shape: PriorShape) -> None:
        super().__init__()
        self.shape = shape
        width, latent = shape.channels, shape.latent
        self.encoder = PhoneEncoder(shape, width)
        self.prosody = nn.Conv1d(len(VALUES) - 1, width, 1)  # the duration is seen as places
        self.place = nn.Conv1d(PLACES, width, 1)
        self.fold = nn.Linear(shape.stride * width, width)
        self.blocks = nn.ModuleList(ConvBlock(width, width=CONTEXT) for _ in range(shape.blocks))
        self.dropout = nn.Dropout(shape.dropout)
        self.expected = nn.Linear(width, latent)
        self.history = nn.Linear(latent, width)
        self.lstm = nn.LSTM(2 * width, shape.hidden, batch_first=True)
        self.out = nn.Linear(shape.hidden + width, shape.components * (2 * latent + 1))

    def condition(
        self, symbol_BU: Tensor, stress_BU: Tensor, prosody_BPU: Tensor, duration_BU: Tensor
    ) -> Tensor:
        """All that the phones say about each latent frame (B, L, H).

        `prosody_BPU` holds all but the log-duration; durations are in mel frames.
        """
        stride = self.shape.stride
        frames = -(-int(duration_BU.sum(1).max()) // stride) * stride
        unit_BT, place_BPT = places(duration_BU, frames)
        x_BHU = self.encoder(symbol_BU, stress_BU) + self.prosody(prosody_BPU)
        x_BHT = x_BHU.gather(2, unit_BT[:, None].expand(-1, x_BHU.shape[1], -1))
        x_BTH = (x_BHT + self.place(place_BPT)).transpose(1, 2)
        x_BLH = self.fold(x_BTH.reshape(len(x_BTH), frames // stride, -1))
        starts_L = torch.arange(0, frames, stride, device=duration_BU.device)
        mask_B1L = (starts_L < duration_BU.sum(1, keepdim=True))[:, None].float()
        x_BHL = x_BLH.transpose(1, 2) * mask_B1L
        for block in self.blocks:
            x_BHL = self.dropout(block(x_BHL)) * mask_B1L
        return x_BHL.transpose(1, 2)

    def forward(self, condition_BLH: Tensor, previous_BLD: Tensor) -> tuple[Tensor, Mixture]:
        """(what the phones alone make one expect (B, L, D), the mixture), teacher-forced."""
        history_BLH = self.dropout(torch.relu(self.history(previous_BLD)))
        state_BLH, _ = self.lstm(torch.cat([condition_BLH, history_BLH], dim=2))
        expected_BLD = self.expected(condition_BLH)
        out_BLO = self.out(self.dropout(torch.cat([state_BLH, condition_BLH], dim=2)))
        components, latent = self.shape.components, self.shape.latent
        moments_BLKM = out_BLO[..., components:].unflatten(-1, (components, 2 * latent))
        shift_BLKD, log_std_BLKD = moments_BLKM.chunk(2, dim=-1)
        mixture = Mixture(
            out_BLO[..., :components].log_softmax(-1),
            expected_BLD[..., None, :] + shift_BLKD,
            log_std_BLKD.clamp(*LOG_STD_RANGE),
        )
        return expected_BLD, mixture


class VoiceNetworks(nn.Module):
    """The two networks that are trained together."""

    def __init__(self, shape: PriorShape) -> None:
        super().__init__()
        self.prior, self.prosody = Prior(shape), Prosody(shape)

    def describe(self, features_SF: Tensor) -> None:
        """Before a training: how each phone of the set is made."""
        for network in (self.prior, self.prosody):
            network.encoder.describe(features_SF)


def places(duration_BU: Tensor, frames: int) -> tuple[Tensor, Tensor]:
    """Which phone each mel frame is in (B, T), and where in it it is (B, PLACES, T).

    Frames after the last phone that has any count to it.
    """
    end_BU = duration_BU.cumsum(1)
    last_B1 = (end_BU < end_BU[:, -1:]).sum(1, keepdim=True)
    time_BT = torch.arange(frames, device=end_BU.device).expand(len(end_BU), -1).contiguous()
    unit_BT = torch.searchsorted(end_BU, time_BT, right=True).minimum(last_B1)
    length_BT = duration_BU.gather(1, unit_BT).clamp(min=1).float()
    since_BT = time_BT + 0.5 - (end_BU - duration_BU).gather(1, unit_BT)
    since_BT = torch.minimum(since_BT, length_BT)
    until_BT = length_BT - since_BT
    values = [since_BT / length_BT, length_BT.log(), since_BT.log1p(), until_BT.log1p()]
    return unit_BT, torch.stack(values, dim=1)
