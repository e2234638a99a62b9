"""The `speech` system as it is used: reconstruct, sample, interpolate, repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.audio.wave.sound import AfterEach, Audio, resample, to_mono, unheard
from voxloom.core.artifact import Artifact, load_artifact, rebuilding, save_artifact
from voxloom.core.determinism import generator
from voxloom.core.errors import VoxloomError, require_between
from voxloom.nets.gaussian import DiagonalGaussian
from voxloom.systems.speech.model.vae import SpeechVae, SpeechVaeShape

SYSTEM = "speech"
LONGEST_S = 86_400.0  # a recording of a day is none
REPAIR_ROUNDS = 20


@dataclass(frozen=True)
class LatentStatistics:
    """How far apart latents stand in time, measured on the training split; for sampling.

    The posterior of speech is no white noise: neighbours are alike. `correlation` is the
    correlation of a dimension with itself one latent frame earlier.
    """

    mean: list[float]
    std: list[float]
    correlation: list[float]


class Speech:
    """A trained speech VAE with its Griffin-Lim vocoder, on the CPU."""

    def __init__(self, model: SpeechVae, latents: LatentStatistics, config: dict[str, Any]) -> None:
        self.model, self.latents, self.config = model.eval(), latents, config
        self.contract = model.contract

    # A voice with a vocoder of its own needs neither.
    @cached_property
    def mel(self) -> LogMel:
        return LogMel(self.contract)

    @cached_property
    def vocoder(self) -> GriffinLim:
        return GriffinLim(self.mel)

    @classmethod
    def load(cls, folder: Path) -> Speech:
        """Raises VoxloomError for a folder that is no whole `speech` artifact."""
        artifact = load_artifact(folder, SYSTEM)
        with rebuilding(folder):
            return cls.of(artifact.config, artifact.tensors)

    @classmethod
    def of(cls, config: dict[str, Any], tensors: dict[str, Tensor]) -> Speech:
        """From what `save_speech` wrote."""
        model = SpeechVae(
            SpeechVaeShape(**config["shape"]),
            MelContract.from_json(config["mel"]),
            MelStatistics.from_json(config["statistics"]),
        )
        model.load_state_dict(tensors)
        return cls(model, LatentStatistics(**config["latents"]), config)

    def analyse(self, audio: Audio) -> Tensor:
        """Log-mel (1, C, T) of any audio, mono and resampled to the contract's rate.

        Raises VoxloomError for less than a frame of sound.
        """
        audio = resample(to_mono(audio), self.contract.rate)
        if len(audio.samples) < self.contract.hop:
            raise VoxloomError(f"the audio is too short: {len(audio.samples)} samples")
        return self.mel(torch.from_numpy(audio.samples)[None])

    @torch.no_grad()
    def encode(self, audio: Audio) -> DiagonalGaussian:
        """Posterior (1, D, L)."""
        return self.model.encode(self.analyse(audio))

    @torch.no_grad()
    def speak(self, z_BDL: Tensor) -> Audio:
        """Latents (1, D, L) -> waveform."""
        return self.vocoder(self.model.decode(z_BDL)[0])

    def reconstruct(self, audio: Audio) -> Audio:
        """Through the posterior mean and back."""
        return self.speak(self.encode(audio).mean)

    def sample(self, seconds: float, seed: int = 0, temperature: float = 1.0) -> Audio:
        """Babble: latents drawn from a first-order process with the training latents' spread.

        z[t] = mean + r (z[t-1] - mean) + sqrt(1 - r^2) std * noise, dimension by dimension.
        """
        check_sample(seconds, seed, temperature)
        length = max(1, round(seconds * self.model.latent_frames_per_second))
        noise_LD = torch.randn(length, self.model.shape.latent, generator=generator(seed))
        mean, std = torch.tensor(self.latents.mean), torch.tensor(self.latents.std)
        r = torch.tensor(self.latents.correlation)
        deviation = noise_LD[0]
        deviations = [deviation]
        for noise in noise_LD[1:]:
            deviation = r * deviation + (1.0 - r.square()).sqrt() * noise
            deviations.append(deviation)
        z_LD = mean + temperature * std * torch.stack(deviations)
        return self.speak(z_LD.T[None])

    def interpolate(
        self, first: Audio, second: Audio, steps: int = 5, after_each: AfterEach = unheard
    ) -> list[Audio]:
        """`steps` recordings on the line between two, both ends included.

        The shorter one's latents are stretched to the longer one's length, step by step.
        `after_each` hears every recording when it is made, and may stop the work by an exception.
        Raises VoxloomError for fewer than two steps.
        """
        if steps < 2:
            raise VoxloomError(f"steps: {steps} is fewer than 2, the two ends")
        a_BDL, b_BDL = self.encode(first).mean, self.encode(second).mean
        made = []
        for step in range(steps):
            made.append(self.speak(between(a_BDL, b_BDL, step / (steps - 1))))
            after_each(made[-1])
        return made

    def repair(self, audio: Audio, start: float, end: float) -> Audio:
        """Fill the stretch from `start` to `end` seconds with what the VAE expects there.

        The hidden frames are first bridged by a straight line, then replaced again and again by
        the VAE's own reconstruction, while the others stay as they are (the imputation of
        Rezende, Mohamed and Wierstra, 2014, appendix F, with posterior means).
        Raises VoxloomError for a stretch that is not inside the audio.
        """
        check_stretch(start, end)
        mel_BCT = self.analyse(audio)
        per_second = self.contract.frames_per_second
        first, last = round(start * per_second), round(end * per_second)
        if not 0 <= first < last <= mel_BCT.shape[2]:
            seconds = mel_BCT.shape[2] / per_second
            raise VoxloomError(f"stretch {start:g}-{end:g} s is not inside 0-{seconds:.2f} s")
        return self.vocoder(self.repair_mel(mel_BCT, first, last)[0])

    @torch.no_grad()
    def repair_mel(self, mel_BCT: Tensor, first: int, last: int) -> Tensor:
        """Frames `first` to `last` (excluded) of a log-mel, imputed; the rest is kept."""
        mel_BCT = bridge(mel_BCT, first, last)
        for _ in range(REPAIR_ROUNDS):
            decoded = self.model.decode(self.model.encode(mel_BCT).mean)
            mel_BCT[:, :, first:last] = decoded[:, :, first:last]
        return mel_BCT


def check_sample(seconds: float, seed: int, temperature: float) -> None:
    """Raises VoxloomError for what `Speech.sample` cannot do."""
    if not 0.0 < seconds <= 60.0:
        raise VoxloomError(f"seconds: {seconds} is not between 0 and 60")
    require_between("seed", seed, 0, 2**63 - 1)
    require_between("temperature", temperature, 0.0, 10.0)


def check_stretch(start: float, end: float) -> None:
    """Raises VoxloomError for what is no stretch of time."""
    if not 0.0 <= start < end <= LONGEST_S:
        raise VoxloomError(f"stretch {start:g}-{end:g} s is not inside a recording")


def between(a_BDL: Tensor, b_BDL: Tensor, share: float) -> Tensor:
    """A point on the line between two latents, of a length between theirs."""
    length = round((1.0 - share) * a_BDL.shape[2] + share * b_BDL.shape[2])
    a, b = (
        torch.nn.functional.interpolate(z, size=length, mode="linear", align_corners=True)
        for z in (a_BDL, b_BDL)
    )
    return torch.lerp(a, b, share)


def bridge(mel_BCT: Tensor, first: int, last: int) -> Tensor:
    """A copy whose frames `first` to `last` (excluded) are a line between their neighbours."""
    mel_BCT = mel_BCT.clone()
    left = mel_BCT[:, :, max(0, first - 1)]
    right = mel_BCT[:, :, min(mel_BCT.shape[2] - 1, last)]
    share = torch.linspace(0.0, 1.0, last - first + 2)[1:-1]
    mel_BCT[:, :, first:last] = torch.lerp(left[..., None], right[..., None], share)
    return mel_BCT


@torch.no_grad()
def latent_statistics(model: SpeechVae, mels: Sequence[Tensor]) -> LatentStatistics:
    """Moments of posterior samples' means over the utterances, each (1, C, T)."""
    model.eval()
    latents = [model.encode(mel).mean[0].cpu().double() for mel in mels]
    frames_DN = torch.cat(latents, dim=1)
    mean, std = frames_DN.mean(dim=1), frames_DN.std(dim=1)
    centred = [z - mean[:, None] for z in latents if z.shape[1] > 1]
    lagged = torch.stack([(z[:, 1:] * z[:, :-1]).sum(dim=1) for z in centred]).sum(dim=0)
    pairs = sum(z.shape[1] - 1 for z in centred)
    correlation = (lagged / max(1, pairs) / std.square()).clamp(0.0, 0.99)
    return LatentStatistics(*([round(float(x), 6) for x in t] for t in (mean, std, correlation)))


def save_speech(
    folder: Path,
    model: SpeechVae,
    latents: LatentStatistics,
    config: dict[str, Any],
    extra: dict[str, Any],
) -> None:
    """Write the artifact; `config` adds training facts and licence to what rebuilds the model."""
    values = {
        **config,
        "shape": model.shape.to_json(),
        "mel": model.contract.to_json(),
        "mel_digest": model.contract.digest,
        "statistics": config["statistics"],
        "latents": {"mean": latents.mean, "std": latents.std, "correlation": latents.correlation},
    }
    save_artifact(folder, Artifact(SYSTEM, values, dict(model.state_dict())), extra)
