"""A stand-in for a trained voice: hums instead of words, and a recogniser that knows them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tests.support.rows import utterance
from tests.support.synthetic import CONTRACT
from voxloom.audio.mel.mel import LogMel
from voxloom.audio.wave.sound import AfterEach, Audio, unheard
from voxloom.audio.wave.wav import write_wav
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Utterance
from voxloom.metrics.recognition import same_sound
from voxloom.systems.voice.model.use import Spoken, Synthesis, Voice
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.text.sounds.phones import phones

FRAMES = 6  # mel frames a phone
PROMPT = "please hold the line"


def hum(text: str, frames: int) -> Audio:
    """A chord that belongs to the text."""
    notes = np.frombuffer(hashlib.sha256(text.encode()).digest()[:4], np.uint8)
    time = np.arange(frames * CONTRACT.hop) / CONTRACT.rate
    wave = sum(np.sin(2 * np.pi * (100.0 + 10.0 * float(note)) * time) for note in notes)
    return Audio((0.05 * np.asarray(wave)).astype(np.float32), CONTRACT.rate)


class StandInVoice(Voice):
    """Takes the part of a voice without its networks; refuses texts with a "#"."""

    language = "en"
    contract = CONTRACT
    parameters = 7
    pace = Pace(0.0, FRAMES / CONTRACT.frames_per_second, 0.0, 0.0)

    def __init__(self) -> None:
        self.config: dict[str, Any] = {}
        self.heard: dict[str, str] = {}

    def prepare(self) -> None:
        pass

    def speak(self, sentence: str, manner: Manner | None = None) -> Spoken:
        if "#" in sentence:
            raise VoxloomError("nothing to say")
        seed = (manner or Manner()).seed
        units = tuple(phones(sentence.lower()))
        durations = tuple(1 if unit.silent else FRAMES for unit in units)
        audio = hum(f"{sentence} {seed}", sum(durations))
        self.heard[same_sound(audio)] = sentence
        mel_CT = LogMel(CONTRACT)(torch.from_numpy(audio.samples)[None])[0]
        latents_DL = torch.sin(torch.arange(4 * (sum(durations) // 2)).float()).view(4, -1)
        return Spoken(sentence, sentence.lower(), units, durations, latents_DL, mel_CT, audio)

    def copy_synthesis(self, natural: Audio) -> Audio:
        copy = Audio(0.9 * natural.samples, natural.rate)
        self.heard[same_sound(copy)] = self.heard[same_sound(natural)]
        return copy

    def synthesize(
        self,
        text: str,
        manner: Manner | None = None,
        after_each: AfterEach = unheard,
        strict: bool = False,
    ) -> Synthesis:
        return Synthesis(self.speak(text, manner).audio, ())


class StandInRecogniser:
    """Hears what the voice said; `mishearings` maps a text to what is heard instead."""

    name = "stand-in"

    def __init__(self, voice: StandInVoice, mishearings: dict[str, str]) -> None:
        self.voice, self.mishearings, self.calls = voice, mishearings, 0

    def transcribe(self, audio: Audio) -> str:
        self.calls += 1
        text = self.voice.heard[same_sound(audio)]
        return self.mishearings.get(text, text)


def record(voice: StandInVoice, root: Path, name: str, text: str) -> Utterance:
    """A natural recording of the text, known to the recogniser."""
    from voxloom.audio.wave.shards import read_utterance

    frames = FRAMES * sum(not unit.silent for unit in phones(text.lower()))
    audio = hum(f"natural {text}", frames)
    write_wav(root / f"{name}.wav", audio)
    row = utterance(name, len(audio.samples), audio.rate, text=text, split="test")
    voice.heard[same_sound(read_utterance(root, row))] = text
    return row
