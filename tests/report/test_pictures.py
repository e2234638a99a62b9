"""Charts and spectrograms: readable PNGs, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable

import matplotlib
import numpy as np
import pytest
from PIL import Image

from voxloom.audio.mel.features import Matrix
from voxloom.audio.mel.mel import MelContract
from voxloom.report.draw import charts, spectrograms
from voxloom.systems.speech.evaluate.terms import CURVES

HISTORY = [
    {
        "step": step,
        "train_mel_error_db": 6.0 / step,
        "validation_mel_error_db": 7.0 / step,
        "validation_kl_bits_per_s": None if step == 1 else 900.0,
        "beta": 0.1,
        "learning_rate": 1e-3,
    }
    for step in (1, 2, 3)
]

DRAWINGS: dict[str, Callable[[Matrix, MelContract], bytes]] = {
    "curves": lambda mel, contract: charts.training_curves(HISTORY, CURVES),
    "kl": lambda mel, contract: charts.kl_per_dimension(np.array([0.0, 0.5, 0.01]), 0.02),
    "histograms": lambda mel, contract: charts.histograms(
        [
            charts.Histogram("Duration", "s", {"cleaned": [1.0, 2.0, 2.5]}),
            charts.Histogram("Loudness", "LUFS", {"recorded": [-17.0], "cleaned": [-23.0]}),
            charts.Histogram("Pitch", "Hz", {"cleaned": []}),
            charts.Histogram("Rate", "per second", {"cleaned": [9.0, 9.0]}),
        ]
    ),
    "pair": lambda mel, contract: spectrograms.pair(mel, mel[:-2] + 0.5, contract),
    "stack": lambda mel, contract: spectrograms.stack(
        {"natural": mel, "repaired": mel}, contract, (10, 20)
    ),
    "grid": lambda mel, contract: spectrograms.grid(
        {"dimension 3": [mel, mel[:20]]}, ["−3", "+3"], contract
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_same_drawing_has_the_same_bytes_whatever_the_users_settings(
    name: str, mel: Matrix, contract: MelContract
) -> None:
    first = DRAWINGS[name](mel, contract)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        second = DRAWINGS[name](mel, contract)
    assert first == second
    image = Image.open(io.BytesIO(first))
    assert image.width > 300
    assert not image.info.keys() & {"Software", "Creation Time"}


def test_drawing_leaves_the_global_state_of_matplotlib_alone(
    mel: Matrix, contract: MelContract
) -> None:
    before = dict(matplotlib.rcParams)
    spectrograms.pair(mel, mel, contract)
    assert dict(matplotlib.rcParams) == before


def test_drawing_does_not_change_the_arrays(mel: Matrix, contract: MelContract) -> None:
    copy = mel.copy()
    spectrograms.pair(mel, mel, contract)
    np.testing.assert_array_equal(mel, copy)


def test_a_difference_is_seen(mel: Matrix, contract: MelContract) -> None:
    assert spectrograms.pair(mel, mel, contract) != spectrograms.pair(mel, mel + 1.0, contract)


def test_a_history_without_the_latent_code_draws_what_it_has() -> None:
    short = [{"step": 1, "train_mel_error_db": 5.0}, {"step": 2, "train_mel_error_db": 4.0}]
    assert charts.training_curves(short, CURVES) != charts.training_curves(HISTORY, CURVES)


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(ValueError, match="none of the curves"):
        charts.training_curves([], CURVES)
    with pytest.raises(ValueError, match="no histogram"):
        charts.histograms([])


def test_many_dimensions_are_drawn() -> None:
    assert charts.kl_per_dimension(np.linspace(0.0, 1.0, 512), 0.02).startswith(b"\x89PNG")
