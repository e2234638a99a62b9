"""A difference on a person's terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from voxloom.survey.difference import KINDS, Change, Difference

SHOWN = 10  # changes of a kind


def print_difference(difference: Difference) -> None:
    console = Console()
    console.print(_sizes(difference))
    for kind, changes in difference.changes.items():
        if changes:
            console.print(_changes(KINDS[kind], changes))
    if not difference.any:
        console.print("no utterance differs")


def _sizes(difference: Difference) -> Table:
    table = Table("version")
    for name in ("inputs", "kept", "quarantined", "hours"):
        table.add_column(name, justify="right")
    for side in (difference.before, difference.after):
        figures = (f"{side.inputs}", f"{side.kept}", f"{side.quarantined}", f"{side.hours:.2f}")
        table.add_row(Text(side.name), *figures)
    return table


def _changes(title: str, changes: tuple[Change, ...]) -> Table:
    """Texts are shown as they are: what looks like markup in one is none."""
    rest = len(changes) - SHOWN
    caption = f"{rest} more: --json FILE lists them all" if rest > 0 else None
    table = Table("utterance", "before", "after", title=f"{title}: {len(changes)}", caption=caption)
    for change in changes[:SHOWN]:
        table.add_row(Text(change.id), Text(change.before), Text(change.after))
    return table
