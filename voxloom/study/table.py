"""The study of cleaning as a part of a page: a table of steps and damages, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from voxloom.report.html.template import render
from voxloom.study.cleaning import CLEAN, MEASURES, StudyRow, change, harmful

if TYPE_CHECKING:
    from markupsafe import Markup

CLASSES = {1: "better", 0: "same", -1: "worse", None: "absent"}
SIGNS = {1: "▲", 0: "", -1: "▼", None: ""}


@dataclass(frozen=True)
class TableCell:
    """`text`: before and after, or the reason why there is none."""

    text: str
    kind: str  # of CLASSES


@dataclass(frozen=True)
class TableLine:
    step: str
    cells: tuple[TableCell, ...]  # one a measure


@dataclass(frozen=True)
class Group:
    """One level of one damage, with a line a step that changed anything."""

    title: str
    lines: tuple[TableLine, ...]
    unchanged: tuple[str, ...]


def study_table(rows: Sequence[StudyRow]) -> Markup:
    """HTML to put into a page; nothing in it needs escaping again. Empty without rows."""
    from markupsafe import Markup

    if not rows:
        return Markup("")
    utterances = max(row.utterances for row in rows)
    return Markup(
        render(
            "study.html",
            groups=groups(rows),
            measures=MEASURES,
            utterances=utterances,
            harmful=sorted(harmful(rows)),
        )
    )


def groups(rows: Sequence[StudyRow]) -> list[Group]:
    """Damages in the order of the rows; steps without any effect by their names only."""
    found = []
    for (damage, level, unit), group in groupby(
        rows, key=lambda row: (row.damage, row.level, row.unit)
    ):
        lines = [
            TableLine(step, tuple(cell(row) for row in line))
            for step, line in groupby(group, key=lambda row: row.step)
        ]
        title = "clean speech" if damage == CLEAN else f"{damage}, {level:g} {unit}"
        idle = [line.step for line in lines if {cell.kind for cell in line.cells} == {"same"}]
        active = tuple(line for line in lines if line.step not in idle)
        found.append(Group(title, active, tuple(idle)))
    return found


def cell(row: StudyRow) -> TableCell:
    outcome = change(row)
    if row.before is None or row.after is None:
        return TableCell(row.absent, CLASSES[outcome])
    text = f"{row.before:.2f} → {row.after:.2f} {SIGNS[outcome]}".rstrip().replace("-", "−")
    return TableCell(text, CLASSES[outcome])
