"""`voxloom speech`: what the speech VAE does with recordings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voxloom.cli.group import Group
from voxloom.cli.options import Seed, model_folder
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo
from voxloom.core.project import MODELS

if TYPE_CHECKING:
    from voxloom.systems.speech.model.use import Speech

MODEL = (MODELS / "speech").as_posix()

ModelOption = Annotated[
    str, typer.Option(help="A model folder, or a registered model: models:/speech@champion.")
]
InputFile = Annotated[Path, typer.Argument(help="Any audio file.")]
TargetFile = Annotated[Path, typer.Argument(help="The WAV file to write.")]
OutputFile = Annotated[Path, typer.Option("--out", "-o", help="The WAV file to write.")]


def reconstruct(
    source: InputFile,
    target: TargetFile,
    model: ModelOption = MODEL,
) -> None:
    """Pass a recording through the speech VAE and back."""
    from voxloom.audio.read.decode import decode
    from voxloom.audio.wave.wav import write_wav

    _check_wav(target)
    recording = decode(source)
    write_wav(target, _load(model).reconstruct(recording))
    echo(f"{target}")


def sample(
    out: OutputFile = Path("sample.wav"),
    seconds: Annotated[float, typer.Option(help="How long.")] = 3.0,
    seed: Seed = 0,
    temperature: Annotated[
        float, typer.Option(help="Spread of the latents, 0 to 10; 1 as trained.")
    ] = 1.0,
    model: ModelOption = MODEL,
) -> None:
    """Draw speech-like sound from the latent space."""
    from voxloom.audio.wave.wav import write_wav
    from voxloom.systems.speech.model.use import check_sample

    check_sample(seconds, seed, temperature)
    _check_wav(out)
    write_wav(out, _load(model).sample(seconds, seed, temperature))
    echo(f"{out}")


def interpolate(
    first: InputFile,
    second: InputFile,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the WAV files.")] = Path(
        "interpolation"
    ),
    steps: Annotated[
        int, typer.Option(min=2, max=1000, help="Recordings, both ends included.")
    ] = 5,
    model: ModelOption = MODEL,
) -> None:
    """Walk from one recording to another through the latent space."""
    from voxloom.audio.read.decode import decode
    from voxloom.audio.wave.wav import write_wav

    files.require_writable(out / "01.wav")
    ends = decode(first), decode(second)
    walk = _load(model).interpolate(*ends, steps)
    for number, audio in enumerate(walk, start=1):
        write_wav(out / f"{number:02d}.wav", audio)
    echo(f"{out}: {len(walk)} files")


def repair(
    source: InputFile,
    target: TargetFile,
    start: Annotated[float, typer.Option(help="Where the damage begins, in seconds.")],
    end: Annotated[float, typer.Option(help="Where it ends, in seconds.")],
    model: ModelOption = MODEL,
) -> None:
    """Fill a damaged stretch with what the VAE expects there."""
    from voxloom.audio.read.decode import decode
    from voxloom.audio.wave.wav import write_wav
    from voxloom.systems.speech.model.use import check_stretch

    check_stretch(start, end)
    _check_wav(target)
    recording = decode(source)
    write_wav(target, _load(model).repair(recording, start, end))
    echo(f"{target}")


def _check_wav(path: Path) -> None:
    """Before the work: raises VoxloomError for a name that says another format, and OSError."""
    if path.suffix.lower() not in ("", ".wav", ".wave"):
        raise VoxloomError(f"{path}: WAV is written: let the name end in .wav")
    files.require_writable(path)


def _load(model: str) -> Speech:
    from voxloom.systems.speech.model.use import Speech

    return Speech.load(model_folder(model))


GROUP = Group(
    "speech",
    "What the speech VAE does with recordings.",
    {
        "reconstruct": reconstruct,
        "sample": sample,
        "interpolate": interpolate,
        "repair": repair,
    },
)
