"""Whole runs of the flow, against a real Prefect server, compared with plain `dvc repro`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows import pipeline
from flows.dag import Stage
from tests.flows.toy import STAGES, Api, Toy, same_outputs, same_results, until

MOMENT_S = 10.0

# `python -m flows.train`, noting every process it starts, and with a stand-in for `voxloom`.
DRIVER = """
import sys

def note(event, arguments):
    if event == "subprocess.Popen":
        with open("started.txt", "a") as file:
            print(*arguments[1], file=file)

sys.addaudithook(note)
from flows import steps, train
steps.VOXLOOM = (sys.executable, "stand_in.py")
sys.exit(train.main(sys.argv[1:]))
"""

STAND_IN = """
import sys
from pathlib import Path
*command, name = sys.argv[1:]
print("voxloom", *command, name)
if name == "broken":
    sys.exit("left: params.yaml has no such key")
if command == ["preset"]:
    Path("params.yaml").write_text("text: hello\\nleft: 2\\n")
"""

# Somebody with the GPU, until a line comes in.
HOLDER = """
from prefect.concurrency.sync import concurrency
with concurrency("gpu", occupy=1, strict=True):
    print("held", flush=True)
    input()
"""


@pytest.fixture
def server(api: Api) -> dict[str, str]:
    return {"PREFECT_API_URL": api.url}


def drive(toy: Toy, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    (toy.root / "stand_in.py").write_text(STAND_IN)
    (toy.root / "started.txt").touch()
    return toy.run(sys.executable, "-c", DRIVER, *options, **variables)


def commands_started(toy: Toy) -> list[str]:
    lines = (toy.root / "started.txt").read_text().splitlines()
    return [line for line in lines if "flows.supervise" in line]


def await_end_of_all(toy: Toy) -> None:
    until(lambda: not toy.processes(), f"no process in {toy.root}", MOMENT_S)


def test_a_first_run_does_what_dvc_repro_does(
    toy: Toy, undisturbed: Toy, api: Api, server: dict[str, str]
) -> None:
    toy.slow("left", 3)
    toy.slow("right", 3)
    run = toy.train(**server)
    assert run.returncode == 0, run.stdout
    assert same_results(toy, undisturbed)

    at = toy.journal()
    assert at["fetch ends"] <= min(at["left starts"], at["right starts"])
    assert at["left starts"] < at["right ends"], "left and right must run side by side"
    assert at["right starts"] < at["left ends"], "left and right must run side by side"
    assert max(at["left ends"], at["right ends"]) <= at["join starts"] < at["register starts"]

    assert "fetch │ fetch says hello" in run.stdout
    (flow_run,) = api.runs(toy)
    assert flow_run["state_name"] == "Completed"
    assert api.ended(flow_run, STAGES) == dict.fromkeys(STAGES, "Completed")
    assert flow_run["id"] in (toy.root / "journal.txt").read_text(), "VOXLOOM_FLOW_RUN"
    artifacts = api.artifacts(flow_run)
    assert '"metric": "length"' in artifacts["metrics"]
    assert "experiments" in artifacts["results"]


def test_an_unchanged_project_is_cached_and_starts_no_process(
    done: Toy, undisturbed: Toy, api: Api, server: dict[str, str]
) -> None:
    before = done.journal()
    run = drive(done, "--no-promote", **server)
    assert run.returncode == 0, run.stdout
    assert commands_started(done) == []
    assert done.journal() == before
    assert done.lock() == undisturbed.lock()
    assert api.ended(api.runs(done)[0], STAGES) == dict.fromkeys(STAGES, "Cached")


def test_a_receipt_that_stands_in_no_store_is_written_again(
    toy: Toy, api: Api, server: dict[str, str]
) -> None:
    """DVC finds nothing changed: that the store is another one now is hidden from it."""
    dag = toy.root / "dvc.yaml"
    stage = "toy.py register data/join.txt"
    told = dag.read_text().replace(stage, f"{stage} && echo [] > data/register.json")
    dag.write_text(told.replace("[data/register.txt]", "[data/register.json: {cache: false}]"))
    toy.dvc("repro")
    run = toy.train(**server)
    assert run.returncode == 0, run.stdout
    states = api.ended(api.runs(toy)[0], STAGES)
    assert states == {**dict.fromkeys(STAGES, "Cached"), "register": "Completed"}
    assert "mlflow.db is missing: nothing is registered here" in run.stdout


def test_a_preset_comes_first_and_promotion_last(
    done: Toy, api: Api, server: dict[str, str]
) -> None:
    run = drive(done, "--preset", "telephone", **server)
    assert run.returncode == 0, run.stdout
    commands = commands_started(done)
    assert commands[0].endswith("preset telephone")
    assert [command.split()[-1] for command in commands[1:-2]] == ["left", "join", "register"]
    assert all(" registry promote " in command for command in commands[-2:])
    promoted = {" ".join(command.split()[-2:]) for command in commands[-2:]}
    assert promoted == {"promote speech", "promote voice"}
    states = api.ended(api.runs(done)[0], [*STAGES, *promoted])
    assert {states[name] for name in promoted} == {"Completed"}
    assert {name for name, state in states.items() if state == "Cached"} == {"fetch", "right"}


def test_a_preset_that_fails_stops_the_run_before_any_stage(
    toy: Toy, server: dict[str, str]
) -> None:
    run = drive(toy, "--preset", "broken", **server)
    assert run.returncode == 1
    assert "error: preset 'broken' was not applied: left: params.yaml has no such" in run.stdout
    assert toy.journal() == {}


def test_until_stops_there_and_force_runs_what_is_unchanged(
    done: Toy, undisturbed: Toy, server: dict[str, str]
) -> None:
    run = drive(done, "--until", "left", "--force", **server)
    assert run.returncode == 0, run.stdout
    assert [command.split()[-1] for command in commands_started(done)] == ["fetch", "left"]
    assert same_results(done, undisturbed)


def test_a_failing_stage_fails_the_run_and_a_mended_one_converges(
    toy: Toy, undisturbed: Toy, api: Api, server: dict[str, str]
) -> None:
    toy.broken("left")
    run = drive(toy, **server)
    assert run.returncode == 1
    assert "error: failed at left: failed to reproduce 'left': " in run.stdout
    assert "not run: join, register, promote speech, promote voice" in run.stdout
    assert not {"join starts", "register starts"} & set(toy.journal())
    assert "right ends" in toy.journal(), "what does not depend on it still ends"
    assert not any("promote" in command for command in commands_started(toy))
    (flow_run,) = api.runs(toy)
    assert flow_run["state_name"] == "Failed"
    assert flow_run["state"]["message"].startswith("failed at left: ")
    states = api.ended(flow_run, ["left", "right"])
    assert (states["left"], states["right"]) == ("Failed", "Completed")

    toy.usual()
    run = toy.train(**server)
    assert run.returncode == 0, run.stdout
    assert same_results(toy, undisturbed)
    states = api.ended(api.runs(toy)[0], STAGES)
    assert {name for name, state in states.items() if state == "Cached"} == {"fetch", "right"}


def test_after_kill_9_nothing_lives_and_dvc_repro_converges(
    toy: Toy, undisturbed: Toy, server: dict[str, str]
) -> None:
    toy.slow("left", 60)
    run = toy.start_train(**server)
    toy.await_event("left starts")
    os.kill(run.pid, signal.SIGKILL)
    run.wait(MOMENT_S)
    await_end_of_all(toy)

    toy.usual()
    toy.dvc("repro")
    assert same_outputs(toy, undisturbed)


def test_after_kill_9_the_next_run_converges_and_the_dead_one_is_crashed(
    toy: Toy, undisturbed: Toy, api: Api, server: dict[str, str]
) -> None:
    toy.slow("join", 60)
    run = toy.start_train(**server)
    toy.await_event("join starts")
    os.kill(run.pid, signal.SIGKILL)
    run.wait(MOMENT_S)
    assert api.runs(toy)[0]["state_name"] == "Running", "nobody told Prefect"

    toy.usual()
    again = toy.train(**server)
    assert again.returncode == 0, again.stdout
    assert same_results(toy, undisturbed)
    assert [run["state_name"] for run in api.runs(toy)] == ["Completed", "Crashed"]


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_and_all_it_started(
    toy: Toy, api: Api, server: dict[str, str], kind: signal.Signals
) -> None:
    toy.slow("left", 60)
    run = toy.start_train(**server)
    toy.await_event("left starts")
    os.kill(run.pid, kind)
    run.wait(30)
    await_end_of_all(toy)
    assert toy.root.joinpath("journal.txt").read_text().count("left starts") == 1, "no retry"
    (flow_run,) = api.runs(toy)
    assert flow_run["state_type"] == "CRASHED"


def test_a_stage_past_its_time_is_killed(toy: Toy, api: Api, server: dict[str, str]) -> None:
    toy.slow("left", 60)
    run = toy.train("--timeout", "8", **server)
    assert run.returncode == 1
    assert "error: failed at left: stopped, as it still ran after" in run.stdout
    assert toy.processes() == []
    assert api.ended(api.runs(toy)[0], ["left"])["left"] == "TimedOut"


def test_a_second_run_in_the_same_worktree_is_refused(toy: Toy, server: dict[str, str]) -> None:
    toy.slow("fetch", 60)
    run = toy.start_train(**server)
    toy.await_event("fetch starts")
    second = toy.train(**server)
    assert second.returncode == 1
    assert "error: .voxloom/run.lock: another run is going on" in second.stdout
    assert f"(process {run.pid})" in second.stdout
    run.send_signal(signal.SIGINT)
    run.wait(30)
    assert list(toy.journal()) == ["fetch starts"]


def test_a_gpu_stage_waits_for_its_turn(done: Toy, api: Api, server: dict[str, str]) -> None:
    """Stage left has `meta: {gpu: true}`; somebody else of the same server holds the only slot."""
    api.post("/v2/concurrency_limits/", name="gpu", limit=1, active=True)
    before = done.journal()
    somebody = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        env=done.environment(**server),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert somebody.stdin
    assert somebody.stdout
    assert somebody.stdout.readline() == b"held\n"
    run = done.start_train("--until", "left", "--force", VOXLOOM_DEVICE="cuda", **server)
    until(lambda: done.journal()["fetch ends"] > before["fetch ends"], "fetch ran")
    until(lambda: api.stages(api.runs(done)[0]).get("left") == "Running", "left has begun")
    assert done.journal()["left starts"] == before["left starts"], "it must wait"

    somebody.communicate(b"\n", timeout=60)
    assert run.wait(60) == 0
    assert done.journal()["left ends"] > before["left ends"]


def test_outside_a_project_the_command_refuses(tmp_path: Path) -> None:
    run = Toy(tmp_path).train()
    assert run.returncode == 1
    assert "no project here (dvc.yaml and .dvc/ are needed)" in run.stdout


@pytest.mark.parametrize(
    ("stages", "promote", "systems"),
    [
        (["join", "register"], True, ("speech", "voice")),
        (["join", "register"], False, ()),
        (["join"], True, ()),
    ],
)
def test_what_is_registered_is_promoted_if_wanted(
    stages: list[str], promote: bool, systems: tuple[str, ...]
) -> None:
    plan = [
        Stage(name, (), (), (), (), needs_gpu=False, has_remote=False, recorded=True, to_run=True)
        for name in stages
    ]
    assert pipeline.systems_to_promote(plan, promote) == systems
