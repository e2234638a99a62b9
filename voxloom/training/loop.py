"""Training of the speech VAE: a plain loop whose every step can be replayed.

All randomness of a step comes from `generator(seed, step)`; a resumed run therefore ends in
the same bytes as one that was never stopped (CPU, fixed threads).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from voxloom.audio.mel import DB_PER_NAT
from voxloom.determinism import generator
from voxloom.models.gaussian import DiagonalGaussian, kl_with_free_bits
from voxloom.models.speech_vae import SpeechVae
from voxloom.params import VaeParams
from voxloom.progress import progress_bar
from voxloom.training.augment import frames_needed, hide, vary_speech
from voxloom.training.checkpoint import (
    Checkpoint,
    CheckpointFolder,
    Tensors,
    optimizer_tensors,
    pack,
    restore_optimizer,
    unpack,
)
from voxloom.training.data import MelStream

BITS_PER_NAT = 1.0 / math.log(2.0)

Point = dict[str, float]


@dataclass(frozen=True)
class Losses:
    """The parts of one step's loss; each is a scalar."""

    reconstruction: Tensor  # nats a mel frame: absolute error summed over bins
    kl: Tensor  # nats a latent frame, free bits applied
    kl_raw: Tensor  # nats a latent frame
    voicing: Tensor  # nats a mel frame

    def total(self, beta: float, stride: int, auxiliary: float) -> Tensor:
        return self.reconstruction + beta * self.kl / stride + auxiliary * self.voicing


@dataclass(frozen=True)
class Trained:
    """The averaged weights that were best on the validation split, and the curve there."""

    weights: Tensors
    history: list[Point]
    best_step: int


class Trainer:
    """Owns what a checkpoint must hold: weights, averaged weights, optimizer, curve."""

    def __init__(
        self, model: SpeechVae, train: MelStream, validation: list[Tensor], params: VaeParams
    ) -> None:
        self.model, self.data, self.validation, self.params = model, train, validation, params
        self.device = train.mel_NC.device
        self.floor = math.log(model.contract.floor)
        self.optimizer = torch.optim.AdamW(
            model.parameters(), lr=params.learning_rate, betas=(0.9, 0.99), weight_decay=0.01
        )
        self.average = {name: p.detach().clone() for name, p in model.state_dict().items()}
        self.best, self.best_step, self.best_loss = dict(self.average), 0, math.inf
        self.history: list[Point] = []
        self.step = 0

    def run(self, checkpoints: CheckpointFolder, label: str) -> Trained:
        """Train to the last step, from the folder's checkpoint where it has one."""
        self._resume(checkpoints)
        with progress_bar(label, self.params.steps) as advance:
            advance(self.step)
            while self.step < self.params.steps:
                losses = self.train_step()
                self.step += 1
                if self.step % self.params.validate_every == 0 or self.step == self.params.steps:
                    self._validate(losses)
                    checkpoints.save(self._checkpoint())
                advance(1, self._note())
        return Trained(self.best, self.history, self.best_step)

    def _note(self) -> str:
        if not self.history:
            return ""
        last = self.history[-1]
        return (
            f"validation {last['validation_mel_error_db']:.2f} dB at "
            f"{last['validation_kl_bits_per_s'] / 1000:.2f} kbit/s"
        )

    def learning_rate(self) -> float:
        """Linear warm-up, then half a cosine down to nothing (Loshchilov and Hutter, 2017)."""
        params = self.params
        if self.step < params.warmup_steps:
            return params.learning_rate * (self.step + 1) / params.warmup_steps
        done = (self.step - params.warmup_steps) / max(1, params.steps - params.warmup_steps)
        return params.learning_rate * 0.5 * (1.0 + math.cos(math.pi * done))

    def beta(self) -> float:
        warmup = self.params.beta_warmup_steps
        return self.params.beta * min(1.0, (self.step + 1) / warmup if warmup else 1.0)

    def _autocast(self) -> torch.autocast:
        precision = self.params.precision
        wanted = precision == "bf16" or (precision == "auto" and self.device.type == "cuda")
        able = self.device.type == "cpu" or torch.cuda.is_bf16_supported()
        return torch.autocast(self.device.type, torch.bfloat16, enabled=wanted and able)

    def _batch(self, random: torch.Generator) -> tuple[Tensor, Tensor]:
        params = self.params
        length = frames_needed(params.crop, params.augment)
        last = len(self.data.mel_NC) - length
        starts = torch.randint(0, last + 1, (params.batch,), generator=random).to(self.device)
        mel_BCT, voiced_BT = self.data.crops(starts, length)
        mel_BCT = vary_speech(mel_BCT, params.crop, self.floor, params.augment, random)
        return mel_BCT, voiced_BT[:, : params.crop]

    def _losses(self, mel_BCT: Tensor, voiced_BT: Tensor, random: torch.Generator) -> Losses:
        model = self.model
        posterior = model.encode_scaled(hide(model.scale(mel_BCT), self.params.augment, random))
        noise = torch.randn(posterior.mean.shape, generator=random).to(self.device)
        z_BDL = posterior.sample(noise)
        error_BCT = (model.decode(z_BDL) - mel_BCT).abs()
        kl_BDL = posterior.kl()
        voicing = torch.zeros((), device=self.device)
        if self.params.auxiliary:
            logits_BT = model.voicing_logits(z_BDL)
            voicing = nn.functional.binary_cross_entropy_with_logits(logits_BT, voiced_BT)
        return Losses(
            reconstruction=error_BCT.sum(dim=1).mean(),
            kl=kl_with_free_bits(kl_BDL, self.params.free_bits),
            kl_raw=kl_BDL.sum(dim=1).mean(),
            voicing=voicing,
        )

    def train_step(self) -> Losses:
        params, random = self.params, generator(self.params.seed, self.step)
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate()
        self.model.train()
        with self._autocast():
            losses = self._losses(*self._batch(random), random)
            loss = losses.total(self.beta(), params.stride, params.auxiliary)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), params.clip)
        self.optimizer.step()
        self._average_weights()
        return losses

    @torch.no_grad()
    def _average_weights(self) -> None:
        """Exponential moving average; its decay grows from 0 so that the start is forgotten."""
        decay = min(self.params.ema, (self.step + 1) / (self.step + 10))
        for name, value in self.model.state_dict().items():
            self.average[name].lerp_(value, 1.0 - decay)

    def _validate(self, losses: Losses) -> None:
        """Measure the averaged weights on the validation split; keep them when best so far."""
        current = {name: p.detach().clone() for name, p in self.model.state_dict().items()}
        self.model.load_state_dict(self.average)
        error, kl = measure_utterances(self.model, self.validation)
        self.model.load_state_dict(current)
        bins, stride = self.model.shape.mels, self.params.stride
        loss = error * bins + self.params.beta * kl / stride
        if loss < self.best_loss:
            self.best_loss, self.best_step = loss, self.step
            self.best = {name: value.clone() for name, value in self.average.items()}
        self.history.append(
            {
                "step": float(self.step),
                "train_mel_error_db": losses.reconstruction.item() / bins * DB_PER_NAT,
                "train_kl_bits_per_s": self._bits_per_second(losses.kl_raw.item()),
                "validation_mel_error_db": error * DB_PER_NAT,
                "validation_kl_bits_per_s": self._bits_per_second(kl),
                "beta": self.beta(),
                "learning_rate": self.learning_rate(),
            }
        )

    def _bits_per_second(self, nats_per_frame: float) -> float:
        return nats_per_frame * BITS_PER_NAT * self.model.latent_frames_per_second

    def _checkpoint(self) -> Checkpoint:
        state: dict[str, Any] = {
            "step": self.step,
            "history": self.history,
            "best_step": self.best_step,
            "best_loss": self.best_loss,
        }
        tensors = {
            **pack("model", self.model.state_dict()),
            **pack("average", self.average),
            **pack("best", self.best),
            **pack("optimizer", optimizer_tensors(self.optimizer)),
        }
        return Checkpoint(tensors, state)

    def _resume(self, checkpoints: CheckpointFolder) -> None:
        checkpoint = checkpoints.load()
        if checkpoint is None:
            return
        tensors = {name: t.to(self.device) for name, t in checkpoint.tensors.items()}
        self.model.load_state_dict(unpack("model", tensors))
        self.average, self.best = unpack("average", tensors), unpack("best", tensors)
        restore_optimizer(self.optimizer, unpack("optimizer", tensors))
        self.step = checkpoint.state["step"]
        self.history = checkpoint.state["history"]
        self.best_step = checkpoint.state["best_step"]
        self.best_loss = checkpoint.state["best_loss"]


@torch.no_grad()
def measure_utterances(model: SpeechVae, mels: list[Tensor]) -> tuple[float, float]:
    """(mean absolute error in nats, mean KL in nats a latent frame) of posterior means.

    Means over all frames, as `reconstruct` decodes them.
    """
    model.eval()
    error = kl = 0.0
    frames = latent_frames = 0
    for mel_BCT in mels:
        posterior: DiagonalGaussian = model.encode(mel_BCT)
        length = mel_BCT.shape[2]
        decoded = model.decode(posterior.mean)[:, :, :length]
        error += float((decoded - mel_BCT).abs().mean(dim=1).sum())
        kl += float(posterior.kl().sum())
        frames, latent_frames = frames + length, latent_frames + posterior.mean.shape[2]
    return error / frames, kl / latent_frames
