"""One HTML file that shows and plays a run, and asks nothing of any other machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from voxloom.report.content import Report
from voxloom.report.glossary import SETS, Term, explain, present, reading_order, set_name
from voxloom.report.template import render

Listed = TypeVar("Listed")

ARROWS = {"lower": "↓ lower", "higher": "↑ higher", "neither": "–"}


@dataclass(frozen=True)
class MetricRow:
    """One line of a metric table; `absent` is the reason where there is no figure."""

    name: str
    figure: str
    unit: str
    better: str
    sentence: str
    absent: str = ""


@dataclass(frozen=True)
class MetricTable:
    """The metrics of one set (`heldout`, `natural`, ...)."""

    name: str
    sentence: str
    rows: tuple[MetricRow, ...]


def render_page(report: Report) -> str:
    """The whole page, with audio as FLAC and pictures as PNG inside; same report, same text."""
    tables = metric_tables(_listed(report.metrics), _listed(report.absent))
    return render("page.html", report=report, tables=tables)


def _listed(values: Mapping[str, Listed]) -> dict[str, Listed]:
    """All but the robustness of single kinds of sentences, which has a table of its own."""
    return {
        key: value
        for key, value in values.items()
        if ".robustness." not in key or ".robustness.overall." in key
    }


def metric_tables(
    metrics: Mapping[str, float], absent: Mapping[str, str]
) -> tuple[MetricTable, ...]:
    """Metrics and absent ones by set, in the glossary's order."""
    sets: dict[str, list[MetricRow]] = {}
    for key in sorted({*metrics, *absent}, key=reading_order):
        group, _, name = key.rpartition(".")
        sets.setdefault(group, []).append(_metric_row(key, name, metrics, absent))
    return tuple(
        MetricTable(group, SETS.get(set_name(group), ""), tuple(rows))
        for group, rows in sets.items()
    )


def _metric_row(
    key: str, name: str, metrics: Mapping[str, float], absent: Mapping[str, str]
) -> MetricRow:
    term = explain(key) or Term("", "neither", "")
    better = ARROWS[term.direction]
    if key in metrics:
        number, unit = present(key, metrics[key])
        return MetricRow(name, number, unit, better, term.sentence)
    return MetricRow(name, "absent", "", better, term.sentence, absent[key])
