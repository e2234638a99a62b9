"""`voxloom run`, `preset` and `verify`: the pipeline as a whole."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo


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


def verify() -> None:
    """Read everything that stands in the project again; status 1 where something is damaged."""
    from voxloom import verify as verifying

    found = verifying.verify()
    for finding in found:
        print(finding)
    if found:
        raise typer.Exit(1)
    echo("all is whole")


def preset(
    name: Annotated[str | None, typer.Argument(help="Which; none lists them.")] = None,
) -> None:
    """Write a preset's values into params.yaml."""
    from voxloom.presets import apply_preset, preset_names

    if name is None:
        print("\n".join(preset_names()))
        return
    for change in apply_preset(name) or ["params.yaml already says so"]:
        echo(change)
