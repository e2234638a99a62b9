"""What a training came to, compared."""

from __future__ import annotations

import torch

from voxloom.training.loop import Trained


def same(first: Trained, second: Trained) -> bool:
    """To the bit."""
    return (
        first.history == second.history
        and first.best_step == second.best_step
        and all(torch.equal(first.weights[name], second.weights[name]) for name in first.weights)
    )
