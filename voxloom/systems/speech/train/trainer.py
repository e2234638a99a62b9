"""Training of the speech VAE."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.core.device import autocast
from voxloom.nets.gaussian import kl_with_free_bits
from voxloom.systems.speech.model.figures import BITS_PER_NAT, measure_utterances
from voxloom.systems.speech.model.vae import SpeechVae, SpeechVaeShape
from voxloom.systems.speech.train.augment import frames_needed, hide, vary_speech
from voxloom.systems.speech.train.data import MelStream
from voxloom.systems.speech.train.params import VaeParams
from voxloom.training.checkpoint import Tensors
from voxloom.training.loop import DescentLoop, Point


@dataclass(frozen=True)
class Losses:
    """The parts of one step's loss; each is a scalar."""

    reconstruction: Tensor  # nats a mel frame: absolute error summed over bins
    kl: Tensor  # nats a latent frame, free bits applied
    kl_raw: Tensor  # nats a latent frame
    voicing: Tensor  # nats a mel frame

    def total(self, beta: float, stride: int, auxiliary: float) -> Tensor:
        return self.reconstruction + beta * self.kl / stride + auxiliary * self.voicing


class VaeTrainer(DescentLoop):
    def __init__(
        self, model: SpeechVae, train: MelStream, validation: list[Tensor], params: VaeParams
    ) -> None:
        super().__init__(model, params)
        self.model, self.data, self.validation, self.params = model, train, validation, params
        self.device = train.mel_NC.device
        self.floor = math.log(model.contract.floor)

    def note(self) -> str:
        last = self.history[-1]
        return (
            f"validation {last['validation_mel_error_db']:.2f} dB at "
            f"{last['validation_kl_bits_per_s'] / 1000:.2f} kbit/s"
        )

    def loss(self, random: torch.Generator) -> tuple[Tensor, Tensors]:
        params = self.params
        with autocast(self.params.precision, self.device):
            losses = self._losses(*self._batch(random), random)
            loss = losses.total(self.beta(), params.stride, params.auxiliary)
        return loss, {
            "train_mel_error_db": losses.reconstruction.detach()
            * (DB_PER_NAT / self.model.shape.mels),
            "train_kl_bits_per_s": losses.kl_raw.detach() * self._bits_per_second(1.0),
        }

    def measure(self) -> tuple[float, Point]:
        error, kl = measure_utterances(self.model, self.validation)
        score = error * self.model.shape.mels + self.params.beta * kl / self.params.stride
        return score, {
            "validation_mel_error_db": error * DB_PER_NAT,
            "validation_kl_bits_per_s": self._bits_per_second(kl),
            "beta": self.beta(),
        }

    def beta(self) -> float:
        warmup = self.params.beta_warmup_steps
        return self.params.beta * min(1.0, (self.step + 1) / warmup if warmup else 1.0)

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

    def _bits_per_second(self, nats_per_frame: float) -> float:
        return nats_per_frame * BITS_PER_NAT * self.model.latent_frames_per_second


def vae_shape(params: VaeParams, mels: int) -> SpeechVaeShape:
    """The size of the network that these parameters ask for."""
    return SpeechVaeShape(
        params.form, mels, params.latent, params.stride, params.channels, params.blocks
    )
