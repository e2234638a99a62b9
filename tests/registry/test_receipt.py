"""data/register.json against the store of today."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.dependencies import ROOT
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.project import RECEIPTS
from voxloom.params import load_params
from voxloom.registry.gate import promote
from voxloom.registry.receipt import EXPERIMENT, check
from voxloom.registry.register import register
from voxloom.registry.store import open_store


@pytest.fixture
def receipt(registered: Path) -> dict[str, Any]:
    return dict(register("speech", load_params()).receipt)


def refused(receipts: object) -> str:
    files.write_json(RECEIPTS, receipts)
    with pytest.raises(VoxloomError) as caught, open_store() as store:
        check(store, ("speech",))
    return str(caught.value)


def test_what_register_wrote_stands(receipt: dict[str, Any]) -> None:
    files.write_json(RECEIPTS, {"speech": receipt})
    with open_store() as store:
        check(store, ("speech",))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"store": "http://elsewhere"}, "names the store http://elsewhere, and today's is sqlite:"),
        ({"version": 2}, "names version 2 of speech, which sqlite:///mlflow.db has not"),
        ({"version": [1]}, "names version [1] of speech, which"),
        ({"fingerprint": "0" * 64}, "names another model than models:/speech/1 of sqlite:///"),
    ],
)
def test_another_store_version_or_model(
    receipt: dict[str, Any], changes: dict[str, Any], why: str
) -> None:
    told = refused({"speech": {**receipt, **changes}})
    assert told.startswith(f"data/register.json: {why}")
    assert told.endswith("`dvc repro -f -s register` registers the models in this folder")


@pytest.mark.parametrize("receipts", [{}, [], {"speech": None}, {"voice": {"version": 1}}])
def test_no_receipt(registered: Path, receipts: object) -> None:
    assert "has no receipt of speech" in refused(receipts)


def test_an_experiments_receipt(registered: Path) -> None:
    assert "an experiment, which registered nothing" in refused(EXPERIMENT)


def test_a_challenger_whose_title_was_taken_away(project: Path) -> None:
    receipt = register("speech", load_params()).receipt
    with open_store() as store:
        store.client.delete_registered_model_alias("speech", "challenger")
    assert "names models:/speech/1, and speech has no challenger" in refused({"speech": receipt})


def test_a_version_whose_files_are_gone(project: Path) -> None:
    receipt = register("speech", load_params()).receipt
    shutil.rmtree("mlruns")
    assert "names models:/speech/1, whose files are gone" in refused({"speech": receipt})


def test_nobody_is_promoted_on_a_receipt_that_does_not_stand(project: Path) -> None:
    """An applied experiment's: the challenger is the model before it."""
    register("speech", load_params())
    files.write_json(RECEIPTS, EXPERIMENT)
    with pytest.raises(VoxloomError, match="an experiment, which registered nothing"):
        promote("speech")
    assert promote("speech", force=True).outcome == "promoted"


def test_the_flows_question(project: Path) -> None:
    receipt = register("speech", load_params()).receipt
    files.write_json(RECEIPTS, {"speech": receipt, "voice": receipt})
    done = subprocess.run(
        [sys.executable, "-m", "voxloom.registry.receipt"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("data/register.json: names version 1 of voice, which sqlite:")
    assert len(done.stderr.splitlines()) == 1
