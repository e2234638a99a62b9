"""The project's own prefect.yaml with a real server, a process work pool and a real worker."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.toy import CODE, Api, Toy, same_results, until

PREFECT = (sys.executable, "-m", "prefect", "--no-prompt")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deployed")


@pytest.fixture(scope="module")
def deployed(fresh: Toy, api: Api, home: Path) -> Iterator[Toy]:
    """A project that was deployed, and a worker that waits for its runs."""
    toy = fresh.copy(home / "toy")
    (toy.root / "flows").symlink_to(CODE / "flows")
    shutil.copy(CODE / "prefect.yaml", toy.root)
    variables = {"PREFECT_API_URL": api.url, "PREFECT_HOME": str(home / "prefect")}
    toy.run(*PREFECT, "work-pool", "create", "voxloom", "--type", "process", **variables)
    deployment = toy.run(*PREFECT, "deploy", "--name", "train", **variables)
    assert "successfully created" in deployment.stdout, deployment.stdout
    with (home / "worker.log").open("w") as log:
        worker = subprocess.Popen(
            [*PREFECT, "worker", "start", "--pool", "voxloom"],
            cwd=home,
            env=toy.environment(**variables, PREFECT_WORKER_QUERY_SECONDS="1"),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    yield toy
    worker.terminate()
    worker.wait(60)


def trigger(api: Api, **parameters: Any) -> str:
    """Ask the deployment for a run. Returns the run's id."""
    (deployment,) = api.post("/deployments/filter")
    run = api.post(
        f"/deployments/{deployment['id']}/create_flow_run",
        parameters={"promote": False, **parameters},
        state={"type": "SCHEDULED"},
    )
    return str(run["id"])


def state_of(api: Api, run: str) -> str:
    (found,) = api.post("/flow_runs/filter", flow_runs={"id": {"any_": [run]}})
    return str(found["state_name"])


def await_state(api: Api, run: str, name: str) -> None:
    until(lambda: state_of(api, run) == name, f"run {run} {name}")


def test_a_deployed_run_and_its_cached_twin(deployed: Toy, undisturbed: Toy, api: Api) -> None:
    first = trigger(api)
    await_state(api, first, "Completed")
    assert same_results(deployed, undisturbed)
    second = trigger(api)
    await_state(api, second, "Completed")
    assert set(api.stages({"id": second}).values()) == {"Cached"}


def test_a_run_beside_a_running_one_is_cancelled_and_a_cancelled_one_leaves_nobody(
    deployed: Toy, api: Api
) -> None:
    deployed.slow("left", 300)
    first = trigger(api, force=True, until="left")
    until(lambda: deployed.processes(), "the flow's process")
    await_state(api, first, "Running")
    second = trigger(api)
    await_state(api, second, "Cancelled")
    until(lambda: api.stages({"id": first}).get("left") == "Running", "left is running")

    api.post(f"/flow_runs/{first}/set_state", state={"type": "CANCELLING"})
    await_state(api, first, "Cancelled")
    until(lambda: not deployed.processes(), "no process in the project", 10)
    deployed.usual()
