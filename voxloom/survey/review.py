"""Which utterances a person should hear first: the worst of the cleaned ones by one measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from voxloom.audio.wave.shards import read_utterance
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Utterance, read_manifest
from voxloom.core.parallel import map_items
from voxloom.metrics.absent import Absent, Reasons
from voxloom.provenance import seal
from voxloom.survey.order import Order

Figures = dict[str, float]  # by utterance, or by measure


@dataclass(frozen=True)
class Suspect:
    """One utterance of the list, and its figures by the names of the measures."""

    row: Utterance
    figures: Figures


@dataclass(frozen=True)
class ReviewList:
    """The worst utterances by one measure, the worst first; `absent`: measures and why."""

    by: str
    orders: Mapping[str, Order]  # what was measured
    ranked: int  # utterances in all
    suspects: tuple[Suspect, ...]
    absent: Reasons

    def to_json(self) -> dict[str, Any]:
        return {
            "by": self.by,
            "ranked": self.ranked,
            "absent": self.absent,
            "utterances": [
                {
                    "id": suspect.row.id,
                    "text": suspect.row.text,
                    "seconds": suspect.row.duration,
                    **{key: round(value, 3) for key, value in suspect.figures.items()},
                }
                for suspect in self.suspects
            ],
        }


def review(orders: Mapping[str, Order], by: str, top: int, clean: Path) -> ReviewList:
    """Rank the cleaned utterances of a folder. The other measures are taken of the `top` only.

    Raises VoxloomError for an unknown measure, without cleaned recordings or with damaged ones, and
    where the measure asked for cannot be had.
    """
    if by not in orders:
        raise VoxloomError(f"--by {by}: unknown; use {', '.join(orders)}")
    seal.check(clean)
    rows = read_manifest(clean)
    figures, reason = measure_all(rows, orders[by])
    if not figures:
        raise VoxloomError(str(reason))
    sign = orders[by].worst_first
    # Where a figure is missing there is nothing to rank by; ids break ties, so runs agree.
    worst = sorted(
        (row for row in rows if row.id in figures),
        key=lambda row: (sign * figures[row.id], row.id),
    )[:top]
    found, reasons = {by: figures}, {by: reason}
    for other in orders:
        if other != by:
            found[other], reasons[other] = measure_all(worst, orders[other])
    suspects = tuple(
        Suspect(row, {key: found[key][row.id] for key in orders if row.id in found[key]})
        for row in worst
    )
    absent = {key: reason for key, reason in reasons.items() if reason is not None}
    return ReviewList(by, orders, len(figures), suspects, absent)


def measure_all(rows: Sequence[Utterance], order: Order) -> tuple[Figures, str | None]:
    """Figures by id; the first reason where one or all cannot be had."""
    results = map_items(partial(_attempt, order=order), rows, f"{order.title} (utterances)")
    pairs = zip(rows, results, strict=True)
    figures = {row.id: result for row, result in pairs if isinstance(result, float)}
    reasons = (result for result in results if isinstance(result, str))
    return figures, next(reasons, None)


def _attempt(row: Utterance, order: Order) -> float | str:
    try:
        return order.measure(read_utterance(Path(), row))
    except Absent as reason:
        return str(reason)


def print_list(found: ReviewList) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = [f"{order.title}, {order.unit}" for order in found.orders.values()]
    table = Table("utterance", "seconds", *columns, "text")
    for suspect in found.suspects:
        figures = [
            f"{suspect.figures[key]:.2f}" if key in suspect.figures else "absent"
            for key in found.orders
        ]
        row = suspect.row
        table.add_row(row.id, f"{row.duration:.2f}", *figures, row.text)
    console = Console()
    console.print(table)
    for key, reason in found.absent.items():
        title = found.orders[key].title
        console.print(f"{title} is absent: {reason}", markup=False, soft_wrap=True)
