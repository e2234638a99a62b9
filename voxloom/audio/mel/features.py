"""Features of one utterance: log-mel, MFCC with deltas, log-F0, voicing, energy.

T is the number of frames, 1 + samples // hop, the same for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from voxloom.audio.mel.mel import LogMel
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.wave.sound import Samples

Matrix = NDArray[np.float32]
Track = NDArray[np.float64]
DELTA_WINDOW = 9  # librosa's width


@dataclass(frozen=True)
class Features:
    log_mel: Matrix  # (T, n_mels), nats
    mfcc: Matrix  # (T, 3 * n_mfcc): coefficients, deltas, delta-deltas
    log_f0: Matrix  # (T,), ln(Hz), 0 where unvoiced
    energy: Matrix  # (T,), ln of the frame's mel magnitude, nats

    def arrays(self) -> dict[str, Matrix]:
        return {
            "log_mel": self.log_mel,
            "mfcc": self.mfcc,
            "log_f0": self.log_f0,
            "energy": self.energy,
        }


def log_mels(waves: Sequence[Samples], module: LogMel, device: torch.device) -> list[Tensor]:
    """Log-mels (n_mels, T) of several waveforms in one batch; each as if it were alone."""
    frames = [module.frames(len(wave)) for wave in waves]
    padded = [module.pad(torch.from_numpy(wave)[None])[0] for wave in waves]
    batch = nn.utils.rnn.pad_sequence(padded, batch_first=True).to(device)
    mels = module.to(device).of_padded(batch)
    return [mel[:, :count] for mel, count in zip(mels, frames, strict=True)]


def mfcc(log_mel_CT: Tensor, count: int) -> Tensor:
    """(n_mels, T) -> (3 * count, T): orthonormal DCT-II, deltas and delta-deltas.

    Davis and Mermelstein (1980), on natural-log mel magnitudes.
    """
    from torchaudio.functional import compute_deltas, create_dct

    basis = create_dct(count, log_mel_CT.shape[0], norm="ortho").to(log_mel_CT.device)
    static = basis.T @ log_mel_CT
    delta = compute_deltas(static[None], DELTA_WINDOW)[0]
    return torch.cat([static, delta, compute_deltas(delta[None], DELTA_WINDOW)[0]])


def energy(log_mel_CT: Tensor) -> Tensor:
    """(n_mels, T) -> (T,): half the log of the summed squared mel magnitudes, nats."""
    return 0.5 * torch.logsumexp(2.0 * log_mel_CT, dim=0)


def log_f0(wave: Samples, rate: int, hop: int, params: FeaturesParams) -> Matrix:
    """(T,) ln(Hz), 0 where unvoiced: WORLD's DIO refined by StoneMask (Morise et al., 2016)."""
    period = 1000.0 * hop / rate
    f0, _ = f0_contour(wave.astype(np.float64), rate, period, params.f0_min, params.f0_max)
    frames = 1 + len(wave) // hop
    f0 = np.pad(f0, (0, max(0, frames - len(f0))))[:frames]
    return np.where(f0 > 0.0, np.log(np.maximum(f0, 1.0)), 0.0).astype(np.float32)


def f0_contour(
    samples: Track, rate: int, period_ms: float, lowest: float, highest: float
) -> tuple[Track, Track]:
    """F0 in Hz, 0 where unvoiced, and the second it stands at, a frame every `period_ms`: WORLD's
    DIO refined by StoneMask."""
    import pyworld

    coarse, times = pyworld.dio(
        samples, rate, f0_floor=lowest, f0_ceil=highest, frame_period=period_ms
    )
    return pyworld.stonemask(samples, coarse, times, rate), times


def extract(
    waves: Sequence[Samples], module: LogMel, params: FeaturesParams, device: torch.device
) -> list[Features]:
    """Features of several waveforms; the spectral ones in one batch on the device."""
    contract = module.contract
    features = []
    for wave, mel in zip(waves, log_mels(waves, module, device), strict=True):
        features.append(
            Features(
                log_mel=_to_numpy(mel.T),
                mfcc=_to_numpy(mfcc(mel, params.n_mfcc).T),
                log_f0=log_f0(wave, contract.rate, contract.hop, params),
                energy=_to_numpy(energy(mel)),
            )
        )
    return features


def _to_numpy(tensor: Tensor) -> Matrix:
    return np.ascontiguousarray(tensor.cpu().numpy(), dtype=np.float32)
