"""Pictures of phones in time: on a spectrogram, and how long they last, as PNG bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voxloom.audio.mel.mel import MelContract
from voxloom.report.draw.canvas import (
    BLUE,
    ORANGE,
    PAPER_STYLE,
    SCREEN_STYLE,
    SCREEN_TEXT,
    blank,
    png,
)
from voxloom.report.draw.spectrograms import Mel, draw, label_axes, loudest

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAND = 10.0  # mel bins' worth of room for the labels above a spectrogram
LONGEST_PERCENTILE = 99.0  # what the axes of durations show


@dataclass(frozen=True)
class Timed:
    """A log-mel (T, C) in nats and what is said in it: labels, and mel frames of each."""

    title: str
    mel_TC: Mel
    labels: Sequence[str]
    durations: Sequence[int]


def timed_phones(rows: Sequence[Timed], contract: MelContract) -> bytes:
    """Spectrograms below one another, each phone between thin lines and named above."""
    top = max(loudest(row.mel_TC) for row in rows)
    with blank(SCREEN_STYLE, 10.0, 0.4 + 2.1 * len(rows)) as figure:
        places = list(figure.subplots(len(rows), 1, sharex=True, squeeze=False)[:, 0])
        for axes, row in zip(places, rows, strict=True):
            level = draw(axes, row.mel_TC, contract, top)
            axes.set_title(row.title)
            _name_phones(axes, row, contract)
        label_axes(places, contract)
        longest = max(len(row.mel_TC) for row in rows)
        places[0].set_xlim(0.0, longest / contract.frames_per_second)
        figure.colorbar(level, ax=places, label="dB", aspect=40).outline.set_visible(False)
        return png(figure)


def _name_phones(axes: Axes, row: Timed, contract: MelContract) -> None:
    bins = row.mel_TC.shape[1]
    ends = np.cumsum(row.durations) / contract.frames_per_second
    for label, end, frames in zip(row.labels, ends, row.durations, strict=True):
        if not frames:
            continue
        axes.axvline(end, color=SCREEN_TEXT, lw=0.6, alpha=0.7)
        middle = end - 0.5 * frames / contract.frames_per_second
        axes.text(middle, bins + 0.4 * BAND, label, ha="center", va="center", fontsize=8.5)
    axes.set_ylim(-0.5, bins - 0.5 + BAND)


@dataclass(frozen=True)
class Lengths:
    """Seconds of the same phones, as aligned to the recordings and as the voice takes."""

    aligned: Sequence[float]
    predicted: Sequence[float]


def duration_scatter(groups: Mapping[str, Lengths], frame_seconds: float) -> bytes:
    """A panel a group: a dot a phone, the diagonal, and the correlation.

    Durations are whole frames: dots are spread within theirs. Raises ValueError without groups.
    """
    if not groups:
        raise ValueError("no durations to draw")
    random = np.random.default_rng(0)
    with blank(PAPER_STYLE, 3.4 * len(groups), 3.4) as figure:
        places = figure.subplots(1, len(groups), squeeze=False)[0]
        for axes, (name, lengths) in zip(places, groups.items(), strict=True):
            aligned, predicted = (
                np.asarray(seconds) + frame_seconds * (random.random(len(seconds)) - 0.5)
                for seconds in (lengths.aligned, lengths.predicted)
            )
            end = float(np.percentile([*aligned, *predicted], LONGEST_PERCENTILE)) * 1.05
            axes.plot([0.0, end], [0.0, end], color=ORANGE, lw=1.2)
            axes.scatter(aligned, predicted, s=7.0, color=BLUE, alpha=0.35, linewidths=0.0)
            axes.set(
                title=f"{name} ({len(aligned)}){_correlation(lengths)}",
                xlabel="in the recording, seconds",
                xlim=(0.0, end),
                ylim=(0.0, end),
                aspect="equal",
            )
        places[0].set_ylabel("by the voice, seconds")
        return png(figure)


def _correlation(lengths: Lengths) -> str:
    if len(lengths.aligned) < 3 or not (np.ptp(lengths.aligned) and np.ptp(lengths.predicted)):
        return ""
    value = float(np.corrcoef(lengths.aligned, lengths.predicted)[0, 1])
    return f", r = {value:.2f}".replace("-", "−")
