"""The monotonic aligner: which mel frames belong to which phone.

Badlani et al. (2021), "One TTS alignment to rule them all": distances between encoded phones
and encoded frames, trained with the forward-sum loss of CTC under a beta-binomial prior.

Tensor names carry shapes: B batch, U phones, T mel frames, C mel bins, H channels.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from voxloom.text.sounds.phones import STRESSES

BLANK = -1.0  # log-odds of CTC's blank, which no frame should take (the paper's value)
NEVER = -1e4  # finite: the gradient of CTC is not defined at -inf


@dataclass(frozen=True)
class AlignerShape:
    phones: int
    mels: int
    channels: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Aligner(nn.Module):
    """Phones are encoded one by one: a phone that saw its neighbours would take their frames."""

    def __init__(self, shape: AlignerShape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.channels
        self.symbol = nn.Embedding(shape.phones, width, padding_idx=0)
        self.stress = nn.Embedding(STRESSES, width)
        self.keys = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, width))
        self.queries = nn.Sequential(
            nn.Conv1d(shape.mels, width, 5, padding=2),
            nn.ReLU(),
            nn.Conv1d(width, width, 3, padding=1),
            nn.ReLU(),
            nn.Conv1d(width, width, 1),
        )

    def forward(self, symbol_BU: Tensor, stress_BU: Tensor, mel_BCT: Tensor) -> Tensor:
        """Scores (B, T, U), the higher the nearer; NEVER for padding. Mels are scaled."""
        key_BUH = self.keys(self.symbol(symbol_BU) + self.stress(stress_BU))
        query_BTH = self.queries(mel_BCT).transpose(1, 2)
        distance_BTU = (
            query_BTH.square().sum(2)[:, :, None]
            - 2.0 * query_BTH @ key_BUH.transpose(1, 2)
            + key_BUH.square().sum(2)[:, None, :]
        )
        score_BTU = -distance_BTU / self.shape.channels**0.5
        return score_BTU.masked_fill((symbol_BU == 0)[:, None, :], NEVER)


def forward_sum_loss(score_BTU: Tensor, units_B: Tensor, frames_B: Tensor) -> Tensor:
    """Negative log-likelihood of all monotonic paths together, in nats a frame (scalar)."""
    log_BTU = nn.functional.pad(score_BTU, (1, 0), value=BLANK).log_softmax(dim=2)
    targets_BU = torch.arange(1, score_BTU.shape[2] + 1).expand(len(units_B), -1)
    loss_B = nn.functional.ctc_loss(
        log_BTU.transpose(0, 1).cpu(),
        targets_BU,
        frames_B.cpu(),
        units_B.cpu(),
        reduction="none",
        zero_infinity=True,
    )
    return (loss_B / frames_B.cpu()).mean()


@lru_cache(maxsize=4096)
def diagonal_prior(frames: int, units: int) -> Tensor:
    """Log beta-binomial prior (T, U): phones come in order and at an even pace (as the paper)."""
    from scipy.stats import betabinom

    t = np.arange(1, frames + 1)[:, None]
    log = betabinom.logpmf(np.arange(units)[None, :], units - 1, t, frames + 1 - t)
    return torch.from_numpy(log.astype(np.float32)).clamp(min=NEVER)
