"""Training of the vocoder: spectral losses alone at first, then against its critics.

All randomness of a step comes from `generator(seed, step)`; a resumed run therefore ends in
the same bytes as one that was never stopped (CPU, fixed threads).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from voxloom.audio.decode import Samples
from voxloom.audio.mel import DB_PER_NAT, LogMel, MelContract
from voxloom.determinism import generator
from voxloom.errors import VoxloomError
from voxloom.models.discriminators import (
    Discriminators,
    critics_loss,
    deception_loss,
    feature_loss,
)
from voxloom.models.speech_vae import SpeechVae
from voxloom.models.vocoder import Vocoder
from voxloom.params import VocoderParams
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
from voxloom.training.loop import Point, Trained
from voxloom.training.stft_loss import resolutions, stft_loss
from voxloom.training.waves import wave_stream

MEL_WEIGHT = 45.0  # as in Vocos
STFT_WEIGHT = 10.0  # during the warm-up: about as much gradient as the mel loss gives
GAIN_DB = 6.0  # +- uniform, so that the loudness of what it is fed does not matter


@dataclass(frozen=True)
class Losses:
    """The parts of one step's loss; each is a scalar, 0 where the step does without."""

    mel: Tensor  # nats: absolute error a mel bin
    stft: Tensor
    deception: Tensor
    features: Tensor
    critics: Tensor  # what the critics were trained on, no part of the vocoder's loss

    def total(self) -> Tensor:
        """The vocoder's; the mel weight and those of the critics' families are Vocos'."""
        return MEL_WEIGHT * self.mel + STFT_WEIGHT * self.stft + self.deception + self.features


@dataclass(frozen=True)
class VocoderData:
    """Natural waveforms at the contract's rate, and the VAE whose mels the vocoder will hear."""

    train: Sequence[Samples]
    validation: Sequence[Samples]
    vae: SpeechVae


class VocoderTrainer:
    """Owns what a checkpoint must hold: both sides' weights and optimizers, average, curve."""

    def __init__(
        self, model: Vocoder, critics: Discriminators, data: VocoderData, params: VocoderParams
    ) -> None:
        check_crop(params, model.contract)
        self.model, self.critics, self.params = model, critics, params
        self.device, self.contract = model.mean.device, model.contract
        self.vae = data.vae.to(self.device).eval().requires_grad_(False)
        self.mel = LogMel(self.contract).to(self.device)
        self.data = wave_stream(data.train, self._samples(), self.device)
        self.validation = [torch.from_numpy(wave)[None].to(self.device) for wave in data.validation]
        self.optimizer = self._optimizer(model)
        self.critics_optimizer = self._optimizer(critics)
        self.average = {name: p.detach().clone() for name, p in model.state_dict().items()}
        self.best = {name: value.clone() for name, value in self.average.items()}
        self.best_step, self.best_score = 0, math.inf
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
                advance(1, self.note() if self.history else "")
        return Trained(self.best, self.history, self.best_step)

    def note(self) -> str:
        return f"validation {self.history[-1]['validation_mel_error_db']:.2f} dB"

    def learning_rate(self) -> float:
        """Half a cosine down to nothing (Loshchilov and Hutter, 2017), without warm-up."""
        return (
            self.params.learning_rate
            * 0.5
            * (1 + math.cos(math.pi * self.step / self.params.steps))
        )

    @property
    def adversarial(self) -> bool:
        """Whether this step trains against the critics."""
        return self.step >= self.params.adversarial_from

    def train_step(self) -> Losses:
        random = generator(self.params.seed, self.step)
        self.model.train()
        mel_BCT, natural_BN = self._batch(random)
        with self._autocast():
            made_BN = self.model(mel_BCT)
        losses = self._losses(natural_BN, made_BN)
        self._descend(self.optimizer, losses.total())
        self._average_weights()
        return losses

    def _samples(self) -> int:
        """Samples a crop: every frame lies wholly in it, so that none is made up by padding."""
        return (self.params.crop - 1) * self.contract.hop + self.contract.n_fft

    def _batch(self, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """Mels (B, C, crop), nats, and the samples between their first and last frame's middle."""
        params, contract = self.params, self.contract
        last = len(self.data.samples_N) - self._samples()
        starts = torch.randint(0, last + 1, (params.batch,), generator=random).to(self.device)
        gain_db = GAIN_DB * (2.0 * torch.rand(params.batch, 1, generator=random) - 1.0)
        gain = 10.0 ** (gain_db / 20.0)
        wave_BN = self.data.crops(starts, self._samples()) * gain.to(self.device)
        middle = contract.n_fft // 2
        natural_BN = wave_BN[:, middle : middle + (params.crop - 1) * contract.hop]
        return self._decoded(self.mel.of_padded(wave_BN), random), natural_BN

    @torch.no_grad()
    def _decoded(self, mel_BCT: Tensor, random: torch.Generator) -> Tensor:
        """The batch with its first `decoded` share as the VAE gives it: posterior samples."""
        count = round(self.params.decoded * len(mel_BCT))
        if not count:
            return mel_BCT
        posterior = self.vae.encode(mel_BCT[:count])
        noise = torch.randn(posterior.mean.shape, generator=random).to(self.device)
        decoded_BCT = self.vae.decode(posterior.sample(noise))[:, :, : mel_BCT.shape[2]]
        return torch.cat([decoded_BCT, mel_BCT[count:]])

    def _losses(self, natural_BN: Tensor, made_BN: Tensor) -> Losses:
        # Without padding: what the ends of a crop would be reflected to says nothing.
        mel = (self.mel.of_padded(made_BN) - self.mel.of_padded(natural_BN)).abs().mean()
        zero = torch.zeros((), device=self.device)
        if not self.adversarial:
            n_ffts = resolutions(self.contract.n_fft)
            stft = stft_loss(natural_BN, made_BN, n_ffts, self.contract.floor)
            return Losses(mel, stft, zero, zero, zero)
        critics = self._train_critics(natural_BN, made_BN.detach())
        self.critics.requires_grad_(False)
        with self._autocast():
            made, natural = self.critics(made_BN), self.critics(natural_BN)
        self.critics.requires_grad_(True)
        return Losses(mel, zero, deception_loss(made), feature_loss(natural, made), critics)

    def _train_critics(self, natural_BN: Tensor, made_BN: Tensor) -> Tensor:
        with self._autocast():
            natural, made = self.critics(natural_BN), self.critics(made_BN)
        loss = critics_loss(natural, made)
        self._descend(self.critics_optimizer, loss)
        return loss.detach()

    def _optimizer(self, network: nn.Module) -> torch.optim.AdamW:
        """With Vocos' momenta."""
        return torch.optim.AdamW(
            network.parameters(), lr=self.params.learning_rate, betas=(0.8, 0.9)
        )

    def _descend(self, optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
        for group in optimizer.param_groups:
            group["lr"] = self.learning_rate()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()

    def _autocast(self) -> torch.autocast:
        precision = self.params.precision
        wanted = precision == "bf16" or (precision == "auto" and self.device.type == "cuda")
        able = self.device.type == "cpu" or torch.cuda.is_bf16_supported()
        return torch.autocast(self.device.type, torch.bfloat16, enabled=wanted and able)

    @torch.no_grad()
    def _average_weights(self) -> None:
        """Exponential moving average; its decay grows from 0 so that the start is forgotten."""
        decay = min(self.params.ema, (self.step + 1) / (self.step + 10))
        for name, value in self.model.state_dict().items():
            self.average[name].lerp_(value, 1.0 - decay)

    @contextmanager
    def _averaged(self) -> Iterator[None]:
        """The model with its averaged weights, in evaluation mode."""
        current = {name: p.detach().clone() for name, p in self.model.state_dict().items()}
        self.model.load_state_dict(self.average)
        self.model.eval()
        yield
        self.model.load_state_dict(current)

    def measure(self) -> tuple[float, Point]:
        """The score that chooses the weights, and figures for the curve.

        The warm-up's weights are never chosen where critics follow: they may have the smaller
        error and still buzz, which is what the critics are there for.
        """
        error = copy_error(self.model, self.mel, self.validation)
        chosen = self.step > self.params.adversarial_from or (
            self.params.adversarial_from >= self.params.steps
        )
        return error if chosen else math.inf, {"validation_mel_error_db": error * DB_PER_NAT}

    def _validate(self, losses: Losses) -> None:
        """Measure the averaged weights on the validation split; keep them when best so far."""
        with self._averaged():
            score, figures = self.measure()
        if score < self.best_score:
            self.best_score, self.best_step = score, self.step
            self.best = {name: value.clone() for name, value in self.average.items()}
        self.history.append(
            {
                "step": float(self.step),
                "train_mel_error_db": losses.mel.item() * DB_PER_NAT,
                "train_stft": losses.stft.item(),
                "train_deception": losses.deception.item(),
                "train_features": losses.features.item(),
                "train_critics": losses.critics.item(),
                **figures,
                "learning_rate": self.learning_rate(),
            }
        )

    def _checkpoint(self) -> Checkpoint:
        state: dict[str, Any] = {
            "step": self.step,
            "history": self.history,
            "best_step": self.best_step,
            "best_score": self.best_score,
        }
        tensors = {
            **pack("model", self.model.state_dict()),
            **pack("average", self.average),
            **pack("best", self.best),
            **pack("optimizer", optimizer_tensors(self.optimizer)),
            **pack("critics", self.critics.state_dict()),
            **pack("critics_optimizer", optimizer_tensors(self.critics_optimizer)),
        }
        return Checkpoint(tensors, state)

    def _resume(self, checkpoints: CheckpointFolder) -> None:
        checkpoint = checkpoints.load()
        if checkpoint is None:
            return
        tensors: Tensors = {name: t.to(self.device) for name, t in checkpoint.tensors.items()}
        self.model.load_state_dict(unpack("model", tensors))
        self.critics.load_state_dict(unpack("critics", tensors))
        self.average, self.best = unpack("average", tensors), unpack("best", tensors)
        restore_optimizer(self.optimizer, unpack("optimizer", tensors))
        restore_optimizer(self.critics_optimizer, unpack("critics_optimizer", tensors))
        self.step = checkpoint.state["step"]
        self.history = checkpoint.state["history"]
        self.best_step = checkpoint.state["best_step"]
        self.best_score = checkpoint.state["best_score"]


def build_critics(contract: MelContract) -> Discriminators:
    return Discriminators(resolutions(contract.n_fft))


def check_crop(params: VocoderParams, contract: MelContract) -> None:
    """Raises VoxloomError for crops that the longest window of the losses does not fit into."""
    longest = max(resolutions(contract.n_fft))
    least = 1 + -(-longest // contract.hop)
    if params.crop < least:
        raise VoxloomError(
            f"vocoder.crop: {params.crop} frames are shorter than {longest} samples, "
            f"the longest window of the losses; use {least} or more"
        )


@torch.no_grad()
def copy_error(model: Vocoder, mel: LogMel, waves: Sequence[Tensor]) -> float:
    """Mean absolute error in nats between the mels of natural and copied waveforms (1, N).

    Means over all frames of the waveforms, whole.
    """
    model.eval()
    error, frames = 0.0, 0
    for wave in waves:
        natural_BCT = mel(wave)
        made_BCT = mel(model(natural_BCT))
        error += float((made_BCT - natural_BCT).abs().mean(dim=1).sum())
        frames += natural_BCT.shape[2]
    return error / frames
