"""Runs that Prefect shows as running though their process is dead.

    python -m flows.reap

A worker that is killed reports nothing, and its run would count against the deployment's limit of
one until Prefect's lease ends. Every run is therefore signed with its host and process, and this,
which every run also does at its start, sets those of this host that are dead to Crashed.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from pathlib import Path

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

CLOCK_SLACK_S = 2.0
AT_MOST = 200  # as many as Prefect's server gives at once
UNFINISHED = [StateType.RUNNING, StateType.CANCELLING]


def sign_current_run(root: Path) -> None:
    """Tag the current flow run with where it runs, and as which process."""
    run_id, tags = runtime.flow_run.id, runtime.flow_run.tags
    with get_client(sync_client=True) as client:
        client.update_flow_run(run_id, tags=[*tags, *signature(root)])


def signature(root: Path) -> list[str]:
    pid = os.getpid()
    return [_host_tag(), f"process:{pid}@{started(pid)}", f"worktree:{root}"]


def crash_dead_runs() -> list[str]:
    """Set this host's dead runs to Crashed. Returns their names."""
    with get_client(sync_client=True) as client:
        dead = [run for run in _unfinished_here(client) if is_dead(run.tags)]
        for run in dead:
            client.set_flow_run_state(run.id, Crashed(message="its process is gone"), force=True)
    return [run.name for run in dead]


def is_dead(tags: Iterable[str]) -> bool:
    """Whether the process that signed a run is gone. False for a run nobody signed."""
    for tag in tags:
        if tag.startswith("process:"):
            pid, _, birth = tag.removeprefix("process:").partition("@")
            found = started(int(pid))
            return found is None or abs(found - float(birth)) > CLOCK_SLACK_S
    return False


def _unfinished_here(client: SyncPrefectClient) -> list[FlowRun]:
    return client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            tags=FlowRunFilterTags(all_=[_host_tag()]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNFINISHED)),
        ),
        sort=FlowRunSort.START_TIME_DESC,
        limit=AT_MOST,
    )


def _host_tag() -> str:
    return f"host:{socket.gethostname()}"


if __name__ == "__main__":
    for name in crash_dead_runs():
        print(f"{name}: its process is gone; set to Crashed")
