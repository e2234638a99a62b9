"""Pictures of held-out prompts: phones and latents in time, of the recording and of the voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.report.blocks.content import Picture
from voxloom.report.draw.charts import Trajectory, trajectories
from voxloom.systems.voice.align.alignment import Aligned
from voxloom.systems.voice.evaluate.evaluated import EvaluatedVoice, recording_id
from voxloom.systems.voice.evaluate.measure import SentenceScores
from voxloom.systems.voice.evaluate.phone_pictures import (
    Lengths,
    Timed,
    duration_scatter,
    timed_phones,
)
from voxloom.systems.voice.model.use import Spoken
from voxloom.text.sounds.phones import Phone

PICTURED = 2  # prompts whose phones and latents are drawn
LEGIBLE_S = (1.0, 3.0)  # seconds of a recording whose phones can be read on a page
DIMENSIONS = 4  # latent dimensions drawn
VOWELS = "aeiouyæɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵøœɶʉʊʌʏаеёиоуыэюя"


@dataclass(frozen=True)
class Prompt:
    """A held-out recording, and the voice saying its text."""

    result: SentenceScores
    natural: Audio
    spoken: Spoken

    @property
    def id(self) -> str:
        return recording_id(self.result)


def pictured_prompts(results: Sequence[SentenceScores]) -> list[SentenceScores]:
    """Held-out prompts of a length whose phones can be read on a page, else the shortest."""
    low, high = LEGIBLE_S
    said_prompts = [
        (result.line.recording.duration, result)
        for result in results
        if result.line.recording is not None and result.refusal is None
    ]
    by_length = sorted(said_prompts, key=lambda item: item[0])
    legible = [item for item in by_length if low <= item[0] <= high] or by_length
    return [result for _, result in legible[-PICTURED:]]


def read_prompt(result: SentenceScores, evaluated: EvaluatedVoice) -> Prompt:
    assert result.line.recording is not None
    natural = read_utterance(evaluated.root, result.line.recording)
    return Prompt(result, natural, evaluated.voice.speak(result.line.text, result.line.manner))


def label(phone: Phone) -> str:
    return "" if phone.silent else phone.symbol


def alignment(prompt: Prompt, number: int, evaluated: EvaluatedVoice) -> Picture:
    """The recording as it was aligned, where it was, and the voice with its own durations."""
    rows = []
    aligned = evaluated.alignments.get(prompt.id)
    if aligned is not None:
        labels = [label(phone) for phone in aligned.phones]
        natural_TC = evaluated.voice.speech.analyse(prompt.natural)[0].T.numpy()
        rows.append(Timed("the recording, as aligned", natural_TC, labels, aligned.durations))
    labels = [label(phone) for phone in prompt.spoken.phones]
    said_TC = prompt.spoken.mel_CT.T.numpy()
    rows.append(Timed("the voice, as predicted", said_TC, labels, prompt.spoken.durations))
    return Picture(
        timed_phones(rows, evaluated.voice.contract),
        f"Phones over time on the spectrograms of {prompt.id}, “{prompt.result.line.text}”",
        f"voice-alignment-{number}",
        "screen",
    )


def phone_group(phone: Phone) -> str:
    if phone.silent:
        return "pauses"
    return "vowels" if phone.symbol[0] in VOWELS else "consonants"


def same_phones(result: SentenceScores, aligned: Aligned | None) -> bool:
    """Whether the voice read the text as the aligner did, phone by phone."""
    symbols = tuple(phone.symbol for phone, _ in result.timing)
    return aligned is not None and aligned.symbols == symbols


def durations(evaluated: EvaluatedVoice) -> Picture | None:
    """Of all held-out prompts; None where none was read as it was aligned.

    Pauses that neither side makes are left out.
    """
    seconds = 1.0 / evaluated.voice.contract.frames_per_second
    groups: dict[str, list[tuple[float, float]]] = {"vowels": [], "consonants": [], "pauses": []}
    for result in evaluated.results:
        aligned = evaluated.alignments.get(recording_id(result))
        if aligned is None or not same_phones(result, aligned):
            continue
        for (phone, predicted), natural in zip(result.timing, aligned.durations, strict=True):
            if predicted or natural:
                groups[phone_group(phone)].append((natural * seconds, predicted * seconds))
    drawn = {name: Lengths(*zip(*pairs, strict=True)) for name, pairs in groups.items() if pairs}
    if not drawn:
        return None
    return Picture(
        duration_scatter(drawn, seconds),
        "Durations of phones on held-out prompts: by the voice against those in the recording",
        "voice-durations",
    )


def latents(prompt: Prompt, number: int, evaluated: EvaluatedVoice) -> Picture:
    """The posterior mean of the recording, and what the prior drew for the same text.

    The voice's time is bent so that its phones stand where those of the recording do.
    """
    natural_DL = evaluated.voice.speech.encode(prompt.natural).mean[0].numpy()
    drawn_DL = prompt.spoken.latents_DL.numpy()
    rate = evaluated.voice.speech.model.latent_frames_per_second
    natural_L, drawn_L = ((np.arange(z.shape[1]) + 0.5) / rate for z in (natural_DL, drawn_DL))
    breaks: NDArray[np.floating[Any]] = np.zeros(0)
    aligned = evaluated.alignments.get(prompt.id)
    if aligned is not None and same_phones(prompt.result, aligned):
        frames = evaluated.voice.contract.frames_per_second
        breaks = np.cumsum([0, *aligned.durations]) / frames
        drawn_L = bend(drawn_L, np.cumsum([0, *prompt.spoken.durations]) / frames, breaks)
    busiest = np.argsort(-natural_DL.var(axis=1), kind="stable")[:DIMENSIONS]
    return Picture(
        trajectories(
            Trajectory("the recording (posterior mean)", natural_DL, natural_L),
            Trajectory("the voice (drawn by the prior)", drawn_DL, drawn_L),
            busiest.tolist(),
            breaks.tolist(),
        ),
        f"Latent dimensions over time for “{prompt.result.line.text}”",
        f"voice-latents-{number}",
    )


def bend(
    seconds: NDArray[np.floating[Any]],
    edges: NDArray[np.floating[Any]],
    wanted: NDArray[np.floating[Any]],
) -> NDArray[np.floating[Any]]:
    """Moments moved so that the phone edges come to lie on the wanted ones."""
    kept = np.concatenate([[True], np.diff(edges) > 0.0])
    return np.interp(seconds, edges[kept], wanted[kept])
