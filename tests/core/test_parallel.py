from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Never

import psutil
import pytest

from voxloom.core.errors import VoxloomError
from voxloom.core.guard import explain
from voxloom.core.parallel import Workers, map_items


def slow_square(number: int) -> int:
    time.sleep(0.02 * (number % 3))
    return number * number


def process_and_thread(_: int) -> tuple[int, int]:
    time.sleep(0.05)
    return os.getpid(), threading.get_ident()


def fails_on_three(number: int) -> int:
    if number == 3:
        raise VoxloomError("three is too much")
    return number


@pytest.fixture(autouse=True)
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "2")
    monkeypatch.delenv("VOXLOOM_BACKEND", raising=False)


@pytest.mark.parametrize("backend", ["loky", "threading"])
def test_results_come_in_the_order_of_the_items(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("VOXLOOM_BACKEND", backend)
    assert map_items(slow_square, range(20), "squares") == [n * n for n in range(20)]
    assert map_items(slow_square, [7], "squares") == [49]
    assert map_items(slow_square, [], "squares") == []


def test_loky_works_in_other_processes() -> None:
    assert os.getpid() not in {pid for pid, _ in map_items(process_and_thread, range(8), "pids")}


def test_threading_stays_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_BACKEND", "threading")
    found = map_items(process_and_thread, range(8), "threads")
    assert {pid for pid, _ in found} == {os.getpid()}
    assert len({thread for _, thread in found}) == 2


def test_one_job_stays_in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    assert set(map_items(process_and_thread, range(3), "one")) == {
        (os.getpid(), threading.get_ident())
    }


@pytest.mark.parametrize("backend", ["loky", "threading"])
def test_an_exception_comes_through(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setenv("VOXLOOM_BACKEND", backend)
    with pytest.raises(VoxloomError, match="three is too much"):
        map_items(fails_on_three, range(6), "fails")


@pytest.mark.parametrize("jobs", ["zero", "0", "-1", "1.5", " "])
def test_a_number_of_workers_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", jobs)
    with pytest.raises(VoxloomError, match=r"VOXLOOM_JOBS=.* is no number of workers"):
        Workers.from_environment()


def test_the_default_is_a_worker_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOXLOOM_JOBS")
    assert Workers.from_environment() == Workers("loky", len(os.sched_getaffinity(0)))


SLEEPERS = """
import sys
from tests.core.test_parallel import write_pid_and_sleep
from voxloom.core.parallel import map_items
map_items(write_pid_and_sleep, [sys.argv[1]] * 2, "sleeping")
"""


def write_pid_and_sleep(folder: str) -> None:
    (Path(folder) / f"{os.getpid()}.pid").touch()
    time.sleep(60)


def killed_by_the_system(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_the_system_killed_is_said() -> None:
    with pytest.raises(BrokenExecutor) as caught:
        map_items(killed_by_the_system, range(4), "killed")
    assert (explain(caught.value) or "").startswith("a worker process was killed")


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ties them on Linux only")
def test_workers_that_have_had_no_item_yet_die_with_a_killed_parent(tmp_path: Path) -> None:
    """Nor do loky's resource trackers stay."""
    parent = subprocess.Popen([sys.executable, "-c", SLEEPERS, str(tmp_path)])
    try:
        children: list[psutil.Process] = []
        deadline = time.monotonic() + 60
        while not any("Loky" in argument for child in children for argument in child.cmdline()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
            children = psutil.Process(parent.pid).children(recursive=True)
        assert not list(tmp_path.iterdir())
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    # Whoever is started is tied once it has Python and joblib imported; loky waits 300 s.
    assert _gone([child.pid for child in children], within=60.0), "a worker outlived its parent"
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ties them on Linux only")
def test_workers_die_with_a_killed_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", SLEEPERS, str(tmp_path)])
    workers: list[int] = []
    try:
        deadline = time.monotonic() + 60
        while len(workers) < 2:
            assert time.monotonic() < deadline
            assert parent.poll() is None
            time.sleep(0.05)
            workers = [int(path.stem) for path in tmp_path.glob("*.pid")]
        assert all(psutil.pid_exists(worker) for worker in workers)
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    assert _gone(workers, within=10.0), "a worker outlived its parent"


def _gone(pids: list[int], within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not any(_is_running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def dask_cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real cluster of two processes, which a stage's environment names."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        monkeypatch.setenv("VOXLOOM_BACKEND", "dask")
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", cluster.scheduler_address)
        yield


@pytest.mark.usefixtures("dask_cluster")
def test_a_dask_cluster_does_the_work() -> None:
    found = map_items(process_and_thread, range(8), "dask")
    assert os.getpid() not in {pid for pid, _ in found}


@pytest.mark.usefixtures("dask_cluster")
def test_a_dask_worker_that_lacks_the_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Never:
        raise ModuleNotFoundError("No module named 'voxloom'")

    monkeypatch.setattr("voxloom.core.cluster.importlib.import_module", missing)
    with pytest.raises(VoxloomError, match=r"cannot import Voxloom .*start workers in the project"):
        map_items(process_and_thread, range(8), "dask")


def test_a_dask_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("voxloom.core.cluster.TIMEOUT_S", 0.5)
    monkeypatch.setenv("VOXLOOM_BACKEND", "dask")
    with pytest.raises(VoxloomError, match="set DASK_SCHEDULER_ADDRESS"):
        map_items(process_and_thread, range(8), "dask")
    monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://127.0.0.1:1")
    with pytest.raises(VoxloomError, match="no Dask scheduler answers"):
        map_items(process_and_thread, range(8), "dask")


def test_an_unknown_backend_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_BACKEND", "lokky")
    with pytest.raises(VoxloomError, match="use one of loky, threading, dask"):
        map_items(process_and_thread, range(8), "nowhere")
