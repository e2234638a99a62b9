"""`voxloom registry`: versions and their titles."""

from __future__ import annotations

from typing import Annotated

import typer

from voxloom.cli.group import Group
from voxloom.core.progress import echo

System = Annotated[str, typer.Argument(help="A registered model: speech or voice.")]


def promote(
    system: System,
    force: Annotated[bool, typer.Option("--force", help="Whatever the gate says.")] = False,
) -> None:
    """Make the challenger champion if the gate lets it."""
    from voxloom.registry.gate import promote as promote_challenger

    echo(promote_challenger(system, force).summary)


def rollback(system: System) -> None:
    """Give the title back to the champion before."""
    from voxloom.registry.gate import rollback as roll_back

    echo(roll_back(system).summary)


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


def reproduce(
    model: Annotated[str, typer.Argument(help="A registered model: models:/speech@champion.")],
) -> None:
    """Say whether this folder holds what a version was made from; status 1 where it parts."""
    from voxloom.params import load_params
    from voxloom.registry.reproduce import reproduce as compare

    outcome = compare(model, load_params())
    echo(outcome.summary)
    if not outcome.identical:
        raise typer.Exit(1)


GROUP = Group(
    "registry",
    "Registered versions, and which of them is the champion.",
    {
        "versions": versions,
        "promote": promote,
        "rollback": rollback,
        "reproduce": reproduce,
    },
)
