"""flows/dead-runs.yaml: runs whose heartbeats stopped are set to Crashed by Prefect itself."""

from __future__ import annotations

import os
import signal

import pytest
import yaml

from tests.flows.toy import CODE, Api, Toy, until

HEARTBEAT_S = 30  # the shortest that Prefect takes


@pytest.mark.slow
def test_a_run_without_heartbeats_is_set_to_crashed(toy: Toy, api: Api) -> None:
    (automation,) = yaml.safe_load((CODE / "flows" / "dead-runs.yaml").read_text())["automations"]
    automation["trigger"]["within"] = HEARTBEAT_S + 15
    api.post("/automations/", **automation)

    toy.slow("fetch", 600)
    heartbeat = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_S)}
    run = toy.start_train(PREFECT_API_URL=api.url, **heartbeat)
    toy.await_event("fetch starts")
    until(lambda: heartbeats(api), "a heartbeat")
    os.kill(run.pid, signal.SIGKILL)
    run.wait(10)
    until(lambda: api.runs(toy)[0]["state_name"] == "Crashed", "the run is Crashed")
    assert api.runs(toy)[0]["state"]["message"] == automation["actions"][0]["message"]


def heartbeats(api: Api) -> int:
    of_runs = {"event": {"name": ["prefect.flow-run.heartbeat"]}}
    return int(api.post("/events/filter", filter=of_runs)["total"])
