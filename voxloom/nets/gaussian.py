"""The diagonal Gaussian posterior; the only module that computes a KL divergence."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

LOG_STD_RANGE = (-7.0, 2.0)  # keeps exp() and the KL finite early in training


@dataclass(frozen=True)
class DiagonalGaussian:
    """q(z|x) = N(mean, exp(log_std)^2); both tensors have the latent's shape."""

    mean: Tensor
    log_std: Tensor

    @classmethod
    def from_moments(cls, moments_BDL: Tensor) -> DiagonalGaussian:
        """Split (B, 2 D, L) into mean and (clamped) log standard deviation."""
        mean, log_std = moments_BDL.float().chunk(2, dim=1)
        return cls(mean, log_std.clamp(*LOG_STD_RANGE))

    def sample(self, noise: Tensor) -> Tensor:
        """The reparameterised sample mean + std * noise (Kingma and Welling, 2013)."""
        return self.mean + self.log_std.exp() * noise

    def kl(self) -> Tensor:
        """KL(q || N(0, 1)) in nats, element by element (Kingma and Welling, 2013, appendix B)."""
        return 0.5 * (self.mean.square() + (2.0 * self.log_std).exp() - 1.0) - self.log_std


def kl_with_free_bits(kl_BDL: Tensor, free_nats: float) -> Tensor:
    """Mean KL a latent frame (scalar, nats); a dimension's mean below `free_nats` is not pushed.

    Free bits of Kingma et al. (2016), with the minibatch mean a dimension.
    """
    per_dimension = kl_BDL.mean(dim=(0, 2))
    return torch.clamp(per_dimension, min=free_nats).sum()
