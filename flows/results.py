"""What a run says at its end: a summary in the log, and artifacts in Prefect."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.exceptions import FailedRun

from flows.dag import Stage
from flows.steps import CACHED
from voxloom.core import files
from voxloom.core.project import REPORTS
from voxloom.registry.address import shown

REGISTERING_STAGE = "register"
METRICS = REPORTS / "metrics"  # a file a system
PAGES = {
    "corpus report": REPORTS / "corpus.html",
    "report": REPORTS / "index.html",
}


def say_failures_in_a_line() -> None:
    """Keep Prefect from adding its own traceback to a flow's `Failed(message=...)`.

    The line before it, `Finished in state Failed(...)`, has the message.
    """
    logging.getLogger("prefect.flow_runs").addFilter(_is_no_traceback_of_prefect)


def _is_no_traceback_of_prefect(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))


def log_summary(states: Mapping[str, State[Any]]) -> None:
    logger = get_run_logger()
    width = max(map(len, states))
    for name, state in states.items():
        logger.info("%s  %s", name.ljust(width), outcome(state), extra={"step": "summary"})


def outcome(state: State[Any]) -> str:
    """A state in the words of a person."""
    if state.is_pending():
        return "not run"
    if state.name == CACHED:
        return CACHED
    return f"failed: {state.message}" if state.is_failed() else str(state.message)


def failure(states: Mapping[str, State[Any]]) -> str | None:
    """One line that names the steps that failed and those not run, or None if all went well."""
    failed = [f"{name}: {state.message}" for name, state in states.items() if _ended_badly(state)]
    waiting = [name for name, state in states.items() if state.is_pending()]
    if not failed:
        return None
    rest = f"; not run: {', '.join(waiting)}" if waiting else ""
    return f"failed at {'; '.join(failed)}{rest}"


def count(states: Mapping[str, State[Any]]) -> str:
    cached = sum(state.name == CACHED for state in states.values())
    return f"{len(states) - cached} run, {cached} cached"


def publish(plan: Sequence[Stage]) -> None:
    """Put the metrics of this plan's stages, and where its results are, into Prefect."""
    table = _metrics_table(plan)
    if table:
        create_table_artifact(key="metrics", table=table, description="Metrics")
    places = _places(plan)
    create_markdown_artifact(
        key="results", markdown="\n".join(f"- {what}: {where}" for what, where in places.items())
    )
    for what, where in places.items():
        get_run_logger().info("%s: %s", what, where.replace("`", ""), extra={"step": "results"})


def registers(plan: Sequence[Stage]) -> bool:
    return any(stage.name == REGISTERING_STAGE for stage in plan)


def _ended_badly(state: State[Any]) -> bool:
    return state.is_final() and not state.is_completed()


def _made_by(plan: Sequence[Stage], path: Path) -> bool:
    return any(path.is_relative_to(out) for stage in plan for out in stage.outs)


def _metrics_table(plan: Sequence[Stage]) -> list[dict[str, Any]]:
    """The figures of all systems that the plan evaluates.

    Raises VoxloomError for a file that is no JSON object.
    """
    return [
        {"metric": name, "value": value}
        for path in sorted(METRICS.glob("*.json"))
        if _made_by(plan, path)
        for name, value in files.read_json_object(path).items()
    ]


def _places(plan: Sequence[Stage]) -> dict[str, str]:
    reports = {
        what: f"`{page}`" for what, page in PAGES.items() if page.is_file() and _made_by(plan, page)
    }
    if not registers(plan):
        return reports
    server = os.environ.get("MLFLOW_TRACKING_URI")
    experiments = f"`{shown(server)}`" if server else "`mlflow.db` (look with `mlflow ui`)"
    return {**reports, "experiments": experiments}
