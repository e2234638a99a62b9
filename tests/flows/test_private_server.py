"""A run that was given no Prefect server brings its own, and takes it along when it dies."""

from __future__ import annotations

import os
import signal

import psutil
import pytest

from tests.flows.stubs import nobody
from tests.flows.toy import Toy, same_results, until


def test_a_private_server_is_not_shared_dies_with_its_run_and_starts_again(
    toy: Toy, undisturbed: Toy
) -> None:
    toy.slow("fetch", 60)
    proxy = nobody().removesuffix("/api")
    run = toy.start_train(http_proxy=proxy, ALL_PROXY=proxy, PREFECT_API_URL="")
    toy.await_event("fetch starts")
    assert (toy.root / ".voxloom" / "prefect" / "prefect.db").exists()
    assert any("prefect" in process.cmdline() for process in toy.processes())

    second = toy.train()
    assert second.returncode == 1
    assert "error: .voxloom/prefect.lock: another run is going on" in second.stdout
    assert f"(process {run.pid})" in second.stdout

    os.kill(run.pid, signal.SIGKILL)
    run.wait(10)
    until(lambda: not toy.processes(), "no process in the project", 10)

    toy.usual()
    third = toy.train()
    assert third.returncode == 0, third.stdout
    assert same_results(toy, undisturbed)
    assert "Traceback" not in third.stdout
    assert toy.processes() == []


@pytest.mark.parametrize("moment", ["the server is up", "a stage works"])
def test_a_run_ends_with_its_private_server_and_says_so(toy: Toy, moment: str) -> None:
    toy.slow("fetch", 60)
    run = toy.start_train()
    until(lambda: servers(toy), "the server's process")
    if moment == "a stage works":
        toy.await_event("fetch starts")
    for server in servers(toy):
        server.kill()
    told, _ = run.communicate(timeout=15)
    assert run.returncode == 1
    assert "Traceback" not in told
    assert "Error logging" not in told
    *_, last = told.splitlines()
    assert last.startswith("error: Prefect's server ")
    assert "(see .voxloom/prefect/server.log)" in last
    until(lambda: not toy.processes(), "no process in the project", 10)


def servers(toy: Toy) -> list[psutil.Process]:
    return [process for process in toy.processes() if "server" in process.cmdline()]
