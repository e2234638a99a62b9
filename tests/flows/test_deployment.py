"""The project's own prefect.yaml with a real server, a process work pool and a real worker."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.flows.toy import CODE, PATIENCE_S, STAGES, Api, Toy, same_results, until

PREFECT = (sys.executable, "-m", "prefect", "--no-prompt")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deployed")


@pytest.fixture(scope="module")
def deployed(fresh: Toy, api: Api, home: Path) -> Iterator[Toy]:
    """A project that was deployed, and a worker that waits for its runs."""
    toy = deployable(fresh, home / "toy")
    variables = {"PREFECT_API_URL": api.url, "PREFECT_HOME": str(home / "prefect")}
    toy.run(*PREFECT, "work-pool", "create", "voxloom", "--type", "process", **variables)
    deployment = deploy(toy, "train", api)
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
    worker.wait(PATIENCE_S)


def deployable(toy: Toy, root: Path) -> Toy:
    copy = toy.copy(root)
    (copy.root / "flows").symlink_to(CODE / "flows")
    shutil.copy(CODE / "prefect.yaml", copy.root)
    return copy


def deploy(toy: Toy, name: str, api: Api) -> subprocess.CompletedProcess[str]:
    home = toy.root.parent / "prefect"
    variables = {"PREFECT_API_URL": api.url, "PREFECT_HOME": str(home)}
    return toy.run(*PREFECT, "deploy", "--name", name, **variables)


def deployment(api: Api, name: str = "train") -> dict[str, Any]:
    found = api.post("/deployments/filter", deployments={"name": {"any_": [name]}})
    return dict(found[0])


def trigger(api: Api, **parameters: Any) -> str:
    """Ask the deployment for a run. Returns the run's id."""
    run = api.post(
        f"/deployments/{deployment(api)['id']}/create_flow_run",
        parameters={"promote": False, **parameters},
        state={"type": "SCHEDULED"},
    )
    return str(run["id"])


def read(api: Api, run: str) -> dict[str, Any]:
    (found,) = api.post("/flow_runs/filter", flow_runs={"id": {"any_": [run]}})
    return dict(found)


def state_of(api: Api, run: str) -> str:
    return str(read(api, run)["state_name"])


def log_of(api: Api, run: str) -> str:
    lines = api.post("/logs/filter", logs={"flow_run_id": {"any_": [run]}})
    return "\n".join(line["message"] for line in lines)


def await_state(api: Api, run: str, name: str) -> None:
    until(lambda: state_of(api, run) == name, f"run {run} {name}")


def test_a_deployed_run_and_its_cached_twin(deployed: Toy, undisturbed: Toy, api: Api) -> None:
    first = trigger(api)
    await_state(api, first, "Completed")
    assert same_results(deployed, undisturbed)
    second = trigger(api)
    await_state(api, second, "Completed")
    assert api.ended({"id": second}, STAGES) == dict.fromkeys(STAGES, "Cached")


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


def test_the_form_shows_lists_and_the_api_refuses_what_is_not_on_them(
    deployed: Toy, api: Api
) -> None:
    properties = deployment(api)["parameter_openapi_schema"]["properties"]
    assert properties["preset"]["anyOf"][0]["enum"] == ["broken", "telephone"]
    assert properties["until"]["anyOf"][0]["enum"] == [
        "fetch", "left", "right", "join", "register",
    ]  # fmt: skip
    for wrong in ({"preset": "smokee"}, {"until": "nothing"}, {"timeout": -5}, {"timeout": 0}):
        with pytest.raises(httpx.HTTPStatusError) as refused:
            trigger(api, **wrong)
        assert refused.value.response.status_code in (409, 422), wrong


def test_a_failed_run_says_so_in_a_line_and_its_retry_does_not_reap_itself(
    deployed: Toy, api: Api
) -> None:
    deployed.broken("fetch")
    run = trigger(api, force=True, until="fetch")
    await_state(api, run, "Failed")
    until(lambda: "Finished in state Failed" in log_of(api, run), "the last line of the log")
    assert "Traceback" not in log_of(api, run)
    first = signature_of(api, run)

    deployed.usual()
    deployed.slow("fetch", 300)
    retry = {"type": "SCHEDULED", "name": "AwaitingRetry"}
    api.post(f"/flow_runs/{run}/set_state", state=retry, force=True)
    await_state(api, run, "Running")
    reaped = deployed.run(sys.executable, "-m", "flows.reap", PREFECT_API_URL=api.url)
    assert (reaped.returncode, reaped.stdout) == (0, ""), "before the retry has signed"
    until(lambda: signature_of(api, run) != first, "the retry's own signature")
    assert len(signature_of(api, run)) == len(first) == 5
    reaped = deployed.run(sys.executable, "-m", "flows.reap", PREFECT_API_URL=api.url)
    assert (reaped.returncode, reaped.stdout) == (0, "")
    assert state_of(api, run) == "Running"

    api.post(f"/flow_runs/{run}/set_state", state={"type": "CANCELLING"})
    await_state(api, run, "Cancelled")
    deployed.usual()


def signature_of(api: Api, run: str) -> set[str]:
    return set(read(api, run)["tags"])


def test_a_second_worktree_does_not_take_the_deployment_over(
    deployed: Toy, fresh: Toy, api: Api, home: Path
) -> None:
    before = deployment(api)
    second = deployable(fresh, home / "second")
    refused = deploy(second, "train", api)
    assert refused.returncode == 1
    assert f"error: train/train is the deployment of {deployed.root} on " in refused.stdout
    assert "Traceback" not in refused.stdout
    for kept in ("pull_steps", "schedules", "job_variables"):
        assert deployment(api)[kept] == before[kept]

    own = deploy(second, "train-second", api)
    assert own.returncode == 0, own.stdout
    assert directory(deployment(api, "train-second")) == str(second.root)
    assert directory(deployment(api)) == str(deployed.root)

    moved = Toy(second.root.rename(home / "moved"))
    again = deploy(moved, "train-second", api)
    assert f"train/train-second moves here from {second.root}" in again.stdout
    assert directory(deployment(api, "train-second")) == str(moved.root)


def directory(found: dict[str, Any]) -> str:
    (step,) = found["pull_steps"]
    return str(step["prefect.deployments.steps.set_working_directory"]["directory"])
