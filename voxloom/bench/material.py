"""What is worked on, made on the spot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from voxloom.audio.mel.features import Features, extract
from voxloom.audio.mel.griffinlim import SEED
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.statistics import mel_statistics
from voxloom.audio.wave.sound import Audio
from voxloom.core.artifact import HISTORY, digest
from voxloom.nets.spread import Spread
from voxloom.params import Params
from voxloom.systems.speech.model.latents import LatentOrigin
from voxloom.systems.speech.model.use import latent_statistics, save_speech
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.speech.train.trainer import vae_shape
from voxloom.systems.voice.model.use import Voice, save_voice
from voxloom.systems.voice.prior.model.network import VoiceNetworks
from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.systems.voice.prior.model.prosody import ProsodyScale
from voxloom.systems.voice.prior.model.use import save_prior
from voxloom.systems.voice.prior.train.trainer import prior_shape
from voxloom.systems.voice.vocoder.model.use import save_griffinlim, save_network
from voxloom.systems.voice.vocoder.train.training import untrained
from voxloom.text.reading.front_end import read
from voxloom.text.sounds.phones import PhoneSet

PHONES_PER_SECOND = 12.0  # of a voice that was never trained
MESSAGE = (  # about ten seconds
    "Your order number {} has been shipped, and the balance of your account is $23.50. "
    "To hear this message again, press one. To speak with someone, stay on the line."
)
NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety one hundred and twenty-one, two hundred thirty-two, three hundred."
)

Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Material:
    """What all pairs but the model's work on."""

    params: Params
    audio: Audio
    mel: LogMel
    features: Features

    @property
    def contract(self) -> MelContract:
        return self.mel.contract

    @property
    def wave_BN(self) -> Tensor:
        return torch.from_numpy(self.audio.samples)[None]

    @property
    def log_mel_CT(self) -> Tensor:
        return torch.from_numpy(self.features.log_mel).T


def speech_like(seconds: float, rate: int, seed: int = SEED) -> Audio:
    """A gliding voice of 1/k harmonics, four syllables a second, the last of them a hiss."""
    time = np.arange(round(seconds * rate)) / rate
    hertz = 150.0 + 40.0 * np.sin(2.0 * np.pi * 0.7 * time)
    phase = 2.0 * np.pi * np.cumsum(hertz) / rate
    harmonics = range(1, int(rate / 2.0 / hertz.max()))
    voice = np.sum([np.sin(k * phase) / k for k in harmonics], axis=0)
    noise = np.random.default_rng(seed).standard_normal(len(time))
    syllable = np.sin(np.pi * 4.0 * time) ** 2
    wave = 0.15 * syllable * np.where(time % 1.0 < 0.75, voice, 0.3 * noise) + 0.002 * noise
    return Audio(wave.astype(np.float32), rate)


def make_material(params: Params, seconds: float) -> Material:
    audio = speech_like(seconds, params.audio.rate)
    mel = LogMel(MelContract.from_params(params.audio))
    features = extract([audio.samples], mel, params.features, torch.device("cpu"))[0]
    return Material(params, audio, mel, features)


def random_voice(params: Params, folder: Path) -> Voice:
    """Untrained networks of the size in `params`, which know the phones of what is said here."""
    contract = MelContract.from_params(params.audio)
    parts = {name: folder / name for name in ("speech", "prior", "vocoder", "voice")}
    mel_TC = np.linspace(-8.0, 0.0, 50 * contract.n_mels, dtype=np.float32).reshape(50, -1)
    scale = mel_statistics([mel_TC])
    vae = SpeechVae(vae_shape(params.speech.vae, contract.n_mels), contract, scale)
    moments = latent_statistics(vae, [torch.from_numpy(mel_TC).T[None]])
    facts: dict[str, Any] = {"statistics": scale.to_json(), "corpus": None}
    save_speech(parts["speech"], vae, moments, facts, {})
    vocoder = params.voice.vocoder
    own = vocoder.trained()
    if own is None:
        save_griffinlim(parts["vocoder"], contract)
    else:
        save_network(parts["vocoder"], vocoder.form, untrained(own, contract, scale), scale, {}, {})
    origin = LatentOrigin(digest(parts["speech"]), contract.digest)
    save_random_prior(params, parts["prior"], origin)
    output = params.voice.output
    save_voice(parts["voice"], parts["speech"], parts["prior"], parts["vocoder"], output)
    return Voice.load(parts["voice"])


def save_random_prior(params: Params, folder: Path, origin: LatentOrigin) -> None:
    tokens = params.text.tokens if find_spec("espeakng_loader") else "characters"
    text = params.text.model_copy(update={"tokens": tokens})
    heard = [read(part, "en", text).tokens for part in (NUMBER_WORDS, MESSAGE.format(475))]
    phones = PhoneSet.of(heard, "en", text.tokens)
    prior, vae = params.voice.prior, params.speech.vae
    shape = prior_shape(prior, phones, vae.latent, vae.stride)
    natural = math.log(params.audio.rate / params.audio.hop / PHONES_PER_SECOND)
    facts = {
        "text": text.model_dump(),
        "temperature": prior.temperature,
        "pace": Pace(0.0, 1.0 / PHONES_PER_SECOND, 0.0, 0.0).to_json(),
    }
    prosody = ProsodyScale((natural, 5.0, -4.0), (0.1, 0.2, 1.0))
    networks = VoiceNetworks(shape)
    save_prior(
        folder, networks, phones, prosody, Spread.none(vae.latent), origin, facts, {HISTORY: []}
    )
