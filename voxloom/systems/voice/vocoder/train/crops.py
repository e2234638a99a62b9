"""What a vocoder is trained on: crops of natural speech, their mels, and mels of the VAE.

Tensor names carry shapes: B batch, C mel bins, T mel frames, N samples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import torch
from torch import Tensor

from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.wave.sound import Samples
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.voice.vocoder.model.base import VocoderNetwork
from voxloom.systems.voice.vocoder.train.waves import wave_stream

GAIN_DB = 6.0  # +- uniform, so that the loudness of what it is fed does not matter


class CropSettings(Protocol):
    """What every form's parameters say of its batches."""

    @property
    def batch(self) -> int: ...
    @property
    def crop(self) -> int: ...
    @property
    def decoded(self) -> float: ...


@dataclass(frozen=True)
class VocoderData:
    """Natural waveforms at the contract's rate, and the VAE whose mels the vocoder will hear."""

    train: Sequence[Samples]
    validation: Sequence[Samples]
    vae: SpeechVae


class Batch(NamedTuple):
    """Crops of the training stream."""

    mel_BCT: Tensor  # nats; some as they come out of the VAE
    natural_BN: Tensor  # the samples between the middles of the first and the last frame
    first_B: Tensor  # where in the stream the natural samples begin
    gain_B1: Tensor  # what the stream was multiplied by


class Crops:
    """Batches from the natural waveforms, end to end; everything on one device."""

    def __init__(
        self,
        data: VocoderData,
        contract: MelContract,
        settings: CropSettings,
        device: torch.device,
    ) -> None:
        self.settings, self.contract, self.device = settings, contract, device
        self.vae = data.vae.to(device).eval().requires_grad_(False)
        self.mel = LogMel(contract).to(device)
        self.stream = wave_stream(data.train, self.samples, device)
        self.validation = [torch.from_numpy(wave)[None].to(device) for wave in data.validation]

    @property
    def samples(self) -> int:
        """Samples a crop: every frame lies wholly in it, so that none is made up by padding."""
        return (self.settings.crop - 1) * self.contract.hop + self.contract.n_fft

    def draw(self, random: torch.Generator) -> Batch:
        contract, batch = self.contract, self.settings.batch
        last = len(self.stream.samples_N) - self.samples
        starts_B = torch.randint(0, last + 1, (batch,), generator=random).to(self.device)
        gain_db = GAIN_DB * (2.0 * torch.rand(batch, 1, generator=random) - 1.0)
        gain_B1 = (10.0 ** (gain_db / 20.0)).to(self.device)
        wave_BN = self.stream.crops(starts_B, self.samples) * gain_B1
        middle = contract.n_fft // 2
        natural_BN = wave_BN[:, middle : middle + (self.settings.crop - 1) * contract.hop]
        mel_BCT = self._decoded(self.mel.of_padded(wave_BN), random)
        return Batch(mel_BCT, natural_BN, starts_B + middle, gain_B1)

    def mel_error(self, natural_BN: Tensor, made_BN: Tensor) -> Tensor:
        """Mean absolute error in nats a mel bin, of whole frames: what the ends of a crop would be
        reflected to says nothing."""
        return (self.mel.of_padded(made_BN) - self.mel.of_padded(natural_BN)).abs().mean()

    @torch.no_grad()
    def _decoded(self, mel_BCT: Tensor, random: torch.Generator) -> Tensor:
        """The batch with its first `decoded` share as the VAE gives it: posterior samples."""
        count = round(self.settings.decoded * len(mel_BCT))
        if not count:
            return mel_BCT
        posterior = self.vae.encode(mel_BCT[:count])
        noise = torch.randn(posterior.mean.shape, generator=random).to(self.device)
        decoded_BCT = self.vae.decode(posterior.sample(noise))[:, :, : mel_BCT.shape[2]]
        return torch.cat([decoded_BCT, mel_BCT[count:]])


def check_crop(settings: CropSettings, contract: MelContract, longest: int, key: str) -> None:
    """Raises VoxloomError for crops that the longest window of the losses, in samples, does not
    fit into; `key` is where params.yaml says the crop."""
    least = 1 + -(-longest // contract.hop)
    if settings.crop < least:
        raise VoxloomError(
            f"{key}: {settings.crop} frames are shorter than {longest} samples, "
            f"the longest window of the losses; use {least} or more"
        )


@torch.no_grad()
def copy_error(network: VocoderNetwork, mel: LogMel, waves: Sequence[Tensor]) -> float:
    """Mean absolute error in nats between the mels of natural and copied waveforms (1, N).

    Means over all frames of the waveforms, whole.
    """
    error, frames = 0.0, 0
    for wave in waves:
        natural_BCT = mel(wave)
        made_BCT = mel(network.vocode(natural_BCT))
        error += float((made_BCT - natural_BCT).abs().mean(dim=1).sum())
        frames += natural_BCT.shape[2]
    return error / frames
