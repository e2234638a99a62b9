"""The source of a source-filter vocoder: a pulse train at the fundamental frequency.

Tensor names carry shapes: B batch, J fine frames, N samples.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

AT_A_PULSE = 1e-4  # |sin(phase / 2)| below which the sum is taken at its limit


def stretch(values_BJ: Tensor, hop: int, samples: int) -> Tensor:
    """Values at every `hop`-th sample -> lines between them (B, N), N <= (J - 1) * hop."""
    first_BJ1, second_BJ1 = values_BJ[:, :-1, None], values_BJ[:, 1:, None]
    place = torch.arange(hop, device=values_BJ.device) / hop
    return (first_BJ1 + (second_BJ1 - first_BJ1) * place).flatten(1)[:, :samples]


def harmonic_sum(phase_BN: Tensor, count_BN: Tensor) -> Tensor:
    """cos(phase) + cos(2 phase) + ... + cos(count phase), by Dirichlet's kernel."""
    half = torch.sin(0.5 * phase_BN)
    pulse = half.abs() < AT_A_PULSE
    quotient = torch.sin((count_BN + 0.5) * phase_BN) / torch.where(pulse, 1.0, half)
    return 0.5 * (torch.where(pulse, 2.0 * count_BN + 1.0, quotient) - 1.0)


def pulse_train(log_f0_BJ: Tensor, hop: int, rate: int, samples: int) -> Tensor:
    """ln(Hz) at every `hop`-th sample -> all harmonics below half the rate, of power 1 together.

    Band-limited: nothing is folded back, at any fundamental frequency.
    """
    f0_BN = stretch(log_f0_BJ, hop, samples).exp()
    cycles_BN = torch.cumsum(f0_BN.double() / rate, dim=1)  # floats lose phase within seconds
    phase_BN = (2.0 * math.pi * (cycles_BN - cycles_BN.floor())).float()
    count_BN = (0.5 * rate / f0_BN).ceil() - 1.0
    return harmonic_sum(phase_BN, count_BN) * torch.sqrt(2.0 / count_BN)
