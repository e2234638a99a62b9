"""Training of the form `vocos`: spectral losses alone at first, then against its critics.

All randomness of a step comes from `generator(seed, step)`; a resumed run therefore ends in
the same bytes as one that was never stopped (CPU, fixed threads).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import DB_PER_NAT, MelContract
from voxloom.core.determinism import generator
from voxloom.core.device import autocast
from voxloom.systems.voice.vocoder.model.vocos import Vocos
from voxloom.systems.voice.vocoder.train.crops import Crops, VocoderData, check_crop, copy_error
from voxloom.systems.voice.vocoder.train.discriminators import (
    Discriminators,
    critics_loss,
    deception_loss,
    feature_loss,
)
from voxloom.systems.voice.vocoder.train.params import VocosParams
from voxloom.systems.voice.vocoder.train.stft_loss import resolutions, stft_loss
from voxloom.training.checkpoint import Tensors
from voxloom.training.loop import Loop, Point, Step

CROP = "voice.vocoder.vocos.crop"
MEL_WEIGHT = 45.0  # as in Vocos
STFT_WEIGHT = 10.0  # during the warm-up: about as much gradient as the mel loss gives


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

    def curve(self) -> Tensors:
        """What the curve shows of it."""
        return {
            "train_mel_error_db": self.mel.detach().double() * DB_PER_NAT,
            "train_stft": self.stft.detach(),
            "train_deception": self.deception.detach(),
            "train_features": self.features.detach(),
            "train_critics": self.critics.detach(),
        }


class VocosTrainer(Loop):
    """The vocoder and its critics: both sides' weights and optimizers go into the checkpoint."""

    def __init__(
        self, model: Vocos, critics: Discriminators, data: VocoderData, params: VocosParams
    ) -> None:
        check_crop(params, model.contract, max(resolutions(model.contract.n_fft)), CROP)
        self.model, self.critics, self.params = model, critics, params
        self.optimizer = _optimizer(model, params)
        self.critics_optimizer = _optimizer(critics, params)
        super().__init__(
            {"model": model, "critics": critics},
            {"optimizer": self.optimizer, "critics_optimizer": self.critics_optimizer},
            params,
        )
        self.device, self.contract = model.mean.device, model.contract
        self.crops = Crops(data, model.contract, params, self.device)

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

    def train_step(self) -> Step:
        random = generator(self.params.seed, self.step)
        self.model.train()
        batch = self.crops.draw(random)
        with autocast(self.params.precision, self.device):
            made_BN = self.model.vocode(batch.mel_BCT)
        losses = self._losses(batch.natural_BN, made_BN)
        loss = losses.total()
        self.descend(self.optimizer, loss, clip=None)
        self.average_weights()
        return Step(loss.detach(), losses.curve())

    def _losses(self, natural_BN: Tensor, made_BN: Tensor) -> Losses:
        mel = self.crops.mel_error(natural_BN, made_BN)
        zero = torch.zeros((), device=self.device)
        if not self.adversarial:
            n_ffts = resolutions(self.contract.n_fft)
            stft = stft_loss(natural_BN, made_BN, n_ffts, self.contract.floor)
            return Losses(mel, stft, zero, zero, zero)
        critics = self._train_critics(natural_BN, made_BN.detach())
        self.critics.requires_grad_(False)
        with autocast(self.params.precision, self.device):
            made, natural = self.critics(made_BN), self.critics(natural_BN)
        self.critics.requires_grad_(True)
        return Losses(mel, zero, deception_loss(made), feature_loss(natural, made), critics)

    def _train_critics(self, natural_BN: Tensor, made_BN: Tensor) -> Tensor:
        with autocast(self.params.precision, self.device):
            natural, made = self.critics(natural_BN), self.critics(made_BN)
        loss = critics_loss(natural, made)
        self.descend(self.critics_optimizer, loss, clip=None)
        return loss.detach()

    def measure(self) -> tuple[float, Point]:
        """The score that chooses the weights, and figures for the curve.

        The warm-up's weights are never chosen where critics follow: they may have the smaller
        error and still buzz, which is what the critics are there for.
        """
        error = copy_error(self.model, self.crops.mel, self.crops.validation)
        chosen = self.step > self.params.adversarial_from or (
            self.params.adversarial_from >= self.params.steps
        )
        return error if chosen else math.inf, {"validation_mel_error_db": error * DB_PER_NAT}


def _optimizer(network: nn.Module, params: VocosParams) -> torch.optim.AdamW:
    """With Vocos' momenta."""
    return torch.optim.AdamW(network.parameters(), lr=params.learning_rate, betas=(0.8, 0.9))


def build_critics(contract: MelContract) -> Discriminators:
    return Discriminators(resolutions(contract.n_fft))
