"""`voxloom say`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voxloom.cli.options import from_stdin, model_folder
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo


def synthesize(
    text: Annotated[str | None, typer.Argument(help="What is said; - reads it from stdin.")] = None,
    lines: Annotated[
        Path | None, typer.Option(help="A file of texts instead: one recording a line.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file (say.wav), or the folder for --lines (said)."),
    ] = None,
    voice: Annotated[
        str, typer.Option(help="A registered model, or a folder of the `voice` artifact.")
    ] = "models:/voice@champion",
    speed: Annotated[float, typer.Option(help="Times the natural rate, 0.5 to 2.")] = 1.0,
    pitch: Annotated[float, typer.Option(help="Semitones up, -6 to 6.")] = 0.0,
    energy: Annotated[float, typer.Option(help="dB up, -12 to 12.")] = 0.0,
    temperature: Annotated[
        float | None, typer.Option(help="Spread, 0 to 1.5; the voice's own if left out.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 0,
    rate: Annotated[int | None, typer.Option(help="Hz; the format's or voice's own else.")] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="wav, flac, mp3, ogg, mulaw, alaw; else by the suffix."),
    ] = None,
) -> None:
    """Say a text, or each line of a file."""
    from voxloom.systems.voice.prior.model.manner import Manner
    from voxloom.systems.voice.serve.synthesis import (
        Target,
        load_voice,
        suffix_of,
        synthesize_lines,
        synthesize_text,
    )
    from voxloom.text.letters.lines import read_lines

    if (text is None) == (lines is None):
        raise VoxloomError("give either a TEXT or --lines FILE")
    manner = Manner(speed, pitch, energy, temperature, seed)
    if lines is not None:
        suffix = suffix_of(form)
        folder = out or Path("said")
        target = Target.of(Path(f"0001{suffix}"), form, rate)
        numbered = [line for line in read_lines(lines) if line.text]
        files.require_writable(folder / f"0001{suffix}")
        synthesize_lines(load_voice(model_folder(voice)), numbered, manner, folder, suffix, target)
        return
    path = out or Path(f"say{suffix_of(form)}")
    target, words = Target.of(path, form, rate), from_stdin() if text == "-" else text or ""
    files.require_writable(path)
    echo(f"{synthesize_text(load_voice(model_folder(voice)), words, manner, path, target)}")
