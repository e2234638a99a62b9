"""The mel contract, and the log-mel spectrogram it defines.

mel_BCT: (batch, n_mels, frames), natural log of mel magnitudes, floored.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from voxloom.audio.mel.params import AudioParams
from voxloom.core import files
from voxloom.core.errors import VoxloomError

DB_PER_NAT = 8.685889638  # 20 / ln(10)


@dataclass(frozen=True)
class MelContract:
    """What a mel spectrogram means; stored with every artifact, compared where two meet."""

    rate: int
    n_fft: int
    hop: int
    win: int
    n_mels: int
    fmin: float
    fmax: float
    mel_scale: str
    mel_norm: str
    floor: float
    log: str = "natural"
    spectrum: str = "magnitude"
    padding: str = "centred, reflected"

    @classmethod
    def from_params(cls, audio: AudioParams) -> MelContract:
        return cls(**audio.model_dump())

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> MelContract:
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def digest(self) -> str:
        return files.digest(self.to_json())

    @property
    def frames_per_second(self) -> float:
        return self.rate / self.hop

    def check_same(self, other: MelContract, mine: str, theirs: str) -> None:
        """Raises VoxloomError that lists the fields in which two artifacts differ."""
        ours, others = self.to_json(), other.to_json()
        differences = [
            f"{key} {ours[key]} / {others[key]}" for key in ours if ours[key] != others[key]
        ]
        if differences:
            raise VoxloomError(
                f"mel contracts of {mine} and {theirs} differ: {', '.join(differences)}; "
                "use artifacts made with the same `audio` params"
            )


def mel_filters(contract: MelContract) -> Tensor:
    """Triangular mel filters (n_fft // 2 + 1, n_mels), as librosa builds them."""
    from torchaudio.functional import melscale_fbanks

    return melscale_fbanks(
        contract.n_fft // 2 + 1,
        contract.fmin,
        contract.fmax,
        contract.n_mels,
        contract.rate,
        norm="slaney" if contract.mel_norm == "slaney" else None,
        mel_scale=contract.mel_scale,
    )


class LogMel(nn.Module):
    """Waveform (B, samples) -> log-mel (B, n_mels, 1 + samples // hop)."""

    window: Tensor
    filters: Tensor

    def __init__(self, contract: MelContract) -> None:
        super().__init__()
        self.contract = contract
        self.register_buffer("window", torch.hann_window(contract.win), persistent=False)
        self.register_buffer("filters", mel_filters(contract), persistent=False)

    def frames(self, samples: int) -> int:
        return 1 + samples // self.contract.hop

    def pad(self, wave: Tensor) -> Tensor:
        """Half a window of reflection (zeros where there is less to reflect) at both ends."""
        half = self.contract.n_fft // 2
        reflected = min(half, wave.shape[-1] - 1)
        wave = nn.functional.pad(wave[None], (reflected, reflected), mode="reflect")[0]
        return nn.functional.pad(wave, (half - reflected, half - reflected))

    def of_padded(self, padded: Tensor) -> Tensor:
        """Log-mel of waveforms that `pad` has prepared."""
        contract = self.contract
        spectrum = torch.stft(
            padded,
            contract.n_fft,
            contract.hop,
            contract.win,
            self.window,
            center=False,
            return_complex=True,
        ).abs()
        mel = torch.matmul(spectrum.transpose(1, 2), self.filters).transpose(1, 2)
        return mel.clamp(min=contract.floor).log()

    def forward(self, wave: Tensor) -> Tensor:
        return self.of_padded(self.pad(wave))
