"""The decisions on a system's champion, kept on the registered model: one tag a decision."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from voxloom.core.plain import kept
from voxloom.core.progress import echo
from voxloom.registry.store import Store

PREFIX = "decision."
# Characters, so that a decision fits a tag of a registered model: the rest of it is short.
REASON, WHO = 2000, 200
Outcome = Literal["promoted", "kept", "unchanged", "rolled back"]


@dataclass(frozen=True)
class Decision:
    """Who became or stayed champion, against whom, and why."""

    system: str
    outcome: Outcome  # kept: the champion keeps the title
    version: int  # the challenger; of a rollback the version that got the title back
    champion: int | None  # the champion until then
    metric: str | None  # the gate's; lower is better
    value: float | None  # of `version`
    champion_value: float | None
    reason: str
    by: str  # who asked for it
    when: str  # ISO 8601, UTC

    @property
    def summary(self) -> str:
        """One line for a person."""
        outcome = "not promoted" if self.outcome == "kept" else self.outcome
        return f"{self.system} version {self.version} {outcome}: {self.reason}"


def now() -> str:
    """In the characters MLflow allows in a tag's name."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def who() -> str:
    """The Prefect run, or the user, that makes the decision."""
    run = os.environ.get("VOXLOOM_FLOW_RUN")
    if run:
        return f"flow run {run}"
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def record(store: Store, decision: Decision) -> None:
    """Keep a decision: in the history, and on the version as its last one.

    It stands before the alias moves: a promotion killed between the two is repeated as a whole.
    """
    short = replace(decision, reason=kept(decision.reason, REASON), by=kept(decision.by, WHO))
    text = json.dumps(asdict(short), ensure_ascii=False)
    store.client.set_registered_model_tag(decision.system, PREFIX + decision.when, text)
    store.client.set_model_version_tag(decision.system, str(decision.version), "decision", text)


def read_history(store: Store, system: str) -> list[Decision]:
    """All decisions, oldest first, but those whose tag was edited to something else: these are
    told of and passed over."""
    tags = store.client.get_registered_model(system).tags
    read = {name: _parse(tags[name]) for name in sorted(tags) if name.startswith(PREFIX)}
    for name in (name for name, decision in read.items() if decision is None):
        echo(
            f"{system}: the registered model's tag {name} is no decision of Voxloom's: passed over"
        )
    return [decision for decision in read.values() if decision is not None]


def champion_before(history: Sequence[Decision], champion: int) -> int | None:
    """Whom the champion took the title from; None when from nobody, or it is not recorded."""
    for decision in reversed(history):
        if decision.outcome == "promoted" and decision.version == champion:
            return decision.champion
    return None


def rolled_back_from(history: Sequence[Decision], version: int) -> Decision | None:
    """The rollback that took the title from a version, unless it got it again since."""
    for decision in reversed(history):
        if decision.outcome == "promoted" and decision.version == version:
            return None
        if decision.outcome == "rolled back" and decision.champion == version:
            return decision
    return None


def _parse(text: str) -> Decision | None:
    try:
        return TypeAdapter(Decision).validate_json(text, strict=True)
    except ValidationError:
        return None
