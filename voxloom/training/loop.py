"""A training whose every step can be replayed, whatever is trained.

All randomness of a step comes from `generator(seed, step)`; a resumed run therefore ends in
the same bytes as one that was never stopped (CPU, fixed threads).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from voxloom.determinism import generator
from voxloom.progress import progress_bar
from voxloom.training.checkpoint import (
    Checkpoint,
    CheckpointFolder,
    Tensors,
    optimizer_tensors,
    pack,
    restore_optimizer,
    unpack,
)

Point = dict[str, float]


class Schedule(Protocol):
    """What every training's parameters say."""

    @property
    def steps(self) -> int: ...
    @property
    def learning_rate(self) -> float: ...
    @property
    def warmup_steps(self) -> int: ...
    @property
    def clip(self) -> float: ...
    @property
    def ema(self) -> float: ...
    @property
    def validate_every(self) -> int: ...
    @property
    def seed(self) -> int: ...


@dataclass(frozen=True)
class Trained:
    """The averaged weights that were best on the validation split, and the curve there."""

    weights: Tensors
    history: list[Point]
    best_step: int


class Loop(ABC):
    """Owns what a checkpoint must hold: weights, averaged weights, optimizer, curve."""

    def __init__(self, model: nn.Module, schedule: Schedule) -> None:
        self.network, self.schedule = model, schedule
        self.optimizer = torch.optim.AdamW(
            model.parameters(), lr=schedule.learning_rate, betas=(0.9, 0.99), weight_decay=0.01
        )
        self.average = {name: p.detach().clone() for name, p in model.state_dict().items()}
        self.best = {name: value.clone() for name, value in self.average.items()}
        self.best_step, self.best_score = 0, math.inf
        self.history: list[Point] = []
        self.step = 0

    @abstractmethod
    def loss(self, random: torch.Generator) -> tuple[Tensor, Tensors]:
        """The loss of one batch (scalar), and scalars for the curve."""

    @abstractmethod
    def measure(self) -> tuple[float, Point]:
        """A score on the validation split (lower is better; of the averaged weights, which are
        loaded when this is called), and figures for the curve."""

    @abstractmethod
    def note(self) -> str:
        """The last point of the curve in a few words, for the progress bar."""

    def run(self, checkpoints: CheckpointFolder, label: str) -> Trained:
        """Train to the last step, from the folder's checkpoint where it has one."""
        self._resume(checkpoints)
        with progress_bar(label, self.schedule.steps) as advance:
            advance(self.step)
            while self.step < self.schedule.steps:
                parts = self.train_step()
                self.step += 1
                every = self.schedule.validate_every
                if self.step % every == 0 or self.step == self.schedule.steps:
                    self._validate(parts)
                    checkpoints.save(self._checkpoint())
                advance(1, self.note() if self.history else "")
        return Trained(self.best, self.history, self.best_step)

    def learning_rate(self) -> float:
        """Linear warm-up, then half a cosine down to nothing (Loshchilov and Hutter, 2017)."""
        schedule = self.schedule
        if self.step < schedule.warmup_steps:
            return schedule.learning_rate * (self.step + 1) / schedule.warmup_steps
        done = (self.step - schedule.warmup_steps) / max(1, schedule.steps - schedule.warmup_steps)
        return schedule.learning_rate * 0.5 * (1.0 + math.cos(math.pi * done))

    def train_step(self) -> Tensors:
        random = generator(self.schedule.seed, self.step)
        torch.manual_seed(random.initial_seed())  # dropout draws from the global generator
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate()
        self.network.train()
        loss, parts = self.loss(random)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), self.schedule.clip)
        self.optimizer.step()
        self._average_weights()
        return parts

    @torch.no_grad()
    def _average_weights(self) -> None:
        """Exponential moving average; its decay grows from 0 so that the start is forgotten."""
        decay = min(self.schedule.ema, (self.step + 1) / (self.step + 10))
        for name, value in self.network.state_dict().items():
            self.average[name].lerp_(value, 1.0 - decay)

    @contextmanager
    def _averaged(self) -> Iterator[None]:
        """The network with its averaged weights, in evaluation mode."""
        current = {name: p.detach().clone() for name, p in self.network.state_dict().items()}
        self.network.load_state_dict(self.average)
        self.network.eval()
        with torch.no_grad():
            yield
        self.network.load_state_dict(current)

    def _validate(self, parts: Tensors) -> None:
        """Measure the averaged weights on the validation split; keep them when best so far."""
        with self._averaged():
            score, figures = self.measure()
        if score < self.best_score:
            self.best_score, self.best_step = score, self.step
            self.best = {name: value.clone() for name, value in self.average.items()}
        train = {name: part.item() for name, part in parts.items()}
        rate = {"learning_rate": self.learning_rate()}
        self.history.append({"step": float(self.step), **train, **figures, **rate})

    def _checkpoint(self) -> Checkpoint:
        state: dict[str, Any] = {
            "step": self.step,
            "history": self.history,
            "best_step": self.best_step,
            "best_score": self.best_score,
        }
        tensors = {
            **pack("model", self.network.state_dict()),
            **pack("average", self.average),
            **pack("best", self.best),
            **pack("optimizer", optimizer_tensors(self.optimizer)),
        }
        return Checkpoint(tensors, state)

    def _resume(self, checkpoints: CheckpointFolder) -> None:
        checkpoint = checkpoints.load()
        if checkpoint is None:
            return
        device = next(self.network.parameters()).device
        tensors = {name: t.to(device) for name, t in checkpoint.tensors.items()}
        self.network.load_state_dict(unpack("model", tensors))
        self.average, self.best = unpack("average", tensors), unpack("best", tensors)
        restore_optimizer(self.optimizer, unpack("optimizer", tensors))
        self.step = checkpoint.state["step"]
        self.history = checkpoint.state["history"]
        self.best_step = checkpoint.state["best_step"]
        self.best_score = checkpoint.state["best_score"]
