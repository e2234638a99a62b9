"""A report as files: the page, its pictures as PNG and its sounds as WAV, for DVC and MLflow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav
from voxloom.core import files
from voxloom.report.content import Picture, Report, VoiceReport
from voxloom.report.page import render_page

PAGE = "index.html"
CORPUS_PAGE = "corpus.html"  # beside it, by the stage `survey`


def write_report(report: Report, folder: Path) -> None:
    files.write_text(folder / PAGE, render_page(report))
    for name, picture in pictures(report).items():
        if picture is not None:
            files.write_bytes(folder / "plots" / f"{name}.png", picture.png)
    for name, audio in sounds(report).items():
        write_wav(folder / "audio" / f"{name}.wav", audio)


def pictures(report: Report) -> Mapping[str, Picture | None]:
    return {
        "training": report.training,
        "kl_per_dimension": report.kl_per_dimension,
        "traversals": report.traversals,
        **{f"heldout-{number}": item.picture for number, item in enumerate(report.held_out, 1)},
        **{f"interpolation-{n}": item.picture for n, item in enumerate(report.interpolations, 1)},
        **{f"repair-{number}": item.picture for number, item in enumerate(report.repairs, 1)},
        **(_voice_pictures(report.voice) if report.voice else {}),
    }


def _voice_pictures(voice: VoiceReport) -> Mapping[str, Picture | None]:
    return {
        "voice-training": voice.training,
        "voice-durations": voice.durations,
        **{f"voice-alignment-{n}": picture for n, picture in enumerate(voice.alignments, 1)},
        **{f"voice-latents-{n}": picture for n, picture in enumerate(voice.latents, 1)},
    }


def sounds(report: Report) -> Mapping[str, Audio]:
    return {
        **{
            f"heldout-{number}-{player.label}": player.audio
            for number, item in enumerate(report.held_out, 1)
            for player in item.players
        },
        **{f"sample-{number}": player.audio for number, player in enumerate(report.samples, 1)},
        **(_voice_sounds(report.voice) if report.voice else {}),
    }


def _voice_sounds(voice: VoiceReport) -> Mapping[str, Audio]:
    return {
        f"voice-{name}-{number}-{player.label}": player.audio
        for name, items in (("heldout", voice.prompts), ("free", voice.sentences))
        for number, item in enumerate(items, 1)
        for player in item.players
    }
