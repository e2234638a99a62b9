from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dependencies import ROOT
from voxloom.core.errors import VoxloomError
from voxloom.params import parse_params
from voxloom.registry.places import trained_model
from voxloom.systems.names import NAMES


@pytest.fixture
def values() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "params.yaml").read_text())
    return copy.deepcopy(loaded)


def test_every_system_has_its_gate(values: dict[str, Any]) -> None:
    params = parse_params(values, "params.yaml")
    assert [params.of(system).register_.margin for system in NAMES] == [0.0, 0.0]
    with pytest.raises(VoxloomError, match="poet: no system of this project: use speech, voice"):
        params.of("poet")


def test_a_gate_on_another_systems_figure_is_refused(values: dict[str, Any]) -> None:
    values["voice"]["register"]["gate"] = "speech.heldout.mel_error_db"
    with pytest.raises(VoxloomError, match=r"voice\.register: .*gate '.*' is no metric of voice"):
        parse_params(values, "params.yaml")


def test_a_system_that_is_not_trained_here(project: Path) -> None:
    with pytest.raises(VoxloomError, match="data/models/poet is missing: no poet is trained here"):
        trained_model("poet")
