from __future__ import annotations

from pathlib import Path

import pytest

from tests.registry.projects import write_features, write_lock, write_model
from voxloom.core.errors import VoxloomError
from voxloom.params import load_params
from voxloom.registry.register import register
from voxloom.registry.reproduce import reproduce

URI = "models:/speech@challenger"


def test_identical_until_a_stage_differs(project: Path) -> None:
    register("speech", load_params())
    same = reproduce(URI, load_params())
    assert same.identical
    assert same.summary == "models:/speech/1: identical"

    params = project / "params.yaml"
    params.write_text(params.read_text().replace("margin: 0.0", "margin: 0.5"))
    other_gate = reproduce(URI, load_params())
    assert other_gate.identical
    assert other_gate.summary == "models:/speech/1: identical (but not: params)"

    write_model(project / "data/models/speech", seed=2)
    write_lock(project)
    retrained = reproduce(URI, load_params())
    assert retrained.summary == (
        "models:/speech/1: differs, first at stage vae: data/models/speech"
    )

    write_features(project / "data/features")
    (project / "data/features/mel.json").write_text("{}")
    write_lock(project)
    assert reproduce("models:/speech/1", load_params()).summary == (
        "models:/speech/1: differs, first at stage features: data/features"
    )


def test_no_such_version(project: Path) -> None:
    with pytest.raises(VoxloomError, match="has no challenger of speech"):
        reproduce(URI, load_params())
