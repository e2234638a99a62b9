"""Who may run in a worktree, and what a killed run leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import worktree
from flows.process import started
from tests.flows.toy import Toy, until
from voxloom.core.errors import VoxloomError

LONG_AGO = 1e9


@pytest.fixture
def zombie() -> Iterator[int]:
    """A process that ended and that nobody waited for."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    until(lambda: started(child.pid) is None, "the child's end")
    yield child.pid
    child.wait()


def rwlock(toy: Toy) -> Path:
    path = toy.root / ".dvc" / "tmp" / "rwlock"
    path.parent.mkdir(exist_ok=True)
    return path


def entry(pid: int) -> dict[str, object]:
    return {"pid": pid, "cmd": "dvc repro"}


def test_a_second_run_is_told_who_runs(tmp_path: Path) -> None:
    told = rf"\.voxloom/run\.lock: another run .* \(process {os.getpid()}\)"
    with (
        worktree.only_run(tmp_path),
        pytest.raises(VoxloomError, match=told),
        worktree.only_run(tmp_path),
    ):
        pass


def test_the_lock_is_free_again_after_a_run(tmp_path: Path) -> None:
    for _ in range(2):
        with worktree.only_run(tmp_path):
            pass


@pytest.mark.parametrize("missing", ["dvc.yaml", ".dvc"])
def test_outside_a_project_nothing_runs(tmp_path: Path, missing: str) -> None:
    (tmp_path / "dvc.yaml").touch()
    (tmp_path / ".dvc").mkdir()
    (tmp_path / missing).rename(tmp_path / "elsewhere")
    with pytest.raises(VoxloomError, match="no project here"):
        worktree.require_project(tmp_path)


def test_locks_of_a_zombie_are_scrubbed_and_those_of_the_living_kept(toy: Toy, zombie: int) -> None:
    mine = entry(os.getpid())
    locks = {
        "write": {"a": entry(zombie), "b": mine},
        "read": {"c": [entry(zombie), mine], "d": [entry(zombie)]},
    }
    rwlock(toy).write_text(json.dumps(locks))
    assert worktree.forget_dead_holders(toy.root) == {zombie}
    assert json.loads(rwlock(toy).read_text()) == {"write": {"b": mine}, "read": {"c": [mine]}}


def test_a_lock_older_than_the_process_of_its_number_is_scrubbed(toy: Toy) -> None:
    rwlock(toy).write_text(json.dumps({"write": {"a": entry(os.getpid())}}))
    os.utime(rwlock(toy), (LONG_AGO, LONG_AGO))
    assert worktree.forget_dead_holders(toy.root) == {os.getpid()}


def test_a_list_of_locks_cut_short_is_emptied(toy: Toy) -> None:
    rwlock(toy).write_text('{"write": {"a": {"pi')
    worktree.forget_dead_holders(toy.root)
    assert json.loads(rwlock(toy).read_text()) == {"write": {}, "read": {}}


def test_dvc_is_stopped_by_a_zombies_lock_until_it_is_scrubbed(toy: Toy, zombie: int) -> None:
    locked = {str(toy.root / "data" / "fetch.txt"): entry(zombie)}
    rwlock(toy).write_text(json.dumps({"write": locked}))
    refused = toy.run(sys.executable, "-m", "dvc", "repro", "fetch")
    assert refused.returncode != 0
    assert "busy" in refused.stdout
    worktree.forget_dead_holders(toy.root)
    toy.dvc("repro", "fetch")


def test_a_process_holds_what_was_locked_since_it_started() -> None:
    assert worktree.may_hold(os.getpid(), time.time())
    assert not worktree.may_hold(os.getpid(), LONG_AGO)
