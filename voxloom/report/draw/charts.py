"""Charts of a training, of a latent space and of a corpus, as PNG bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voxloom.report.draw.canvas import BLUE, GREY, ORANGE, PAPER_STYLE, blank, png

if TYPE_CHECKING:
    from matplotlib.axes import Axes

History = Sequence[Mapping[str, Any]]  # one mapping a validation step, each with its `step`
BINS = 30
COLUMNS = 3  # histograms side by side
BARS_LABELLED = 40  # more dimensions than that are too many to name under the bars


@dataclass(frozen=True)
class Curves:
    """One panel of the training curves: what to draw, by key of the history."""

    title: str
    unit: str
    labels: Mapping[str, str]
    from_zero: bool = True  # whether zero is a place to compare with


COLOURS = {"training": ORANGE, "validation": BLUE}


def training_curves(history: History, curves: Sequence[Curves]) -> bytes:
    """What each validation step measured; a key that no step holds gives no curve.

    Raises ValueError when there is nothing to draw.
    """
    panels = [panel for panel in curves if any(_points(history, key) for key in panel.labels)]
    if not panels:
        raise ValueError("the training history holds none of the curves to draw")
    columns = min(2, len(panels))
    rows = -(-len(panels) // columns)
    with blank(PAPER_STYLE, 5.0 * columns, 2.6 * rows) as figure:
        places = figure.subplots(rows, columns, squeeze=False).flatten()
        for place, panel in zip(places, panels, strict=False):
            _draw_curves(place, panel, history)
        for place in places[len(panels) :]:
            place.remove()
        return png(figure)


def _draw_curves(axes: Axes, panel: Curves, history: History) -> None:
    for key, label in panel.labels.items():
        points = _points(history, key)
        if points:
            marker = "o" if len(points) < 30 else ""
            axes.plot(
                *zip(*points, strict=True),
                label=label,
                color=COLOURS[label],
                lw=1.8,
                marker=marker,
                ms=3,
            )
    axes.set(title=panel.title, xlabel="step", ylabel=panel.unit)
    axes.margins(x=0.02, y=0.08)
    axes.autoscale_view()
    if panel.from_zero:
        axes.set_ylim(bottom=0.0)
    if len(axes.lines) > 1:
        axes.legend()


def _points(history: History, key: str) -> list[tuple[float, float]]:
    return [(step["step"], step[key]) for step in history if step.get(key) is not None]


def kl_per_dimension(kl_D: NDArray[np.floating[Any]], threshold_nats: float) -> bytes:
    """Mean KL of each latent dimension (D,), nats a frame, from the busiest to the idlest."""
    order = np.argsort(-kl_D, kind="stable")
    active = kl_D[order] > threshold_nats
    places = np.arange(len(kl_D))
    with blank(PAPER_STYLE, 10.0, 2.9) as figure:
        axes = figure.subplots()
        axes.bar(places, kl_D[order], color=np.where(active, BLUE, "#b6bec9"), width=0.8)
        axes.axhline(
            threshold_nats,
            color=ORANGE,
            lw=1.4,
            ls="--",
            label=f"active above {threshold_nats:g} nats",
        )
        labelled = places if len(places) <= BARS_LABELLED else places[:: len(places) // 20]
        axes.set_xticks(labelled, [str(order[place]) for place in labelled])
        axes.set(
            title=f"{active.sum()} of {len(kl_D)} latent dimensions are active",
            xlabel="latent dimension",
            ylabel="KL, nats a frame",
        )
        axes.grid(axis="x", visible=False)
        axes.margins(x=0.01)
        axes.legend()
        return png(figure)


@dataclass(frozen=True)
class Histogram:
    """One panel of `histograms`: one distribution, or one before and one after."""

    title: str
    unit: str  # of the horizontal axis
    series: Mapping[str, Sequence[float]]  # by label


def histograms(panels: Sequence[Histogram]) -> bytes:
    """Distributions, three in a row, each with its median. Raises ValueError without panels."""
    if not panels:
        raise ValueError("no histogram to draw")
    columns = min(COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    with blank(PAPER_STYLE, 3.4 * columns, 2.6 * rows) as figure:
        places = figure.subplots(rows, columns, squeeze=False)
        for axes, panel in zip(places.flatten(), panels, strict=False):
            _draw_histogram(axes, panel)
        for axes in places.flatten()[len(panels) :]:
            axes.remove()
        for axes in places[:, 0]:
            axes.set_ylabel("utterances", color=GREY)
        return png(figure)


def _draw_histogram(axes: Axes, panel: Histogram) -> None:
    """The first series is filled; the second an outline over it."""
    every = [value for values in panel.series.values() for value in values]
    edges = np.histogram_bin_edges(every, BINS).tolist()
    styles: list[dict[str, Any]] = [
        {"color": BLUE},
        {"color": ORANGE, "histtype": "step", "lw": 1.6},
    ]
    medians = []
    for (label, values), style in zip(panel.series.items(), styles, strict=False):
        axes.hist(values, bins=edges, label=label, **style)
        middle = float(np.median(values)) if len(values) else float("nan")
        axes.axvline(middle, color=ORANGE, lw=1.6, ls="-" if len(panel.series) == 1 else ":")
        medians.append(f"{middle:.3g}".replace("-", "−"))
    axes.set(title=panel.title, xlabel=f"{panel.unit} (median {', '.join(medians)})")
    axes.grid(axis="x", visible=False)
    if len(panel.series) > 1:
        axes.legend()


@dataclass(frozen=True)
class Trajectory:
    """Latents (D, L) and when they stand, in seconds."""

    label: str
    values_DL: NDArray[np.floating[Any]]
    seconds_L: NDArray[np.floating[Any]]


def trajectories(
    first: Trajectory, second: Trajectory, dimensions: Sequence[int], breaks: Sequence[float]
) -> bytes:
    """Some latent dimensions over time, a panel each; `breaks` (seconds) are thin lines."""
    with blank(PAPER_STYLE, 10.0, 0.5 + 1.25 * len(dimensions)) as figure:
        places = list(figure.subplots(len(dimensions), 1, sharex=True, squeeze=False)[:, 0])
        for axes, dimension in zip(places, dimensions, strict=True):
            for item, colour in ((first, BLUE), (second, ORANGE)):
                values = item.values_DL[dimension]
                axes.plot(item.seconds_L, values, color=colour, lw=1.5, label=item.label)
            for moment in breaks:
                axes.axvline(moment, color="#d5dae1", lw=0.8, zorder=0)
            axes.set_ylabel(f"z{dimension}")
            axes.grid(visible=False)
            axes.margins(x=0.0)
        places[0].legend(ncols=2, loc="lower right", bbox_to_anchor=(1.0, 1.0))
        places[-1].set_xlabel("seconds of the recording")
        return png(figure)
