"""Blank figures in the house style, and their PNG bytes: the same drawing, the same bytes.

Charts are dark on white; spectrograms light on dark, as on an instrument's screen.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 110
BLUE, ORANGE, GREY = "#2563eb", "#ea7317", "#5b6472"
SCREEN, SCREEN_TEXT = "#12161c", "#c9d1db"

PAPER_STYLE: Mapping[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "axes.titlesize": 10.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": GREY,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e5e7eb",
    "xtick.color": GREY,
    "ytick.color": GREY,
    "legend.frameon": False,
}
SCREEN_STYLE: Mapping[str, Any] = {
    **PAPER_STYLE,
    "figure.facecolor": SCREEN,
    "axes.facecolor": SCREEN,
    "axes.edgecolor": SCREEN,
    "axes.labelcolor": SCREEN_TEXT,
    "axes.titlecolor": SCREEN_TEXT,
    "axes.grid": False,
    "text.color": SCREEN_TEXT,
    "xtick.color": SCREEN_TEXT,
    "ytick.color": SCREEN_TEXT,
}


@contextmanager
def blank(style: Mapping[str, Any], width: float, height: float) -> Iterator[Figure]:
    """A figure of that size in inches; draw and call `png` while it is open."""
    import matplotlib
    from matplotlib.figure import Figure

    # Starting from the defaults keeps a user's matplotlibrc out of the bytes.
    settings: dict[Any, Any] = {**matplotlib.rcParamsDefault, **style}
    del settings["backend"]
    with matplotlib.rc_context(settings):
        yield Figure(figsize=(width, height), dpi=DPI, layout="constrained")


def png(figure: Figure) -> bytes:
    """PNG without the metadata that would differ between versions."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    buffer = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
