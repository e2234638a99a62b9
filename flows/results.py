"""What a run says at its end: a summary in the log, and artifacts in Prefect."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State

from flows.dag import Stage
from flows.steps import CACHED
from voxloom.errors import VoxloomError
from voxloom.registry.address import shown

METRICS = Path("data/reports/metrics.json")
REPORTS = {
    "corpus report": Path("data/reports/corpus.html"),
    "report": Path("data/reports/index.html"),
}


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
    if METRICS.is_file() and _made_by(plan, METRICS):
        create_table_artifact(key="metrics", table=_metrics_table(), description="Metrics")
    places = _places(plan)
    create_markdown_artifact(
        key="results", markdown="\n".join(f"- {what}: `{where}`" for what, where in places.items())
    )
    for what, where in places.items():
        get_run_logger().info("%s: %s", what, where, extra={"step": "results"})


def _ended_badly(state: State[Any]) -> bool:
    return state.is_final() and not state.is_completed()


def _made_by(plan: Sequence[Stage], path: Path) -> bool:
    return any(path.is_relative_to(out) for stage in plan for out in stage.outs)


def _metrics_table() -> list[dict[str, Any]]:
    try:
        metrics = json.loads(METRICS.read_text(encoding="utf-8"))
        return [{"metric": name, "value": value} for name, value in metrics.items()]
    except (ValueError, AttributeError) as error:
        raise VoxloomError(f"{METRICS}: not a JSON object of metrics: {error}") from error


def _places(plan: Sequence[Stage]) -> dict[str, str]:
    reports = {
        what: str(page) for what, page in REPORTS.items() if page.is_file() and _made_by(plan, page)
    }
    server = os.environ.get("MLFLOW_TRACKING_URI")
    experiments = shown(server) if server else "mlflow.db (look with `mlflow ui`)"
    return {**reports, "experiments": experiments}
