"""The Prefect flow over the DAG: DVC says what is stale, this says in what order it runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed

from flows import dag, inputs, parameters, preflight, reap, results, steps, worktree
from flows.parameters import Timeout
from flows.process import Processes
from flows.shared import shared_server
from flows.watch import ends_with
from voxloom.core.errors import VoxloomError
from voxloom.core.project import RECEIPTS
from voxloom.presets import preset_names
from voxloom.registry import store
from voxloom.systems.names import NAMES

# The lists of a deployment's form, as the project stands when it is deployed.
if TYPE_CHECKING:
    Preset = str
    Goal = str
else:
    Preset = parameters.one_of(preset_names())
    Goal = parameters.stages_now(Path.cwd())


@flow(name="train", retries=0, validate_parameters=False)  # the flow does, and says it in a line
def train(
    preset: Preset | None = None,
    until: Goal | None = None,
    force: bool = False,
    promote: bool = True,
    timeout: Timeout | None = None,
) -> State[Any]:
    """Bring the project in the working directory up to date.

    Args:
        preset: settings to put into params.yaml first.
        until: the last stage wanted; only it and what it needs are run.
        force: run stages that DVC finds unchanged, too.
        promote: once a version is registered, let it become champion if it earned it.
        timeout: seconds any one stage may take.
    """
    root = Path.cwd()
    variables = {"VOXLOOM_FLOW_RUN": str(runtime.flow_run.id)}
    results.say_failures_in_a_line()
    try:
        preflight.check(root)
        parameters.check(root, preset, until, timeout)
        inputs.require_regular_files(root, dag.sources(root))
        with (
            _ends_with_server(),
            worktree.only_run(root),
            Processes(root, variables) as processes,
        ):
            reap.sign_current_run(root)
            reap.crash_dead_runs()
            worktree.forget_dead_holders(root)
            if preset is not None:
                steps.apply_preset(processes, preset)
            plan = dag.plan(root, until)
            if results.registers(plan):
                store.check()
            forced = _forced(processes, plan, force)
            states = _run(processes, plan, forced, promote, timeout)
            if any(state.name != steps.CACHED for state in states.values()):
                dag.order_lock(root)
            return _sum_up(plan, states)
    except VoxloomError as error:
        return Failed(message=str(error))


def _ends_with_server() -> AbstractContextManager[None]:
    """A worker's run looks after its server itself; around others flows/train.py does."""
    server = shared_server() if runtime.deployment.id else None
    return ends_with(server) if server else nullcontext()


def systems_to_promote(plan: Sequence[dag.Stage], promote: bool) -> tuple[str, ...]:
    """The systems that this run registers and that may become champions."""
    return NAMES if promote and results.registers(plan) else ()


def _forced(processes: Processes, plan: Sequence[dag.Stage], force: bool) -> set[str]:
    """The stages to run whatever DVC finds: it cannot see that a store changed or was lost."""
    if force:
        return {stage.name for stage in plan}
    kept = [stage for stage in plan if not stage.to_run and RECEIPTS.as_posix() in stage.outs]
    return {stage.name for stage in kept if not steps.receipts_stand(processes, stage)}


def _run(
    processes: Processes,
    plan: Sequence[dag.Stage],
    forced: Collection[str],
    promote: bool,
    timeout: float | None,
) -> dict[str, State[Any]]:
    """Run all steps. Returns how each ended."""
    futures = _submit_stages(processes, plan, forced, timeout)
    for system in systems_to_promote(plan, promote):
        futures[f"promote {system}"] = steps.promote_version.submit(
            processes, system, wait_for=[futures[results.REGISTERING_STAGE]], return_state=False
        )
    for future in futures.values():
        future.wait()
    return {name: future.state for name, future in futures.items()}


def _sum_up(plan: Sequence[dag.Stage], states: Mapping[str, State[Any]]) -> State[Any]:
    results.log_summary(states)
    failure = results.failure(states)
    if failure:
        return Failed(message=failure)
    results.publish(plan)
    return Completed(message=results.count(states))


def _submit_stages(
    processes: Processes,
    plan: Sequence[dag.Stage],
    forced: Collection[str],
    timeout: float | None,
) -> dict[str, PrefectFuture[Any]]:
    """Each stage starts in a thread as soon as those it depends on are done, beside others."""
    futures: dict[str, PrefectFuture[Any]] = {}
    for stage in plan:
        upstream = [futures[name] for name in stage.upstream]
        force = stage.name in forced
        if stage.to_run or force:
            futures[stage.name] = steps.run_stage.submit(
                processes, stage, force, timeout, wait_for=upstream, return_state=False
            )
        else:
            futures[stage.name] = steps.keep_stage.submit(
                stage, wait_for=upstream, return_state=False
            )
    return futures
