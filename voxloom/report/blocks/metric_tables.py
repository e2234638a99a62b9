"""Figures as tiles and tables, with what their glossary says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from voxloom.report.blocks.content import Column, Run, Table, Text, Tile, plain
from voxloom.report.blocks.glossary import Glossary, Term

COLUMNS = (Column("Metric"), Column("Value", "number"), Column("Better is", "better"))
ARROWS = {"lower": "↓ lower", "higher": "↑ higher", "neither": "–"}
ABSENT: Text = (Run("absent", "absent"),)
UNKNOWN = Term("", "neither", "")

# The label of a headline figure, its key, and a plain sentence of what is good.
Headline = tuple[str, str, str]


def tiles(
    headlines: Iterable[Headline], metrics: Mapping[str, float], glossary: Glossary
) -> tuple[Tile, ...]:
    """Of those headline figures that could be measured."""
    return tuple(
        Tile(label, *glossary.present(key, metrics[key]), good)
        for label, key, good in headlines
        if key in metrics
    )


def metric_tables(
    system: str, metrics: Mapping[str, float], absent: Mapping[str, str], glossary: Glossary
) -> tuple[Table, ...]:
    """A table a set: metrics, and absent ones with the reason, in the glossary's order."""
    sets: dict[str, list[tuple[Text, ...]]] = {}
    for key in sorted({*metrics, *absent}, key=glossary.reading_order):
        row = _row(key, metrics.get(key), absent.get(key, ""), glossary)
        sets.setdefault(key.rpartition(".")[0], []).append(row)
    return tuple(
        _table(f"{system}.{name}" if name else system, glossary.sets.get(name, ""), rows)
        for name, rows in sets.items()
    )


def _table(name: str, sentence: str, rows: list[tuple[Text, ...]]) -> Table:
    return Table(f"Metrics: {name}", COLUMNS, tuple(rows), caption=name, sentence=sentence)


def _row(key: str, value: float | None, reason: str, glossary: Glossary) -> tuple[Text, ...]:
    term = glossary.explain(key) or UNKNOWN
    sentence, figure = term.sentence, ABSENT
    if value is None:
        sentence += f" Absent: {reason}."
    else:
        number, unit = glossary.present(key, value)
        figure = (Run(number, "strong"), Run(" "), Run(unit, "quiet"))
    name = (Run(key.rpartition(".")[2], "code"), Run(sentence, "small"))
    return name, figure, plain(ARROWS[term.direction])
