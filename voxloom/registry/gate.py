"""The champion's title: promote the challenger, roll back, and look at who stands where."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.core.errors import VoxloomError
from voxloom.core.project import RECEIPTS
from voxloom.params import load_params
from voxloom.registry.history import (
    Decision,
    champion_before,
    now,
    read_history,
    record,
    who,
)
from voxloom.registry.receipt import check as check_receipt
from voxloom.registry.store import Store, open_store
from voxloom.registry.verdict import Verdict, judge
from voxloom.registry.versions import (
    CHALLENGER,
    CHAMPION,
    Version,
    find_alias,
    list_versions,
    metric,
)


@dataclass(frozen=True)
class VersionStatus:
    """One version in an overview."""

    version: int
    aliases: tuple[str, ...]
    metric: str
    value: float | None
    fingerprint: str
    commit: str | None
    created: int  # milliseconds since the epoch


def promote(system: str, force: bool = False) -> Decision:
    """Make the challenger champion where its gate in params.yaml lets it, or by force.

    Raises VoxloomError for a system that has no gate, when there is no challenger, or this folder
    has a receipt that does not stand in the store, or MLflow refuses.
    """
    params = load_params().of(system).register_
    with open_store() as store:
        versions = list_versions(store, system)
        challenger, champion = find_alias(versions, CHALLENGER), find_alias(versions, CHAMPION)
        if challenger is None:
            raise VoxloomError(
                f"{system}: no challenger in {store.shown_uri}; register a version with "
                "`dvc repro -f -s register`"
            )
        if RECEIPTS.exists() and not force:
            check_receipt(store, (system,))
        verdict = _forced(judge(store, challenger, champion, params), force)
        decision = Decision(
            system,
            verdict.outcome,
            version=challenger.number,
            champion=champion.number if champion else None,
            metric=params.gate,
            value=verdict.value,
            champion_value=verdict.champion_value,
            reason=verdict.reason,
            by=who(),
            when=now(),
        )
        _carry_out(store, decision)
        return decision


def rollback(system: str) -> Decision:
    """Give the title back to the version the champion took it from.

    The version that loses it takes it again only by force.

    Raises VoxloomError when there is no champion, or none before it is on record.
    """
    with open_store() as store:
        versions = list_versions(store, system)
        champion = find_alias(versions, CHAMPION)
        if champion is None:
            raise VoxloomError(f"{system}: no champion in {store.shown_uri}: nothing to roll back")
        decision = Decision(
            system,
            "rolled back",
            version=_champion_before(store, champion, versions),
            champion=champion.number,
            metric=None,
            value=None,
            champion_value=None,
            reason=f"champion again in place of version {champion.number}",
            by=who(),
            when=now(),
        )
        _carry_out(store, decision)
        return decision


def status(system: str) -> list[VersionStatus]:
    """Every version, newest first, with the figure the gate looks at."""
    name = load_params().of(system).register_.gate
    with open_store() as store:
        return [
            VersionStatus(
                version.number,
                version.aliases,
                name,
                metric(store, version, name),
                version.fingerprint,
                version.tags.get("git.commit"),
                version.created,
            )
            for version in reversed(list_versions(store, system))
        ]


def decisions(system: str) -> list[Decision]:
    """The history of the title, oldest first; none for a system never registered."""
    with open_store() as store:
        return read_history(store, system) if list_versions(store, system) else []


def _forced(verdict: Verdict, force: bool) -> Verdict:
    if not force or verdict.outcome != "kept":
        return verdict
    reason = f"by force, though {verdict.reason}"
    return Verdict("promoted", reason, verdict.value, verdict.champion_value)


def _carry_out(store: Store, decision: Decision) -> None:
    """Record first: what is killed before the title moves is repeated as a whole."""
    if decision.outcome == "unchanged":
        return
    record(store, decision)
    if decision.outcome != "kept":
        number = str(decision.version)
        store.client.set_registered_model_alias(decision.system, CHAMPION, number)


def _champion_before(store: Store, champion: Version, versions: list[Version]) -> int:
    """The last before it that is still there."""
    history, number = read_history(store, champion.system), champion.number
    there = {version.number for version in versions}
    passed = {number}
    while (before := champion_before(history, number)) is not None and before not in passed:
        if before in there:
            return before
        passed.add(before)
        number = before
    raise VoxloomError(
        f"{champion.system}: no champion before version {champion.number} is on record: nothing "
        "to roll back to"
    )
