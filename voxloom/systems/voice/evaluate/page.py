"""What the examination of a voice shows: players, pictures and tables, above the speech VAE's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core import files
from voxloom.metrics.word_errors import Word, marked_words
from voxloom.report.charts import VOICE_CURVES, Trajectory, training_curves, trajectories
from voxloom.report.content import (
    Fact,
    Picture,
    Player,
    Report,
    RobustnessRow,
    Said,
    Tile,
    VoiceReport,
)
from voxloom.systems.speech.evaluate.measure import Metrics, Reasons
from voxloom.systems.speech.model.use import SYSTEM as SPEECH
from voxloom.systems.voice.align.alignment import Aligned
from voxloom.systems.voice.evaluate.measure import FREE, HELDOUT, ROBUSTNESS, LineScores
from voxloom.systems.voice.evaluate.phone_pictures import (
    Lengths,
    Timed,
    duration_scatter,
    timed_phones,
)
from voxloom.systems.voice.model.use import SYSTEM, Spoken, Voice
from voxloom.text.sounds.phones import Phone

PICTURED = 2  # prompts whose phones and latents are drawn
LEGIBLE_S = (1.0, 3.0)  # seconds of a recording whose phones can be read on a page
DIMENSIONS = 4  # latent dimensions drawn
VOWELS = "aeiouyæɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵøœɶʉʊʌʏаеёиоуыэюя"

SUMMARY = (
    "Text to speech: a prior draws the latents of the speech VAE below, phone by phone, and the "
    "VAE and a vocoder turn them into sound. It is judged by what a recogniser hears, on texts it "
    "never trained on, beside the most a voice could reach: recordings through the same VAE."
)


@dataclass(frozen=True)
class Examined:
    """A voice, how it was trained, and what its examination gave; metrics without prefix."""

    voice: Voice
    history: Sequence[dict[str, Any]]
    results: Sequence[LineScores]
    alignments: Mapping[str, Aligned]
    metrics: Metrics
    absent: Reasons
    root: Path = Path()


@dataclass(frozen=True)
class Prompt:
    """A held-out recording, and the voice saying its text."""

    result: LineScores
    natural: Audio
    spoken: Spoken

    @property
    def id(self) -> str:
        return recording_id(self.result)


def with_voice(report: Report, examined: Examined, shown: int) -> Report:
    """The speech VAE's page with the voice above; its metrics get their systems' names."""
    return replace(
        report,
        voice=voice_report(examined, shown),
        metrics=prefixed(SYSTEM, examined.metrics) | prefixed(SPEECH, report.metrics),
        absent=prefixed(SYSTEM, examined.absent) | prefixed(SPEECH, report.absent),
    )


def prefixed(system: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{system}.{key}": value for key, value in values.items()}


def voice_report(examined: Examined, shown: int) -> VoiceReport:
    pictured = [read_prompt(result, examined) for result in pictured_prompts(examined.results)]
    return VoiceReport(
        title="Voice",
        summary=SUMMARY,
        facts=facts(examined.voice),
        tiles=headline(examined.metrics),
        prompts=tuple(said(r, examined) for r in shown_lines(examined.results, HELDOUT, shown)),
        sentences=tuple(said(r, examined) for r in shown_lines(examined.results, FREE, shown)),
        robustness=robustness_rows(examined.metrics),
        training=training(examined.history),
        alignments=tuple(alignment(prompt, examined) for prompt in pictured),
        durations=durations(examined),
        latents=tuple(latents(prompt, examined) for prompt in pictured),
    )


HEADLINE = (
    (
        "Word errors, free sentences",
        f"{FREE}.wer",
        "Of sentences no corpus holds, what a recogniser misses.",
    ),
    (
        "Word errors, held-out prompts",
        f"{HELDOUT}.wer",
        "Of texts whose recordings it never trained on.",
    ),
    (
        "Above copy-synthesis",
        f"{HELDOUT}.wer_over_copy",
        "Word errors added to those on the recordings through the same VAE and vocoder.",
    ),
    ("Real-time factor", "rtf_1thread", "Under 1 keeps up with speech on one thread."),
    ("Weights", "parameters", "All that is needed to speak: prior, prosody, VAE and vocoder."),
)


def headline(metrics: Metrics) -> tuple[Tile, ...]:
    """The tiles of those headline metrics that could be measured."""
    return tuple(
        Tile(label, key, metrics[key], good) for label, key, good in HEADLINE if key in metrics
    )


def facts(voice: Voice) -> tuple[Fact, ...]:
    return (
        Fact("Language", voice.language),
        Fact("Sound", f"{voice.contract.rate} Hz"),
        Fact("Natural pace", voice.pace.told()),
    )


def recording_id(result: LineScores) -> str:
    return result.line.recording.id if result.line.recording else ""


def shown_lines(results: Sequence[LineScores], name: str, count: int) -> list[LineScores]:
    """Some of a set, spread over it: not chosen by how they came out."""
    of_set = [result for result in results if result.line.set == name]
    count = min(count, len(of_set))
    return [of_set[place * len(of_set) // count] for place in range(count)]


def said(result: LineScores, examined: Examined) -> Said:
    line, players = result.line, []
    if line.recording is not None:
        natural = read_utterance(examined.root, line.recording)
        players.append(Player("natural", natural))
        players.append(Player("copy-synthesis", examined.voice.copy_synthesis(natural)))
    if result.refusal is None:
        players.append(Player("voice", examined.voice.speak(line.text, line.manner).audio))
    return Said(
        text=line.text,
        note=recording_id(result) or line.kind,
        players=tuple(players),
        heard=heard_words(result, examined.voice.language),
        refusal=result.refusal or "",
    )


def heard_words(result: LineScores, language: str) -> tuple[Word, ...]:
    heard = result.heard.get(result.line.set)
    return () if heard is None else marked_words(result.reference, heard, language)


def robustness_rows(metrics: Metrics) -> tuple[RobustnessRow, ...]:
    """One a kind, with all together first."""
    kinds = [key.split(".")[1] for key in metrics if key.startswith(f"{ROBUSTNESS}.")]
    return tuple(_robustness_row(kind, metrics) for kind in dict.fromkeys(kinds))


def _robustness_row(kind: str, metrics: Metrics) -> RobustnessRow:
    prefix = f"{ROBUSTNESS}.{kind}."
    return RobustnessRow(
        kind=kind.replace("_", " "),
        sentences=round(metrics[f"{prefix}sentences"]),
        skipped=metrics.get(f"{prefix}skipped"),
        repeated=metrics.get(f"{prefix}repeated"),
        inserted=metrics.get(f"{prefix}inserted"),
        substituted=metrics.get(f"{prefix}substituted"),
        runaway=round(metrics[f"{prefix}runaway"]),
        shortest=metrics[f"{prefix}shortest"],
        longest=metrics[f"{prefix}longest"],
    )


def training(history: Sequence[dict[str, Any]]) -> Picture | None:
    if not history:
        return None
    return Picture(training_curves(history, VOICE_CURVES), "Training curves of the voice")


def pictured_prompts(results: Sequence[LineScores]) -> list[LineScores]:
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


def read_prompt(result: LineScores, examined: Examined) -> Prompt:
    assert result.line.recording is not None
    natural = read_utterance(examined.root, result.line.recording)
    return Prompt(result, natural, examined.voice.speak(result.line.text, result.line.manner))


def label(phone: Phone) -> str:
    return "" if phone.silent else phone.symbol


def alignment(prompt: Prompt, examined: Examined) -> Picture:
    """The recording as it was aligned, where it was, and the voice with its own durations."""
    rows = []
    aligned = examined.alignments.get(prompt.id)
    if aligned is not None:
        labels = [label(phone) for phone in aligned.phones]
        natural_TC = examined.voice.speech.analyse(prompt.natural)[0].T.numpy()
        rows.append(Timed("the recording, as aligned", natural_TC, labels, aligned.durations))
    labels = [label(phone) for phone in prompt.spoken.phones]
    said_TC = prompt.spoken.mel_CT.T.numpy()
    rows.append(Timed("the voice, as predicted", said_TC, labels, prompt.spoken.durations))
    return Picture(
        timed_phones(rows, examined.voice.contract),
        f"Phones over time on the spectrograms of {prompt.id}, “{prompt.result.line.text}”",
    )


def phone_group(phone: Phone) -> str:
    if phone.silent:
        return "pauses"
    return "vowels" if phone.symbol[0] in VOWELS else "consonants"


def same_phones(result: LineScores, aligned: Aligned | None) -> bool:
    """Whether the voice read the text as the aligner did, phone by phone."""
    symbols = tuple(phone.symbol for phone, _ in result.timing)
    return aligned is not None and aligned.symbols == symbols


def durations(examined: Examined) -> Picture | None:
    """Of all held-out prompts; None where none was read as it was aligned.

    Pauses that neither side makes are left out.
    """
    seconds = 1.0 / examined.voice.contract.frames_per_second
    groups: dict[str, list[tuple[float, float]]] = {"vowels": [], "consonants": [], "pauses": []}
    for result in examined.results:
        aligned = examined.alignments.get(recording_id(result))
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
    )


def latents(prompt: Prompt, examined: Examined) -> Picture:
    """The posterior mean of the recording, and what the prior drew for the same text.

    The voice's time is bent so that its phones stand where those of the recording do.
    """
    natural_DL = examined.voice.speech.encode(prompt.natural).mean[0].numpy()
    drawn_DL = prompt.spoken.latents_DL.numpy()
    rate = examined.voice.speech.model.latent_frames_per_second
    natural_L, drawn_L = ((np.arange(z.shape[1]) + 0.5) / rate for z in (natural_DL, drawn_DL))
    breaks: NDArray[np.floating[Any]] = np.zeros(0)
    aligned = examined.alignments.get(prompt.id)
    if aligned is not None and same_phones(prompt.result, aligned):
        frames = examined.voice.contract.frames_per_second
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
    )


def bend(
    seconds: NDArray[np.floating[Any]],
    edges: NDArray[np.floating[Any]],
    wanted: NDArray[np.floating[Any]],
) -> NDArray[np.floating[Any]]:
    """Moments moved so that the phone edges come to lie on the wanted ones."""
    kept = np.concatenate([[True], np.diff(edges) > 0.0])
    return np.interp(seconds, edges[kept], wanted[kept])


def transcripts(results: Sequence[LineScores]) -> str:
    """JSON lines: every sentence, and what was heard in each of its versions."""
    rows = [
        {
            "set": result.line.set,
            "kind": result.line.kind,
            "id": recording_id(result),
            "text": result.line.text,
            "reference": result.reference,
            "heard": result.heard,
            "refusal": result.refusal,
        }
        for result in results
    ]
    return "".join(files.canonical_json(row) + "\n" for row in rows)
