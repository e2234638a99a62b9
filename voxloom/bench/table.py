"""The comparisons as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from voxloom.bench.timing import Comparison


def print_table(comparisons: Sequence[Comparison], console: Console | None = None) -> None:
    """The comparisons, then what each of them counts; on stdout unless a console is given."""
    console = console or Console(highlight=False)
    table = Table("", "Voxloom", "RTF", "peer", "its time", "its RTF", "peer / Voxloom")
    for column in table.columns:
        column.overflow = "fold"
    for comparison in comparisons:
        table.add_row(*row(comparison))
    console.print(table)
    console.print(f"Medians of {comparisons[0].repeats} turns, and the range of their ratios.")
    console.print("One torch and one BLAS thread on both sides, but for the training step.")
    console.print("RTF: compute time / duration of the audio.")
    for comparison in comparisons:
        console.print(f"- {comparison.name}: {comparison.note}", markup=False)


def row(comparison: Comparison) -> list[str]:
    low, high = comparison.ratio_min, comparison.ratio_max
    return [
        comparison.name,
        duration(comparison.ours_s),
        factor(comparison.rtf),
        comparison.peer,
        "" if comparison.peer_s is None else duration(comparison.peer_s),
        factor(comparison.peer_rtf),
        "" if comparison.ratio is None else f"{comparison.ratio:.2f} ({low:.2f}-{high:.2f})",
    ]


def factor(rtf: float | None) -> str:
    return "" if rtf is None else f"{rtf:.2g}"


def duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1.0 else f"{1000.0 * seconds:.3g} ms"
