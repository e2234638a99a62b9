"""What a stage needs is there when it runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows import dag, steps
from flows.process import Processes
from tests.flows.toy import Toy, same_results


def test_a_forced_stage_gets_its_inputs_from_the_remote(
    done: Toy, undisturbed: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague's clone: dvc.lock says all is up to date, and nothing of it is on this disk."""
    done.dvc("remote", "add", "--default", "store", str(tmp_path / "remote"))
    done.dvc("push")
    shutil.rmtree(done.root / ".dvc" / "cache")
    for path in (done.root / "data").glob("*.txt"):
        path.unlink()
    monkeypatch.chdir(done.root)
    *_, stage = dag.plan(done.root, "join")
    assert not stage.to_run
    with Processes(done.root, {}) as processes:
        ending = steps.reproduce(processes, stage, True, print, None)
    assert ending.succeeded, ending
    done.dvc("pull")
    assert same_results(done, undisturbed)
