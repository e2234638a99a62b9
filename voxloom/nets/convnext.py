"""A residual block of convolutions over time."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ConvBlock(nn.Module):
    """A residual block: depthwise convolution over time, then a two-layer net a frame.

    ConvNeXt (Liu et al., 2022) in one dimension, as Vocos uses it.
    """

    def __init__(self, channels: int, width: int = 7) -> None:
        super().__init__()
        self.context = nn.Conv1d(channels, channels, width, padding=width // 2, groups=channels)
        self.norm = nn.LayerNorm(channels)
        self.expand = nn.Linear(channels, 3 * channels)
        self.contract = nn.Linear(3 * channels, channels)
        self.scale = nn.Parameter(torch.full((channels,), 0.1))

    def forward(self, x_BHL: Tensor) -> Tensor:
        y_BLH = self.norm(self.context(x_BHL).transpose(1, 2))
        y_BLH = self.contract(nn.functional.gelu(self.expand(y_BLH)))
        return x_BHL + (self.scale * y_BLH).transpose(1, 2)
