"""Whose runs are set to Crashed: those whose own process, of this attempt, is gone for sure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import reap
from tests.flows.toy import CODE, Api

SIGN = "from pathlib import Path; from flows import reap; print(*reap.signature(Path('/w'), 1))"
CONTAINER = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc")


@pytest.fixture
def client(api: Api) -> Iterator[Api]:
    with temporary_settings({PREFECT_API_URL: api.url}):
        yield api


def signed_by(*command: str) -> list[str]:
    """The signature of a process that is gone."""
    done = subprocess.run(
        [*command, sys.executable, "-c", SIGN],
        env={**os.environ, "PYTHONPATH": str(CODE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def running(api: Api, tags: list[str], attempts: int = 1) -> str:
    """A run that Prefect takes for running, in its so-manieth attempt. Returns its name."""
    flow = api.post("/flows/", name="train")
    run = api.post("/flow_runs/", flow_id=flow["id"], tags=tags)
    for attempt in range(attempts):
        states = ["RUNNING"] if attempt == 0 else ["FAILED", "RUNNING"]
        for state in states:
            api.post(f"/flow_runs/{run['id']}/set_state", state={"type": state}, force=True)
    return str(run["name"])


def test_a_dead_process_of_here_is_found_and_nobody_else(client: Api) -> None:
    mine, gone = reap.signature(Path("/w"), 1), signed_by()
    dead = running(client, ["nightly", *gone])
    alive = {
        running(client, mine),
        running(client, ["nightly"]),  # signed by nobody
        running(client, gone, attempts=2),  # tried again, and not signed yet
        running(client, [tag.replace("place:", "place:other-") for tag in gone]),
    }
    reaped = set(reap.crash_dead_runs())
    assert dead in reaped
    assert not alive & reaped


@pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run([*CONTAINER, "true"], capture_output=True, check=False).returncode != 0,
    reason="no process namespaces for us here",
)
def test_another_process_namespace_is_not_judged_by_our_processes(client: Api) -> None:
    """A container on the same host, under the same name: its numbers mean nothing here."""
    tags = signed_by(*CONTAINER)
    assert tags[0] == reap.signature(Path("/w"), 1)[0], "the same host name"
    assert running(client, tags) not in reap.crash_dead_runs()


def test_a_new_signature_replaces_that_of_the_last_attempt() -> None:
    old = ["nightly", *reap.signature(Path("/w"), 1)]
    assert reap.without_signature(old) == ["nightly"]
