"""One HTML file that shows and plays a run, and asks nothing of any other machine."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from voxloom.audio.decode import Audio, encode
from voxloom.report.content import Picture, Report
from voxloom.report.glossary import SETS, Term, explain, figure, present, reading_order, set_name

if TYPE_CHECKING:
    from jinja2 import Environment

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
    return _environment().get_template("page.html").render(report=report, tables=tables)


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


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["audio_uri"] = audio_uri
    environment.filters["picture_uri"] = picture_uri
    environment.filters["csp_hash"] = csp_hash
    environment.filters["figure"] = figure
    environment.globals["present"] = present
    return environment


def _template(name: str) -> str:
    return resources.files("voxloom.report").joinpath(name).read_text("utf-8")


def audio_uri(audio: Audio) -> str:
    """16-bit FLAC: about half of WAV, without loss, and every browser plays it."""
    return _data_uri("audio/flac", encode(audio, "FLAC"))


def picture_uri(picture: Picture) -> str:
    return _data_uri("image/png", picture.png)


def csp_hash(text: str) -> str:
    """The source expression that lets a page run one inline script and no other (CSP 3)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _data_uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
