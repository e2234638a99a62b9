"""All pairs, one after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from voxloom.bench.cold import cold_pair, is_registered, registry_pair
from voxloom.bench.material import Material, make_material, random_voice
from voxloom.bench.sound import (
    inversion_pair,
    mel_pair,
    mfcc_pair,
    phases_pair,
    pitch_pair,
    reconstruct_pair,
    shard_pair,
)
from voxloom.bench.timing import Comparison, Pair, measure
from voxloom.bench.training import threads_pair
from voxloom.bench.voice import PEER_VOICES, sampler_pair, say_pair, text_pair
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import progress_bar
from voxloom.params import Params
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.model.use import Voice


def bench(
    model: Path | None,
    params: Params,
    repeats: int = 5,
    seconds: float = 6.0,
    voice: Path | None = None,
) -> list[Comparison]:
    """Time every pair on `seconds` of sound; with a model folder, its `reconstruct` too.

    Without a voice folder, what speaks are random weights of the size in `params`.
    Raises VoxloomError for numbers out of range, or a folder that is no `speech` or
    `voice` artifact.
    """
    if repeats < 1:
        raise VoxloomError(f"repeats: {repeats} is fewer than 1")
    if not 0.5 <= seconds <= 60.0:
        raise VoxloomError(f"seconds: {seconds} is not between 0.5 and 60")
    speech = None if model is None else Speech.load(model)
    comparisons = []
    with tempfile.TemporaryDirectory(prefix="voxloom-bench-") as folder:
        speaking = random_voice(params, Path(folder)) if voice is None else Voice.load(voice)
        makers = pair_makers(make_material(params, seconds), Path(folder), speech, speaking)
        makers += cold_makers(str(voice or Path(folder, "voice")), Path(folder), speaking)
        with progress_bar("bench", len(makers)) as advance:
            for make in makers:
                pair = make()
                advance(0, pair.name)
                comparisons.append(measure(pair, repeats))
                advance(1, pair.name)
    return comparisons


def pair_makers(
    material: Material, folder: Path, speech: Speech | None, voice: Voice
) -> list[Callable[[], Pair]]:
    """What makes each pair, in the table's order; `folder` is for files of theirs."""
    makers: list[Callable[[], Pair]] = [
        partial(mel_pair, material),
        partial(mfcc_pair, material),
        partial(inversion_pair, material),
        partial(phases_pair, material),
        partial(pitch_pair, material),
        partial(shard_pair, material, folder),
        partial(threads_pair, material),
        text_pair,
        partial(sampler_pair, voice, scripted=False),
        partial(sampler_pair, voice, scripted=True),
    ]
    if _says_the_message(voice):
        makers += [partial(say_pair, voice, peer) for peer in PEER_VOICES]
    if speech is not None:
        makers.append(partial(reconstruct_pair, speech, material.audio.seconds))
    return makers


def cold_makers(folder_of_voice: str, folder: Path, voice: Voice) -> list[Callable[[], Pair]]:
    """Of the pairs that start fresh processes, which read the voice from a folder of its own."""
    if not _says_the_message(voice):
        return []
    makers: list[Callable[[], Pair]] = [
        partial(cold_pair, folder_of_voice, peer, folder) for peer in PEER_VOICES
    ]
    if is_registered(folder):
        makers.append(partial(registry_pair, folder_of_voice, folder))
    return makers


def _says_the_message(voice: Voice) -> bool:
    return voice.language == "en" and voice.text.normalize
