from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from voxloom.audio.mel.features import Matrix
from voxloom.audio.mel.mel import MelContract
from voxloom.params import load_params


@pytest.fixture(scope="session")
def contract() -> MelContract:
    return MelContract.from_params(load_params(Path(__file__).parents[2] / "params.yaml").audio)


@pytest.fixture(scope="session")
def mel() -> Matrix:
    """(50, 80), a ridge on a floor."""
    frames, bins = np.mgrid[0:50, 0:80]
    ridge = np.exp(-((bins - 20 - 15 * np.sin(frames / 8.0)) ** 2) / 18.0)
    return (np.log(1e-5) + 11.0 * ridge).astype(np.float32)
