"""A run that was given no Prefect server brings its own, and takes it along when it dies."""

from __future__ import annotations

import os
import signal

from tests.flows.toy import Toy, same_results, until

REFUSAL = ".voxloom/prefect.lock: another run is going on in this worktree"


def test_a_run_without_a_server(toy: Toy, undisturbed: Toy) -> None:
    first = toy.train()
    assert first.returncode == 0, first.stdout
    assert same_results(toy, undisturbed)
    assert (toy.root / ".voxloom" / "prefect" / "prefect.db").exists()
    assert "Traceback" not in first.stdout
    assert toy.processes() == []

    second = toy.train()
    assert second.returncode == 0, second.stdout
    assert all(f"{stage} │ cached" in second.stdout for stage in ("fetch", "register"))


def test_kill_9_takes_the_server_along_and_meanwhile_nobody_shares_its_home(toy: Toy) -> None:
    toy.slow("fetch", 60)
    run = toy.start_train()
    toy.await_event("fetch starts")
    assert any("prefect" in process.cmdline() for process in toy.processes())
    second = toy.train()
    assert second.returncode == 1
    assert f"error: {REFUSAL} (process {run.pid})" in second.stdout

    os.kill(run.pid, signal.SIGKILL)
    run.wait(10)
    until(lambda: not toy.processes(), "no process in the project", 10)
