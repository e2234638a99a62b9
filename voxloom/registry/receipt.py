"""The receipts of a project: which versions the stage `register` found or made for the models here.

    python -m voxloom.registry.receipt

ends with status 1, and says why, where it does not stand in the store of today. DVC cannot see
that: to it the file is an output like any other, whatever became of the store.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo
from voxloom.core.project import RECEIPTS
from voxloom.registry.store import Store, open_store
from voxloom.registry.versions import CHALLENGER, find_alias, list_versions
from voxloom.registry.wholeness import listed
from voxloom.systems.names import NAMES

REGISTER = "`dvc repro -f -s register` registers the models in this folder"

# What stands there after a queued experiment, which registers nothing.
EXPERIMENT = {"registered": None, "because": "made by an experiment outside the project's folder"}


def check(store: Store, systems: tuple[str, ...] = NAMES) -> None:
    """Raises VoxloomError unless each system's receipt stands for a version of this store."""
    if why := refuted(store, systems):
        raise VoxloomError(f"{why}; {REGISTER}")


def refuted(store: Store, systems: tuple[str, ...] = NAMES) -> str | None:
    """Why a system's receipt does not stand for a version of this store; None where all do."""
    receipts = files.read_json(RECEIPTS)
    if receipts == EXPERIMENT:
        return f"{RECEIPTS}: an experiment, which registered nothing"
    reasons = (_refuted(store, system, receipts) for system in systems)
    return next((f"{RECEIPTS}: {why}" for why in reasons if why), None)


def _refuted(store: Store, system: str, receipts: Any) -> str | None:
    """Why a system's receipt does not stand; None where it does."""
    receipt = receipts.get(system) if isinstance(receipts, Mapping) else None
    if not isinstance(receipt, Mapping):
        return f"has no receipt of {system}"
    if receipt.get("store") != store.shown_uri:
        return f"names the store {receipt.get('store')}, and today's is {store.shown_uri}"
    number, fingerprint = receipt.get("version"), receipt.get("fingerprint")
    versions = list_versions(store, system)
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return f"names version {number} of {system}, which {store.shown_uri} has not"
    if version.fingerprint != fingerprint:
        return f"names another model than {version.uri} of {store.shown_uri}"
    if find_alias(versions, CHALLENGER) is None:
        return f"names {version.uri}, and {system} has no {CHALLENGER}"
    return None if listed(version) else f"names {version.uri}, whose files are gone"


def main() -> None:
    """Status 1, and why in a line, where the flow must register again."""
    try:
        with open_store() as store:
            why = refuted(store)
    except VoxloomError as error:
        why = str(error)
    if why:
        echo(f"{why}: the models are registered again")
        sys.exit(1)


if __name__ == "__main__":
    main()
