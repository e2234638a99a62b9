"""The `voice` system as it is used: text in, speech out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from voxloom.audio.finish.polish import PolishParams, join, polish
from voxloom.audio.wave.sound import AfterEach, Audio, unheard
from voxloom.core import files
from voxloom.core.artifact import (
    HISTORY,
    Artifact,
    load_artifact,
    pack,
    rebuilding,
    save_artifact,
    unpack,
)
from voxloom.core.artifact import digest as artifact_digest
from voxloom.core.determinism import generator
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.latents import LatentOrigin
from voxloom.systems.speech.model.use import SYSTEM as SPEECH
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.model.params import OutputParams
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.systems.voice.prior.model.use import SYSTEM as PRIOR
from voxloom.systems.voice.prior.model.use import TrainedPrior
from voxloom.systems.voice.vocoder.model.use import SYSTEM as VOCODER
from voxloom.systems.voice.vocoder.model.use import vocoder_of
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import Reading, prepare, read
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.reading.script import Script
from voxloom.text.sounds.params import TextParams
from voxloom.text.sounds.phones import Phone, phones

SYSTEM = "voice"
PARTS = (PRIOR, SPEECH, VOCODER)
VOCODER_HISTORY = "vocoder-history.json"  # HISTORY is the prior's
LONGEST_BREATH = 1500  # phones and pauses of a sentence: some hundred seconds


@dataclass(frozen=True)
class Spoken:
    """One sentence on its way from text to sound."""

    text: str  # as written
    spoken: str  # in words
    phones: tuple[Phone, ...]
    durations: tuple[int, ...]  # mel frames a phone
    latents_DL: Tensor
    mel_CT: Tensor  # nats
    audio: Audio  # as vocoded


@dataclass(frozen=True)
class Synthesis:
    """A text in speech, finished for playing, and how it was read: a reading a sentence."""

    audio: Audio
    readings: tuple[Reading, ...]
    left_out: tuple[TextError, ...] = ()  # what of the text could not be spoken, and why

    @property
    def spoken(self) -> str:
        """In words."""
        return " ".join(reading.spoken for reading in self.readings)


class Voice:
    """A trained prior with its speech VAE and vocoder, on the CPU."""

    def __init__(self, config: dict[str, Any], tensors: dict[str, Tensor]) -> None:
        """Raises KeyError, ValueError and the like for what is no voice's (see `load`)."""
        strays = sorted(name for name in tensors if name.partition("/")[0] not in PARTS)
        if strays:
            raise ValueError(f"tensors of none of its parts: {', '.join(strays[:3])}")
        self.config = config
        self.prior = TrainedPrior.of(config[PRIOR], unpack(PRIOR, tensors))
        self.speech = Speech.of(config[SPEECH], unpack(SPEECH, tensors))
        self.vocoder = vocoder_of(config[VOCODER], unpack(VOCODER, tensors))
        self.contract = self.speech.contract
        self.params = OutputParams(**config["voice"])
        self.pace = Pace(**config[PRIOR]["pace"])  # of the natural speaker
        self.text = TextParams(**{"lexicon": None, **config[PRIOR]["text"]})
        self.lexicon = Lexicon(config[PRIOR].get("lexicon", {}))  # older voices have none
        self.language = self.prior.phones.language
        self.parameters = sum(tensor.numel() for tensor in tensors.values())

    @classmethod
    def load(cls, folder: Path) -> Voice:
        """Raises VoxloomError for a folder that is no whole `voice` artifact."""
        artifact = load_artifact(folder, SYSTEM)
        with rebuilding(folder):
            return cls(artifact.config, artifact.tensors)

    def prepare(self) -> None:
        """Load what reads texts, so that the first sentence takes no longer than others."""
        prepare(self.language, self.text)

    def read(self, sentence: str) -> Reading:
        """In words and tokens. Raises TextError for what cannot be spoken."""
        return read(sentence, self.language, self.text, self.lexicon)

    def speak(self, sentence: str, manner: Manner | None = None) -> Spoken:
        """One sentence. Raises TextError when nothing in it can be spoken."""
        reading = self.read(sentence)
        spoken = self.speak_phones(phones(reading.tokens), manner)
        return replace(spoken, text=sentence, spoken=reading.spoken)

    @torch.no_grad()
    def speak_phones(self, units: Sequence[Phone], manner: Manner | None = None) -> Spoken:
        """Phones, however they were read."""
        manner = manner or Manner()
        own = self.config[PRIOR]["temperature"]
        temperature = own if manner.temperature is None else manner.temperature
        drawn = self.prior.draw(units, manner, temperature, generator(manner.seed))
        mel_CT = self.speech.model.decode(drawn.latents_DL[None])[0]
        durations = tuple(drawn.durations_U.tolist())
        audio = self.vocoder(mel_CT)
        return Spoken("", "", tuple(units), durations, drawn.latents_DL, mel_CT, audio)

    @torch.no_grad()
    def copy_synthesis(self, natural: Audio) -> Audio:
        """A recording through the VAE and the vocoder: as good as this voice can get."""
        mel_BCT = self.speech.analyse(natural)
        decoded_BCT = self.speech.model.decode(self.speech.model.encode(mel_BCT).mean)
        return self.vocoder(decoded_BCT[0, :, : mel_BCT.shape[2]])

    def synthesize(
        self,
        text: str,
        manner: Manner | None = None,
        after_each: AfterEach = unheard,
        strict: bool = False,
    ) -> Synthesis:
        """Each sentence is read once. The same seed gives the same samples.

        What cannot be spoken is left out, or refused when `strict`. `after_each` hears every
        sentence as it is vocoded, and may stop the work by an exception.
        Raises TextError when nothing in it can be spoken, or a sentence is too long for one breath.
        """
        manner = manner or Manner()
        script = Script(text, self.language, self.text, self.lexicon, strict)
        readings, parts = [], []
        for number, reading in enumerate(script):
            seed = _seed(manner.seed, number)
            parts.append(self.speak_phones(_units(reading), replace(manner, seed=seed)).audio)
            readings.append(reading)
            after_each(parts[-1])
        params = self.params
        loudness = float(np.clip(params.loudness + manner.energy, -70.0, 0.0))
        finish = PolishParams(loudness, params.peak, params.denoise)
        audio = polish(join(parts, params.pause), finish)
        return Synthesis(audio, tuple(readings), tuple(script.left_out))


def _units(reading: Reading) -> list[Phone]:
    """Raises TextError for more sounds than are made at a time: memory grows with them."""
    units = phones(reading.tokens)
    if len(units) > LONGEST_BREATH:
        raise TextError(
            "too_long",
            str(len(units)),
            f"a sentence of {len(units)} sounds, over {LONGEST_BREATH}: end it sooner "
            f"({reading.written[:40]!r}...)",
        )
    return units


def _seed(seed: int, sentence: int) -> int:
    """Sentences of a text differ, the first one has the seed that was asked for."""
    return (seed + 7919 * sentence) % 2**31


def check_parts(speech: Path, prior: Artifact, vocoder: Artifact) -> None:
    """Raises VoxloomError unless the prior was trained on this VAE's latents, and all agree on
    the mel contract."""
    model = load_artifact(speech, SPEECH)
    own = LatentOrigin(artifact_digest(speech), model.config["mel_digest"])
    LatentOrigin(**prior.config["latents"]).check_same(own, "the prior", str(speech))
    if vocoder.config["mel_digest"] != own.mel:
        raise VoxloomError(
            f"mel contracts of the vocoder and {speech} differ; use artifacts made with the same "
            "`audio` params"
        )


def save_voice(
    folder: Path, speech: Path, prior: Path, vocoder: Path, params: OutputParams
) -> None:
    """Put three artifacts together into one that needs nothing else.

    Raises VoxloomError when one is missing or damaged, or they do not belong together.
    """
    parts = {
        PRIOR: load_artifact(prior, PRIOR),
        SPEECH: load_artifact(speech, SPEECH),
        VOCODER: load_artifact(vocoder, VOCODER),
    }
    check_parts(speech, parts[PRIOR], parts[VOCODER])
    config: dict[str, Any] = {name: part.config for name, part in parts.items()}
    config.update(
        voice=params.model_dump(),
        corpus=parts[SPEECH].config["corpus"],
        mel_digest=parts[SPEECH].config["mel_digest"],
    )
    tensors = {
        name: tensor for part in PARTS for name, tensor in pack(part, parts[part].tensors).items()
    }
    curves = {HISTORY: files.read_json(prior / HISTORY)}
    if (vocoder / HISTORY).is_file():  # Griffin-Lim was not trained
        curves[VOCODER_HISTORY] = files.read_json(vocoder / HISTORY)
    save_artifact(folder, Artifact(SYSTEM, config, tensors), curves)
