"""What every trained vocoder is: a network from log-mels to waveforms.

Tensor names carry shapes: B batch, C mel bins, T mel frames, N samples (N = (T - 1) * hop).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.audio.wave.sound import Audio


class Shape(Protocol):
    """All that is needed to build a network again, beside contract and statistics."""

    def to_json(self) -> dict[str, Any]: ...


class VocoderNetwork(nn.Module, ABC):
    """Normalisation statistics travel as buffers."""

    shape: Shape
    mean: Tensor
    std: Tensor

    def __init__(self, contract: MelContract, statistics: MelStatistics) -> None:
        super().__init__()
        self.contract = contract
        self.register_buffer("mean", torch.tensor(statistics.mean)[:, None])
        self.register_buffer("std", torch.tensor(statistics.std)[:, None])

    @abstractmethod
    def vocode(self, mel_BCT: Tensor) -> Tensor:
        """Log-mel in nats, two frames or more -> waveform (B, N). The same mel gives the same
        samples."""

    def scaled(self, mel_BCT: Tensor) -> Tensor:
        return (mel_BCT - self.mean) / self.std

    @torch.no_grad()
    def synthesize(self, log_mel_CT: Tensor) -> Audio:
        """(C, T) in nats -> N samples within full scale: Griffin-Lim's interface."""
        wave = self.eval().vocode(log_mel_CT[None].to(self.mean.device).float())[0].cpu()
        peak = float(wave.abs().max())
        return Audio((wave / max(1.0, peak)).numpy(), self.contract.rate)
