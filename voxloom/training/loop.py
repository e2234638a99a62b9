"""A training whose every step can be replayed, whatever is trained.

All randomness of a step comes from `generator(seed, step)`; a resumed run therefore ends in
the same bytes as one that was never stopped (CPU, fixed threads).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from voxloom.core.artifact import pack, unpack
from voxloom.core.determinism import generator
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo, progress_bar
from voxloom.training.checkpoint import (
    Checkpoint,
    CheckpointFolder,
    Tensors,
    optimizer_tensors,
    restore_optimizer,
)

Point = dict[str, float]


class Schedule(Protocol):
    """What every training's parameters say."""

    @property
    def steps(self) -> int: ...
    @property
    def learning_rate(self) -> float: ...
    @property
    def ema(self) -> float: ...
    @property
    def validate_every(self) -> int: ...
    @property
    def seed(self) -> int: ...


class DescentSchedule(Schedule, Protocol):
    """What a training that follows one loss says beside that."""

    @property
    def warmup_steps(self) -> int: ...
    @property
    def clip(self) -> float: ...


@dataclass(frozen=True)
class Trained:
    """The averaged weights that were best on the validation split, and the curve there."""

    weights: Tensors
    history: list[Point]
    best_step: int


@dataclass(frozen=True)
class Step:
    """What one step came to: its loss, and scalars for the curve."""

    loss: Tensor
    parts: Tensors


class Diverged(VoxloomError):
    """A loss or a figure of a training is no number any more."""


class Loop(ABC):
    """Owns what a checkpoint must hold: weights, averaged weights, optimizers, curve.

    `modules` and `optimizers` go into the checkpoint under their names; the first module is the
    one that is averaged and measured.
    """

    def __init__(
        self,
        modules: Mapping[str, nn.Module],
        optimizers: Mapping[str, torch.optim.Optimizer],
        schedule: Schedule,
    ) -> None:
        self.modules, self.optimizers, self.schedule = modules, optimizers, schedule
        self.network = next(iter(modules.values()))
        self.average = {name: p.detach().clone() for name, p in self.network.state_dict().items()}
        self.best = {name: value.clone() for name, value in self.average.items()}
        self.best_step, self.best_score = 0, math.inf
        self.history: list[Point] = []
        self.step = 0

    @abstractmethod
    def train_step(self) -> Step:
        """Change the weights once."""

    @abstractmethod
    def learning_rate(self) -> float:
        """Of this step."""

    @abstractmethod
    def measure(self) -> tuple[float, Point]:
        """A score on the validation split (lower is better; of the averaged weights, which are
        loaded when this is called), and figures for the curve."""

    @abstractmethod
    def note(self) -> str:
        """The last point of the curve in a few words, for the progress bar."""

    def run(self, checkpoints: CheckpointFolder, label: str) -> Trained:
        """Train to the last step, from the folder's checkpoint where it has one.

        Raises Diverged, and leaves no checkpoint then: the next run starts anew.
        """
        self._resume(checkpoints)
        if self.step:
            echo(f"{label}: goes on at step {self.step}")
        try:
            with progress_bar(label, self.schedule.steps) as advance:
                advance(self.step)
                while self.step < self.schedule.steps:
                    self._train(checkpoints)
                    advance(1, self.note() if self.history else "")
        except Diverged:
            checkpoints.drop()
            raise
        return Trained(self.best, self.history, self.best_step)

    def _train(self, checkpoints: CheckpointFolder) -> None:
        """A step; now and then its validation and a checkpoint."""
        done = self.train_step()
        self.step += 1
        every = self.schedule.validate_every
        due = self.step % every == 0 or self.step == self.schedule.steps
        if due or done.loss.device.type == "cpu":  # a GPU would be waited for
            self._check_finite("loss", done.loss.item())
        if due:
            self._validate(done.parts)
            checkpoints.save(self._checkpoint())

    def _check_finite(self, name: str, value: float) -> None:
        if not math.isfinite(value):
            raise Diverged(
                f"training diverged at step {self.step} ({name}: {value}); lower learning_rate "
                f"(now {self.schedule.learning_rate:g}) in this stage's section of params.yaml"
            )

    def descend(self, optimizer: torch.optim.Optimizer, loss: Tensor, clip: float | None) -> None:
        """Follow a loss's gradient, cut to the norm `clip`, by one step."""
        for group in optimizer.param_groups:
            group["lr"] = self.learning_rate()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        if clip is not None:
            nn.utils.clip_grad_norm_(self.network.parameters(), clip)
        optimizer.step()

    @torch.no_grad()
    def average_weights(self) -> None:
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
        train = {name: part.item() for name, part in parts.items()}
        rate = {"learning_rate": self.learning_rate()}
        point = {"step": float(self.step), **train, **figures, **rate}
        for name, value in point.items():
            self._check_finite(name, value)
        if score < self.best_score:
            self.best_score, self.best_step = score, self.step
            self.best = {name: value.clone() for name, value in self.average.items()}
        self.history.append(point)

    def _checkpoint(self) -> Checkpoint:
        state: dict[str, Any] = {
            "step": self.step,
            "history": self.history,
            "best_step": self.best_step,
            "best_score": self.best_score,
        }
        tensors = {**pack("average", self.average), **pack("best", self.best)}
        for name, module in self.modules.items():
            tensors |= pack(name, module.state_dict())
        for name, optimizer in self.optimizers.items():
            tensors |= pack(name, optimizer_tensors(optimizer))
        return Checkpoint(tensors, state)

    def _resume(self, checkpoints: CheckpointFolder) -> None:
        checkpoint = checkpoints.load()
        if checkpoint is None:
            return
        device = next(self.network.parameters()).device
        tensors = {name: t.to(device) for name, t in checkpoint.tensors.items()}
        for name, module in self.modules.items():
            module.load_state_dict(unpack(name, tensors))
        for name, optimizer in self.optimizers.items():
            restore_optimizer(optimizer, unpack(name, tensors))
        self.average, self.best = unpack("average", tensors), unpack("best", tensors)
        self.step = checkpoint.state["step"]
        self.history = checkpoint.state["history"]
        self.best_step = checkpoint.state["best_step"]
        self.best_score = checkpoint.state["best_score"]


class DescentLoop(Loop):
    """One network that follows one loss, after a warm-up."""

    def __init__(self, network: nn.Module, schedule: DescentSchedule) -> None:
        optimizer = torch.optim.AdamW(
            network.parameters(), lr=schedule.learning_rate, betas=(0.9, 0.99), weight_decay=0.01
        )
        super().__init__({"model": network}, {"optimizer": optimizer}, schedule)
        self.optimizer, self.descent = optimizer, schedule

    @abstractmethod
    def loss(self, random: torch.Generator) -> tuple[Tensor, Tensors]:
        """The loss of one batch (scalar), and scalars for the curve."""

    def train_step(self) -> Step:
        random = generator(self.schedule.seed, self.step)
        torch.manual_seed(random.initial_seed())  # dropout draws from the global generator
        self.network.train()
        loss, parts = self.loss(random)
        self.descend(self.optimizer, loss, self.descent.clip)
        self.average_weights()
        return Step(loss.detach(), parts)

    def learning_rate(self) -> float:
        """Linear warm-up, then half a cosine down to nothing (Loshchilov and Hutter, 2017)."""
        schedule = self.descent
        if self.step < schedule.warmup_steps:
            return schedule.learning_rate * (self.step + 1) / schedule.warmup_steps
        done = (self.step - schedule.warmup_steps) / max(1, schedule.steps - schedule.warmup_steps)
        return schedule.learning_rate * 0.5 * (1.0 + math.cos(math.pi * done))
