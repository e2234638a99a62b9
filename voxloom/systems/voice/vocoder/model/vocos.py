"""Vocos: log-mel frames -> spectrum -> waveform, all at the frame rate.

Siuzdak (2023). Tensor names carry shapes: B batch, C mel bins, T mel frames, H channels,
F frequency bins (n_fft // 2 + 1), N samples (N = (T - 1) * hop).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.nets.convnext import ConvBlock
from voxloom.systems.voice.vocoder.model.base import VocoderNetwork

WIDTH = 7  # frames a convolution sees
MAX_MAGNITUDE = 100.0  # keeps exp() finite early in training, as in Vocos


@dataclass(frozen=True)
class VocosShape:
    """All that is needed to build the network again."""

    mels: int
    channels: int
    blocks: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Vocos(VocoderNetwork):
    """ConvNeXt blocks over log-mel frames and a head that says magnitude and phase.

    The inverse STFT has the mel contract's n_fft, hop and window, so that a mel gives as many
    samples as Griffin-Lim makes of it.
    """

    window: Tensor

    def __init__(self, shape: VocosShape, contract: MelContract, statistics: MelStatistics) -> None:
        super().__init__(contract, statistics)
        self.shape = shape
        self.embed = nn.Conv1d(shape.mels, shape.channels, WIDTH, padding=WIDTH // 2)
        self.blocks = nn.Sequential(*[ConvBlock(shape.channels) for _ in range(shape.blocks)])
        self.norm = nn.LayerNorm(shape.channels)
        self.head = nn.Linear(shape.channels, 2 * (contract.n_fft // 2 + 1))
        self.register_buffer("window", torch.hann_window(contract.win), persistent=False)

    def vocode(self, mel_BCT: Tensor) -> Tensor:
        h_BHT = self.blocks(self.embed(self.scaled(mel_BCT)))
        h_BTH = self.norm(h_BHT.transpose(1, 2))
        # bfloat16 has too few bits for a phase.
        with torch.autocast(mel_BCT.device.type, enabled=False):
            return self._istft(self._spectrum(self.head(h_BTH.float())))

    def _spectrum(self, moments_BTF: Tensor) -> Tensor:
        """(B, T, 2 F) log magnitudes and phases -> complex (B, F, T)."""
        log_magnitude_BFT, phase_BFT = moments_BTF.transpose(1, 2).chunk(2, dim=1)
        return torch.polar(log_magnitude_BFT.exp().clamp(max=MAX_MAGNITUDE), phase_BFT)

    def _istft(self, spectrum_BFT: Tensor) -> Tensor:
        contract = self.contract
        samples = (spectrum_BFT.shape[2] - 1) * contract.hop
        return torch.istft(
            spectrum_BFT, contract.n_fft, contract.hop, contract.win, self.window, length=samples
        )
