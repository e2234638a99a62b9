"""How much a latent space carries.

kl_TD: (frames, dimensions), KL divergence from the prior in nats, a value a latent frame and
dimension.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.floating[Any]]


def kl_per_dimension(kl_TD: Values) -> NDArray[np.float64]:
    """(T, D) -> (D,): mean over the frames, nats a frame."""
    return np.asarray(kl_TD.mean(axis=0, dtype=np.float64))


def kl_bits_per_second(kl_TD: Values, latent_frames_per_second: float) -> float:
    """The rate of the latent code: the KL summed over dimensions, in bits a second of audio."""
    nats_a_frame = float(kl_per_dimension(kl_TD).sum())
    return float(nats_a_frame / np.log(2.0) * latent_frames_per_second)


def active_units(kl_per_dimension_D: Values, threshold_nats: float) -> int:
    """Dimensions in use: those whose mean KL is above the threshold (nats a frame).

    The KL criterion, not the variance of posterior means of Burda et al. (2016).
    """
    return int((kl_per_dimension_D > threshold_nats).sum())
