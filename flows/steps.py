"""The steps of a run, each a subprocess whose output is logged as it comes.

Every step ends in a Prefect state instead of an exception: the state's message is the one line a
person needs, and a traceback of this file would not tell more.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Cancelled, Completed, Failed

from flows import gpu
from flows.dag import Stage
from flows.process import Ending, Processes
from voxloom.core.errors import VoxloomError

CACHED = "Cached"
VOXLOOM = (sys.executable, "-m", "voxloom")
DVC = (sys.executable, "-m", "dvc", "--wait-for-lock")
CHECK_RECEIPTS = (sys.executable, "-m", "voxloom.registry.receipt")


@task(name="stage", task_run_name="{stage.name}", cache_policy=NO_CACHE, retries=0)
def keep_stage(stage: Stage) -> State[Any]:
    """A stage that DVC found unchanged: shown, and nothing started for it."""
    _logger_of(stage.name)(CACHED)
    return Completed(name=CACHED, message="unchanged")


@task(name="stage", task_run_name="{stage.name}", cache_policy=NO_CACHE, retries=0)
def run_stage(processes: Processes, stage: Stage, force: bool, timeout: float | None) -> State[Any]:
    log = _logger_of(stage.name)
    waits = stage.needs_gpu and gpu.present()
    with gpu.turn(lambda: processes.stopping) if waits else nullcontext():
        log("starts")
        began = time.monotonic()
        ending = reproduce(processes, stage, force, log, timeout)
        state = _state_of(ending, began)
    log(str(state.message) if state.is_completed() else f"{state.name}: {state.message}")
    return state


@task(name="promote", task_run_name="promote {system}", cache_policy=NO_CACHE, retries=0)
def promote_version(processes: Processes, system: str) -> State[Any]:
    """Let the newest version of a system become champion if it earned it."""
    log = _logger_of("promote")
    began = time.monotonic()
    return _state_of(processes.run([*VOXLOOM, "registry", "promote", system], log), began)


def apply_preset(processes: Processes, preset: str) -> None:
    """Put a preset's settings into params.yaml. Raises VoxloomError when that fails."""
    ending = processes.run([*VOXLOOM, "preset", preset], _logger_of("preset"))
    if not ending.succeeded:
        raise VoxloomError(f"preset {preset!r} was not applied: {ending.line or ending.how}")


def reproduce(
    processes: Processes,
    stage: Stage,
    force: bool,
    log: Callable[[str], None],
    timeout: float | None,
) -> Ending:
    """Run a stage through DVC, with what it reads fetched first."""
    _fetch_inputs(processes, stage, log)
    return processes.run(stage_command(stage, force), log, timeout)


def receipts_stand(processes: Processes, stage: Stage) -> bool:
    """Whether the versions that a kept stage names are in the store of today."""
    return processes.run(CHECK_RECEIPTS, _logger_of(stage.name)).succeeded


def stage_command(stage: Stage, force: bool) -> list[str]:
    """Reproduce one stage.

    `--pull` fetches from a remote; without one it still restores missing inputs from the local
    cache, but warns in every stage, so it is then left out where nothing is missing.
    """
    options = ["--single-item"]
    options += ["--pull"] if stage.has_remote or _lacks_inputs(stage) else []
    options += ["--allow-missing"] if stage.recorded and stage.has_remote else []
    options += ["--force"] if force else []
    return [*DVC, "repro", *options, stage.name]


def _lacks_inputs(stage: Stage) -> bool:
    return not all(Path(dep).exists() for dep in stage.deps)


def _fetch_inputs(processes: Processes, stage: Stage, log: Callable[[str], None]) -> None:
    """What is on no disk here, but where DVC's remote may have it.

    `repro --pull` fetches a stage's deps, but no folder that several stages fill, and none for a
    stage that is forced. What cannot be fetched is left for the stage to miss.
    """
    missing = [path for path in stage.inputs if not Path(path).exists()]
    if stage.has_remote and missing:
        processes.run([*DVC, "pull", *missing], log)


def _state_of(ending: Ending, began: float) -> State[Any]:
    seconds = f"{time.monotonic() - began:.1f} s"
    if ending.succeeded:
        return Completed(message=f"done in {seconds}")
    if ending.how == "stopped":
        return Cancelled(message=f"stopped after {seconds}")
    if ending.how == "timed out":
        return Failed(name="TimedOut", message=f"stopped, as it still ran after {seconds}")
    reason = ending.line.removeprefix("ERROR: ") or f"exit status {ending.status}"
    return Failed(message=f"{reason} (after {seconds})")


def _logger_of(step: str) -> Callable[[str], None]:
    logger = get_run_logger()
    return lambda line: logger.info("%s", line, extra={"step": step})
