"""A whole voice in miniature, made on the spot: random networks that read English letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.support.synthetic import CONTRACT, model, statistics, wavy_mels
from voxloom.core import artifact
from voxloom.nets.spread import Spread
from voxloom.systems.speech.model.latents import LatentOrigin
from voxloom.systems.speech.model.use import latent_statistics, save_speech
from voxloom.systems.voice.model.params import OutputParams
from voxloom.systems.voice.model.use import Voice, save_voice
from voxloom.systems.voice.prior.model.network import PriorShape, VoiceNetworks
from voxloom.systems.voice.prior.model.prosody import ProsodyScale
from voxloom.systems.voice.prior.model.use import save_prior
from voxloom.systems.voice.vocoder.model.use import save_griffinlim
from voxloom.text.reading import front_end
from voxloom.text.reading.front_end import Reading
from voxloom.text.sounds.phones import PhoneSet

LETTERS = "abcdefghijklmnopqrstuvwxyz'-"
PARAMS = OutputParams(pause=0.2, loudness=-23.0, peak=-1.0, denoise=0.0)
SPREAD = Spread((0.1, 0.0, 0.0, 0.0), (1.5, 1.0, 1.2, 2.0))
SCALE = ProsodyScale((1.6, 5.0, -4.0), (0.2, 0.2, 1.0))  # about five mel frames a phone


def shape(**changes: Any) -> PriorShape:
    phones = len(PhoneSet.of([LETTERS], "en", "characters"))
    return PriorShape(**{**asdict(PriorShape(phones, 4, 2, 16, 1, 16, 2, 0.0)), **changes})


def networks(seed: int = 1, **changes: Any) -> VoiceNetworks:
    torch.manual_seed(seed)
    return VoiceNetworks(shape(**changes))


def write_speech(folder: Path, seed: int = 1) -> None:
    vae = model(seed=seed)
    config = {"statistics": statistics().to_json(), "corpus": {"name": "none"}}
    save_speech(folder, vae, latent_statistics(vae, [wavy_mels(80).T[None]]), config, {})


def write_prior(
    folder: Path,
    speech: Path,
    normalize: bool = False,
    seed: int = 1,
    history: Sequence[Mapping[str, float]] = (),
    **facts: Any,
) -> None:
    """For the `speech` of a folder; `facts` go into its configuration."""
    config: dict[str, Any] = {
        "text": {"normalize": normalize, "tokens": "characters"},
        "pace": {"edges": 0.2, "phone": 0.08, "word": 0.1, "pause": 0.2},
        "temperature": 0.5,
        **facts,
    }
    phones = PhoneSet.of([LETTERS], "en", "characters")
    origin = LatentOrigin(artifact.digest(speech), CONTRACT.digest)
    curve = {"history.json": list(history)}
    save_prior(folder, networks(seed), phones, SCALE, SPREAD, origin, config, curve)


def write_parts(folder: Path) -> None:
    """`speech`, `prior` and `vocoder`, which belong together."""
    write_speech(folder / "speech")
    write_prior(folder / "prior", folder / "speech")
    save_griffinlim(folder / "vocoder", CONTRACT)


def assemble(folder: Path) -> Path:
    """`voice`, of the parts beside it."""
    save_voice(folder / "voice", folder / "speech", folder / "prior", folder / "vocoder", PARAMS)
    return folder / "voice"


def write_voice(folder: Path) -> Path:
    """The parts and `voice`, whose folder is returned."""
    write_parts(folder)
    return assemble(folder)


def make_voice(folder: Path) -> Voice:
    return Voice.load(write_voice(folder))


def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every sentence that a voice will read from now on, as often as it does."""
    sentences: list[str] = []

    def read(sentence: str, *settings: Any) -> Reading:
        sentences.append(sentence)
        return front_end.read(sentence, *settings)

    monkeypatch.setattr("voxloom.text.reading.script.read", read)
    return sentences
