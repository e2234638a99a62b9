"""Runs that Prefect shows as running though their process is dead.

    python -m flows.reap

A worker that is killed reports nothing, and its run would count against the deployment's limit of
one until Prefect's lease ends. Every run is therefore signed with where it runs and as which
process, and this, which every run also does at its start, sets those that are dead to Crashed.

A process number means something only where it was given: until the machine starts again, and in
one process namespace (a container has its own). Runs signed elsewhere are left to Prefect's
heartbeats (flows/dead-runs.yaml).
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

import psutil
from prefect import runtime
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed

from flows.process import started
from flows.shared import shared_server
from voxloom.core import loopback
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo

SIGNED = ("host:", "worktree:", "place:", "process:", "attempt:")
BOOT = Path("/proc/sys/kernel/random/boot_id")
PROCESSES = Path("/proc/self/ns/pid")
CLOCK_SLACK_S = 2.0
AT_MOST = 200  # as many as Prefect's server gives at once
UNFINISHED = [StateType.RUNNING, StateType.CANCELLING]


def sign_current_run(root: Path) -> None:
    """Tag the current flow run with where it runs, and as which process.

    A run that is tried again has the signature of its last attempt, which this one replaces.
    """
    run_id, tags = runtime.flow_run.id, runtime.flow_run.tags
    with get_client(sync_client=True) as client:
        attempt = client.read_flow_run(run_id).run_count
        client.update_flow_run(run_id, tags=[*without_signature(tags), *signature(root, attempt)])


def signature(root: Path, attempt: int) -> list[str]:
    pid = os.getpid()
    return [
        f"host:{socket.gethostname()}",
        f"worktree:{root}",
        f"place:{place()}",
        f"process:{pid}@{started(pid)}",
        f"attempt:{attempt}",
    ]


def without_signature(tags: Iterable[str]) -> list[str]:
    return [tag for tag in tags if not tag.startswith(SIGNED)]


def place() -> str:
    """What a process number is a number of: this start of this machine, this process namespace."""
    try:
        return f"{BOOT.read_text(encoding='ascii').strip()}/{PROCESSES.stat().st_ino}"
    except OSError:  # not Linux: no containers of its own, and no process outlives a start
        return f"{socket.gethostname()}/{psutil.boot_time():.0f}"


def crash_dead_runs() -> list[str]:
    """Set the dead runs that were signed here to Crashed. Returns their names."""
    with get_client(sync_client=True) as client:
        dead = [run for run in _unfinished_here(client) if is_dead(run.tags, run.run_count)]
        for run in dead:
            client.set_flow_run_state(run.id, Crashed(message="its process is gone"), force=True)
    return [run.name for run in dead]


def is_dead(tags: Iterable[str], attempt: int) -> bool:
    """Whether the process that signed a run's present attempt is gone.

    False for an attempt that is not signed yet.
    """
    signed = dict(tag.split(":", 1) for tag in tags if tag.startswith(SIGNED))
    if signed.get("place") != place() or signed.get("attempt") != str(attempt):
        return False
    pid, _, birth = signed["process"].partition("@")
    found = started(int(pid))
    return found is None or abs(found - float(birth)) > CLOCK_SLACK_S


def _unfinished_here(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[f"place:{place()}"]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNFINISHED)),
        ),
        sort=FlowRunSort.START_TIME_DESC,
        limit=AT_MOST,
    )


def main() -> int:
    """The exit status: 1 where Prefect's server is not to be had."""
    loopback.bypass_proxies()
    try:
        server = shared_server()
        if server is None:
            raise VoxloomError("Prefect's settings name no server; a private one outlives no run")
        server.wait()
    except VoxloomError as error:
        echo(f"error: {error}")
        return 1
    for name in crash_dead_runs():
        print(f"{name}: its process is gone; set to Crashed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
