"""Training of the vocoder: spectral losses alone at first, then against its critics.

All randomness of a step comes from `generator(seed, step)`; a resumed run therefore ends in
the same bytes as one that was never stopped (CPU, fixed threads).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import DB_PER_NAT, LogMel, MelContract
from voxloom.audio.wave.sound import Samples
from voxloom.core.determinism import generator
from voxloom.core.device import autocast
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.voice.vocoder.model.network import Vocoder, VocoderShape
from voxloom.systems.voice.vocoder.train.discriminators import (
    Discriminators,
    critics_loss,
    deception_loss,
    feature_loss,
)
from voxloom.systems.voice.vocoder.train.params import VocoderParams
from voxloom.systems.voice.vocoder.train.stft_loss import resolutions, stft_loss
from voxloom.systems.voice.vocoder.train.waves import wave_stream
from voxloom.training.checkpoint import Tensors
from voxloom.training.loop import Loop, Point, Step

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

    def curve(self) -> Tensors:
        """What the curve shows of it."""
        return {
            "train_mel_error_db": self.mel.detach().double() * DB_PER_NAT,
            "train_stft": self.stft.detach(),
            "train_deception": self.deception.detach(),
            "train_features": self.features.detach(),
            "train_critics": self.critics.detach(),
        }


@dataclass(frozen=True)
class VocoderData:
    """Natural waveforms at the contract's rate, and the VAE whose mels the vocoder will hear."""

    train: Sequence[Samples]
    validation: Sequence[Samples]
    vae: SpeechVae


class VocoderTrainer(Loop):
    """The vocoder and its critics: both sides' weights and optimizers go into the checkpoint."""

    def __init__(
        self, model: Vocoder, critics: Discriminators, data: VocoderData, params: VocoderParams
    ) -> None:
        check_crop(params, model.contract)
        self.model, self.critics, self.params = model, critics, params
        self.optimizer = _optimizer(model, params)
        self.critics_optimizer = _optimizer(critics, params)
        super().__init__(
            {"model": model, "critics": critics},
            {"optimizer": self.optimizer, "critics_optimizer": self.critics_optimizer},
            params,
        )
        self.device, self.contract = model.mean.device, model.contract
        self.vae = data.vae.to(self.device).eval().requires_grad_(False)
        self.mel = LogMel(self.contract).to(self.device)
        self.data = wave_stream(data.train, self._samples(), self.device)
        self.validation = [torch.from_numpy(wave)[None].to(self.device) for wave in data.validation]

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
        mel_BCT, natural_BN = self._batch(random)
        with autocast(self.params.precision, self.device):
            made_BN = self.model(mel_BCT)
        losses = self._losses(natural_BN, made_BN)
        loss = losses.total()
        self.descend(self.optimizer, loss, clip=None)
        self.average_weights()
        return Step(loss.detach(), losses.curve())

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
        error = copy_error(self.model, self.mel, self.validation)
        chosen = self.step > self.params.adversarial_from or (
            self.params.adversarial_from >= self.params.steps
        )
        return error if chosen else math.inf, {"validation_mel_error_db": error * DB_PER_NAT}


def _optimizer(network: nn.Module, params: VocoderParams) -> torch.optim.AdamW:
    """With Vocos' momenta."""
    return torch.optim.AdamW(network.parameters(), lr=params.learning_rate, betas=(0.8, 0.9))


def build_critics(contract: MelContract) -> Discriminators:
    return Discriminators(resolutions(contract.n_fft))


def check_crop(params: VocoderParams, contract: MelContract) -> None:
    """Raises VoxloomError for crops that the longest window of the losses does not fit into."""
    longest = max(resolutions(contract.n_fft))
    least = 1 + -(-longest // contract.hop)
    if params.crop < least:
        raise VoxloomError(
            f"voice.vocoder.crop: {params.crop} frames are shorter than {longest} samples, "
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


def vocoder_shape(params: VocoderParams, mels: int) -> VocoderShape:
    """The size of the network that these parameters ask for."""
    return VocoderShape(mels, params.channels, params.blocks)
