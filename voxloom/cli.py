"""The `voxloom` command. Each command's imports are its own, so that help comes at once."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import voxloom
from voxloom import account, files
from voxloom.errors import VoxloomError
from voxloom.guard import guarded
from voxloom.progress import say

if TYPE_CHECKING:
    from voxloom.speech import Speech

MODEL = "data/models/speech"
VOICE = Path("data/models/voice")
CLEAN = Path("data/clean")
MANY = 10**6

app = typer.Typer(
    help="From a folder of recordings to a voice: versioned, trained, measured, registered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ModelOption = Annotated[
    str, typer.Option(help="A model folder, or a registered model: models:/speech@champion.")
]
InputFile = Annotated[Path, typer.Argument(help="Any audio file.")]
TargetFile = Annotated[Path, typer.Argument(help="The WAV file to write.")]
OutputFile = Annotated[Path, typer.Option("--out", "-o", help="The WAV file to write.")]
System = Annotated[str, typer.Argument(help="A registered model: speech or voice.")]


Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Same seed, same bytes.")]


def main() -> None:
    """Errors a person can mend end in one message and status 1."""
    sys.exit(guarded(_command))


def _command() -> None:
    account.stand_in(Path.cwd())
    _tell_of_other_code(Path("voxloom/__init__.py"))
    app()


def _tell_of_other_code(here: Path) -> None:
    """A copied folder's environment is still that of the folder it was copied from."""
    if here.is_file() and not here.samefile(voxloom.__file__):
        say(
            f"{Path(voxloom.__file__).parent} runs, not this folder's own code: `make demo` or "
            "`make test` makes its environment anew"
        )


@app.command()
def run(
    preset: Annotated[str | None, typer.Option(help="Written into params.yaml first.")] = None,
    until: Annotated[str | None, typer.Option(help="The last stage to run.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Run unchanged stages too.")] = False,
    promote: Annotated[bool, typer.Option(help="Promote the new version if it is better.")] = True,
    timeout: Annotated[float | None, typer.Option(help="Seconds a stage may take.")] = None,
) -> None:
    """Run the pipeline as a Prefect flow: what is unchanged is skipped."""
    if not Path("dvc.yaml").is_file():
        raise VoxloomError("no dvc.yaml here: run from the project's root folder")
    if timeout is not None and not 0.0 < timeout < math.inf:
        raise VoxloomError(f"timeout: {timeout} is no number of seconds above 0")
    command = [sys.executable, "-m", "flows.train"]
    command += [f"--preset={preset}"] if preset is not None else []
    command += [f"--until={until}"] if until is not None else []
    command += ["--force"] if force else []
    command += [] if promote else ["--no-promote"]
    command += [f"--timeout={timeout}"] if timeout is not None else []
    os.execv(sys.executable, command)


@app.command()
def check(
    source: Annotated[Path, typer.Argument(help="A folder of recordings, or a list of them.")],
    corpus: Annotated[str, typer.Option(help="Its layout; else it is found out.")] = "auto",
    speaker: Annotated[str | None, typer.Option(help="Keep this one; else everybody.")] = None,
    language: Annotated[str | None, typer.Option(help="Keep this one; else any.")] = None,
    max_rejected: Annotated[
        float | None, typer.Option(help="Status 3 above that share; else as in params.yaml.")
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write what is kept and quarantined there.")
    ] = None,
) -> None:
    """Say what a corpus is, and what of it would be kept or quarantined, and why."""
    from voxloom.corpora import check as checking
    from voxloom.params import load_params

    project = load_params()
    params = checking.settings(project.ingest, source, corpus, language, max_rejected)
    _check_targets(as_json)
    report = checking.check(project, params, speaker, language)
    checking.print_report(report)
    if as_json is not None:
        files.write_json(as_json, checking.to_json(report))
    if report.is_bad:
        raise typer.Exit(3)


@app.command()
def verify() -> None:
    """Read everything that stands in the project again; status 1 where something is damaged."""
    from voxloom import verify as verifying

    found = verifying.verify()
    for finding in found:
        print(finding)
    if found:
        raise typer.Exit(1)
    say("all is whole")


@app.command()
def preset(
    name: Annotated[str | None, typer.Argument(help="Which; none lists them.")] = None,
) -> None:
    """Write a preset's values into params.yaml."""
    from voxloom.presets import apply_preset, preset_names

    if name is None:
        print("\n".join(preset_names()))
        return
    for change in apply_preset(name) or ["params.yaml already says so"]:
        say(change)


@app.command()
def reconstruct(
    source: InputFile,
    target: TargetFile,
    model: ModelOption = MODEL,
) -> None:
    """Pass a recording through the speech VAE and back."""
    from voxloom.audio.decode import decode, write_wav

    _check_wav(target)
    recording = decode(source)
    write_wav(target, _load(model).reconstruct(recording))
    say(f"{target}")


@app.command()
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
    from voxloom.audio.decode import write_wav
    from voxloom.speech import check_sample

    check_sample(seconds, seed, temperature)
    _check_wav(out)
    write_wav(out, _load(model).sample(seconds, seed, temperature))
    say(f"{out}")


@app.command()
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
    from voxloom.audio.decode import decode, write_wav

    files.require_writable(out / "01.wav")
    ends = decode(first), decode(second)
    walk = _load(model).interpolate(*ends, steps)
    for number, audio in enumerate(walk, start=1):
        write_wav(out / f"{number:02d}.wav", audio)
    say(f"{out}: {len(walk)} files")


@app.command()
def repair(
    source: InputFile,
    target: TargetFile,
    start: Annotated[float, typer.Option(help="Where the damage begins, in seconds.")],
    end: Annotated[float, typer.Option(help="Where it ends, in seconds.")],
    model: ModelOption = MODEL,
) -> None:
    """Fill a damaged stretch with what the VAE expects there."""
    from voxloom.audio.decode import decode, write_wav
    from voxloom.speech import check_stretch

    check_stretch(start, end)
    _check_wav(target)
    recording = decode(source)
    write_wav(target, _load(model).repair(recording, start, end))
    say(f"{target}")


@app.command("say")
def say_command(
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
    from voxloom.manner import Manner
    from voxloom.say import Target, load_voice, read_lines, say_lines, say_text, suffix_of

    if (text is None) == (lines is None):
        raise VoxloomError("give either a TEXT or --lines FILE")
    manner = Manner(speed, pitch, energy, temperature, seed)
    if lines is not None:
        suffix = suffix_of(form)
        folder = out or Path("said")
        target, numbered = Target.of(Path(f"0001{suffix}"), form, rate), read_lines(lines)
        files.require_writable(folder / f"0001{suffix}")
        say_lines(load_voice(voice), numbered, manner, folder, suffix, target)
        return
    path = out or Path(f"say{suffix_of(form)}")
    target, words = Target.of(path, form, rate), _stdin() if text == "-" else text or ""
    files.require_writable(path)
    say(f"{say_text(load_voice(voice), words, manner, path, target)}")


@app.command("study-cleaning")
def study_cleaning(
    utterances: Annotated[
        int, typer.Option(min=1, max=MANY, help="How many, out of data/clean.")
    ] = 12,
    as_json: Annotated[Path | None, typer.Option("--json", help="A file for every figure.")] = None,
) -> None:
    """Measure what each cleaning step does to this corpus, clean and damaged at every level."""
    from voxloom import cleaning_study, seal
    from voxloom.audio.shards import read_utterance
    from voxloom.manifest import read_manifest
    from voxloom.params import load_params

    params = load_params().clean
    _check_targets(as_json)
    seal.check(CLEAN)
    chosen = cleaning_study.choose(read_manifest(CLEAN), utterances)
    waves = [read_utterance(Path(), row) for row in chosen]
    rows = cleaning_study.study(waves, params, thorough=True)
    cleaning_study.print_table(rows)
    say(f"worse on clean speech: {', '.join(sorted(cleaning_study.harmful(rows))) or 'none'}")
    if as_json is not None:
        files.write_json(as_json, [row.model_dump() for row in rows])


@app.command()
def review(
    top: Annotated[int, typer.Option(min=1, max=MANY, help="How many.")] = 20,
    by: Annotated[str, typer.Option(help="dnsmos, snr or reconstruction.")] = "dnsmos",
    as_json: Annotated[Path | None, typer.Option("--json", help="A file for the list.")] = None,
    as_html: Annotated[Path | None, typer.Option("--html", help="A page to hear them on.")] = None,
) -> None:
    """List the cleaned utterances that a person should hear first."""
    from voxloom import review as reviewing

    _check_targets(as_json, as_html)
    found = reviewing.review(by, top)
    reviewing.print_list(found)
    if as_json is not None:
        files.write_json(as_json, found.to_json())
    if as_html is not None:
        reviewing.write_page(found, as_html)


@app.command()
def diff(
    first: Annotated[str, typer.Argument(help="A git revision.", metavar="REV1")] = "HEAD",
    second: Annotated[
        str | None, typer.Argument(help="Another; the workspace if left out.", metavar="REV2")
    ] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="A file for every change.")] = None,
) -> None:
    """Compare two versions of the corpus, utterance by utterance; nothing is checked out."""
    from voxloom.survey.console import print_difference
    from voxloom.survey.difference import compare
    from voxloom.survey.versions import commit, recorded_by, workspace

    _check_targets(as_json)
    other = recorded_by(commit(second)) if second else workspace()
    difference = compare(recorded_by(commit(first)), other)
    print_difference(difference)
    if as_json is not None:
        files.write_json(as_json, difference.to_json())


@app.command()
def promote(
    system: System,
    force: Annotated[bool, typer.Option("--force", help="Whatever the gate says.")] = False,
) -> None:
    """Make the challenger champion if the gate lets it."""
    from voxloom.registry.gate import promote as promote_challenger

    say(promote_challenger(system, force).summary)


@app.command()
def rollback(system: System) -> None:
    """Give the title back to the champion before."""
    from voxloom.registry.gate import rollback as roll_back

    say(roll_back(system).summary)


@app.command()
def versions(system: System) -> None:
    """List the registered versions and who holds which title."""
    from rich.console import Console
    from rich.table import Table

    from voxloom.registry.gate import status

    rows = status(system)
    table = Table("version", "titles", rows[0].metric if rows else "metric", "commit")
    for row in rows:
        value = "absent" if row.value is None else f"{row.value:.4g}"
        commit = (row.commit or "none")[:12]
        table.add_row(str(row.version), ", ".join(row.aliases), value, commit)
    Console().print(table)


@app.command()
def reproduce(
    model: Annotated[str, typer.Argument(help="A registered model: models:/speech@champion.")],
) -> None:
    """Say whether this folder holds what a version was made from; status 1 where it parts."""
    from voxloom.params import load_params
    from voxloom.registry.reproduce import reproduce as compare

    outcome = compare(model, load_params())
    say(outcome.summary)
    if not outcome.identical:
        raise typer.Exit(1)


@app.command()
def bench(
    model: Annotated[Path | None, typer.Option(help="A model folder, to time it too.")] = None,
    voice: Annotated[
        Path | None, typer.Option(help=f"A voice folder; else {VOICE}, else random weights.")
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Times each side is run.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Time the hot spots beside peers on this machine, as ratios."""
    import json

    from voxloom import bench as benchmarks
    from voxloom.params import load_params

    own = VOICE if VOICE.is_dir() else None
    comparisons = benchmarks.bench(model, load_params(), repeats, voice=voice or own)
    if as_json:
        print(json.dumps(benchmarks.to_json(comparisons), indent=2))
    else:
        benchmarks.print_table(comparisons)


def _check_wav(path: Path) -> None:
    """Before the work: raises VoxloomError for a name that says another format, and OSError."""
    if path.suffix.lower() not in ("", ".wav", ".wave"):
        raise VoxloomError(f"{path}: WAV is written: let the name end in .wav")
    files.require_writable(path)


def _check_targets(*paths: Path | None) -> None:
    """Before the work: raises OSError where one of the files cannot be written."""
    for path in paths:
        if path is not None:
            files.require_writable(path)


def _stdin() -> str:
    from voxloom.say import read_all

    try:
        return read_all(sys.stdin.buffer, "stdin").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise VoxloomError("the text from stdin is not UTF-8") from None


def _load(model: str) -> Speech:
    from voxloom.speech import Speech

    if not model.startswith("models:/"):
        return Speech.load(Path(model))
    from voxloom.registry.download import model_folder

    return Speech.load(model_folder(model))
