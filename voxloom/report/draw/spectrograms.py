"""Pictures of log-mel spectrograms, as PNG bytes.

mel_TC: (frames, n_mels), natural log of mel magnitudes; frequencies and times come from the
mel contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.mel.mel import DB_PER_NAT, MelContract
from voxloom.report.draw import mel_axis
from voxloom.report.draw.canvas import ORANGE, SCREEN_STYLE, SCREEN_TEXT, blank, png

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

Mel = NDArray[np.floating[Any]]

RANGE_DB = 70.0  # shown below the highest value
DIFFERENCE_DB = 20.0  # shown on either side of none


def pair(natural_TC: Mel, reconstructed_TC: Mel, contract: MelContract) -> bytes:
    """Natural above, reconstructed in the middle, their difference in dB below."""
    frames = min(len(natural_TC), len(reconstructed_TC))
    natural_TC, reconstructed_TC = natural_TC[:frames], reconstructed_TC[:frames]
    with blank(SCREEN_STYLE, 10.0, 5.0) as figure:
        above, middle, below = figure.subplots(3, 1, sharex=True)
        top = loudest(natural_TC)
        draw(above, natural_TC, contract, top)
        level = draw(middle, reconstructed_TC, contract, top)
        difference = _show(
            below,
            (reconstructed_TC - natural_TC) * DB_PER_NAT,
            contract,
            cmap="berlin",  # dark where nothing differs
            vmin=-DIFFERENCE_DB,
            vmax=DIFFERENCE_DB,
        )
        titles = ("natural", "reconstructed", "reconstructed less natural")
        for axes, title in zip((above, middle, below), titles, strict=True):
            axes.set_title(title)
        label_axes([above, middle, below], contract)
        figure.colorbar(level, ax=[above, middle], label="dB", aspect=30).outline.set_visible(False)
        figure.colorbar(difference, ax=below, label="dB", aspect=14).outline.set_visible(False)
        return png(figure)


def stack(
    mels: Mapping[str, Mel], contract: MelContract, marked: tuple[int, int] | None = None
) -> bytes:
    """Spectrograms below one another, by title; `marked` frames (first, end) lie between lines."""
    top = max(loudest(mel_TC) for mel_TC in mels.values())
    with blank(SCREEN_STYLE, 10.0, 0.4 + 1.7 * len(mels)) as figure:
        places = list(figure.subplots(len(mels), 1, sharex=True, squeeze=False)[:, 0])
        for axes, (title, mel_TC) in zip(places, mels.items(), strict=True):
            level = draw(axes, mel_TC, contract, top)
            axes.set_title(title)
            for frame in marked or ():
                axes.axvline(frame / contract.frames_per_second, color=ORANGE, lw=1.4)
        label_axes(places, contract)
        figure.colorbar(level, ax=places, label="dB", aspect=40).outline.set_visible(False)
        return png(figure)


def grid(rows: Mapping[str, Sequence[Mel]], columns: Sequence[str], contract: MelContract) -> bytes:
    """Small spectrograms: a row a key, a column a label, all on one scale of colours.

    For traversals (rows are latent dimensions, columns values) and interpolations (one row).
    """
    top = max(loudest(mel_TC) for mels in rows.values() for mel_TC in mels)
    with blank(SCREEN_STYLE, 10.0, 0.4 + 1.2 * len(rows)) as figure:
        places = figure.subplots(len(rows), len(columns), squeeze=False)
        for line, (name, mels) in zip(places, rows.items(), strict=True):
            for axes, mel_TC in zip(line, mels, strict=True):
                draw(axes, mel_TC, contract, top)
                axes.set(xticks=[], yticks=[])
            line[0].set_ylabel(name)
        for axes, label in zip(places[0], columns, strict=True):
            axes.set_title(label, loc="center", fontweight="normal", fontsize=9.0)
        return png(figure)


def loudest(mel_TC: Mel) -> float:
    return float(mel_TC.max()) * DB_PER_NAT


def draw(axes: Axes, mel_TC: Mel, contract: MelContract, top_db: float) -> AxesImage:
    """Levels in dB below `top_db`."""
    level_db = mel_TC * DB_PER_NAT - top_db
    return _show(axes, level_db, contract, cmap="magma", vmin=-RANGE_DB, vmax=0.0)


def _show(axes: Axes, values_TC: Mel, contract: MelContract, **colours: Any) -> AxesImage:
    seconds = len(values_TC) / contract.frames_per_second
    bins = values_TC.shape[1]
    return axes.imshow(
        values_TC.T,
        origin="lower",
        aspect="auto",
        extent=(0.0, seconds, -0.5, bins - 0.5),
        interpolation="nearest",
        **colours,
    )


def label_axes(places: Sequence[Axes], contract: MelContract) -> None:
    ticks = mel_axis.ticks(contract)
    for axes in places:
        axes.set_yticks([place for place, _ in ticks], [label for _, label in ticks])
        axes.set_ylabel("Hz")
        axes.tick_params(length=2, color=SCREEN_TEXT)
    places[-1].set_xlabel("seconds")
