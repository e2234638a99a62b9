"""The `voxloom` command. Each command's imports are its own, so that help comes at once."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import typer

import voxloom
from voxloom.cli import bench, corpus, registry, run, speech, text, voice
from voxloom.cli.group import Commands
from voxloom.core import account
from voxloom.core.guard import guarded
from voxloom.core.progress import echo

# New objects until the garbage is looked for: imports make a million, and drop none.
OBJECTS = 100_000
ABOUT = "From a folder of recordings to a voice: versioned, trained, measured, registered."

COMMANDS: Commands = {
    "run": run.run,
    "say": voice.synthesize,
    "text": text.show,
    "check": corpus.check,
    "preset": run.preset,
    "verify": run.verify,
    "bench": bench.bench,
}
GROUPS = {group.name: group for group in (corpus.GROUP, speech.GROUP, registry.GROUP)}


def main() -> None:
    """Errors a person can mend end in one message and status 1."""
    gc.set_threshold(OBJECTS)
    sys.exit(guarded(_command))


def build() -> typer.Typer:
    """The whole command line."""
    app = _group(ABOUT)
    _add(app, COMMANDS)
    for group in GROUPS.values():
        inner = _group(group.about)
        _add(inner, group.commands)
        app.add_typer(inner, name=group.name)
    return app


def _command() -> None:
    account.stand_in(Path.cwd())
    _tell_of_other_code(Path("voxloom/__init__.py"))
    build()()


def _tell_of_other_code(here: Path) -> None:
    """A copied folder's environment is still that of the folder it was copied from."""
    if here.is_file() and not here.samefile(voxloom.__file__):
        echo(
            f"{Path(voxloom.__file__).parent} runs, not this folder's own code: `make demo` or "
            "`make test` makes its environment anew"
        )


def _group(told: str) -> typer.Typer:
    return typer.Typer(
        help=told,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # Rich would take longer to import than all else
    )


def _add(app: typer.Typer, commands: Commands) -> None:
    for name, command in commands.items():
        app.command(name)(command)
