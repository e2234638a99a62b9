"""Put the trained and evaluated model of a project into the registry, once.

A version appears in one transaction with all its tags, after its run has ended: a registration
killed at any point leaves no half version, and the next one finishes the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voxloom import files
from voxloom.params import Params
from voxloom.registry.card import model_card
from voxloom.registry.evaluation import Evaluation, Report
from voxloom.registry.fingerprint import read_origin
from voxloom.registry.package import log_system_model
from voxloom.registry.places import CORPUS, MODELS
from voxloom.registry.runs import Contents, end_left_behind, new_run
from voxloom.registry.store import Store, open_store
from voxloom.registry.tags import EVALUATION
from voxloom.registry.versions import (
    CHALLENGER,
    Version,
    find_fingerprint,
    list_versions,
    require_version,
)


@dataclass(frozen=True)
class Registration:
    """Which version stands for the project's model, and whether it is a new one."""

    version: Version
    store_uri: str  # without password
    new: bool

    @property
    def receipt(self) -> dict[str, Any]:
        """What the stage writes: the same for the same version."""
        return {
            "system": self.version.system,
            "version": self.version.number,
            "model_uri": self.version.uri,
            "fingerprint": self.version.fingerprint,
            "store": self.store_uri,
        }


def register(system: str, params: Params) -> Registration:
    """Register the model of `system`, or find the version it already is; make it challenger.

    A version evaluated anew gets the new figures.

    Raises VoxloomError when something of the project is missing or not what dvc.lock records, or
    MLflow refuses.
    """
    contents = _read_contents(system, params)
    with open_store(make=True) as store:
        fingerprint = contents.origin.fingerprint
        end_left_behind(store, system, fingerprint)
        version, new = find_fingerprint(list_versions(store, system), fingerprint), False
        if version is None:
            mine = _create(store, contents)
            version = _keep_lowest(store, mine)
            new = version.number == mine.number
        elif _outdated(version, contents.report):
            _evaluate_anew(store, version, contents)
        store.client.set_registered_model_alias(system, CHALLENGER, str(version.number))
        return Registration(require_version(store, system, version.number), store.shown_uri, new)


def _read_contents(system: str, params: Params) -> Contents:
    corpus = files.read_json(CORPUS / "corpus.json")
    origin = read_origin(system, params, corpus)
    config = files.read_json(MODELS / system / "model.json")
    report = Report.of_project(system)
    card = model_card(system, config, origin.model_digest, report.own_metrics)
    return Contents(system, params, origin, report, corpus, card)


def _create(store: Store, contents: Contents) -> Version:
    system, origin = contents.system, contents.origin
    with new_run(store, contents) as run_id:
        model = log_system_model(MODELS / system, _metadata(contents))
    _require_registered_model(store, system)
    created = store.client.create_model_version(
        system,
        source=model.model_uri,
        run_id=run_id,
        tags={**origin.tags, EVALUATION: _evaluation(contents.report, run_id).to_tag()},
        description=contents.card,
        model_id=model.model_id,
    )
    return require_version(store, system, int(created.version))


def _metadata(contents: Contents) -> Mapping[str, Any]:
    """What stays with the model's files wherever they are copied."""
    corpus = contents.corpus
    return {
        "system": contents.system,
        "fingerprint": contents.origin.fingerprint,
        **{key: corpus[key] for key in ("license", "attribution", "source")},
        "corpus": corpus["name"],
    }


def _require_registered_model(store: Store, system: str) -> None:
    from mlflow.exceptions import MlflowException
    from mlflow.protos.databricks_pb2 import RESOURCE_ALREADY_EXISTS, ErrorCode

    try:
        store.client.create_registered_model(system)
    except MlflowException as error:
        if error.error_code != ErrorCode.Name(RESOURCE_ALREADY_EXISTS):
            raise


def _keep_lowest(store: Store, mine: Version) -> Version:
    """Of versions that two registrations made of one model at once, the first stays."""
    lowest = find_fingerprint(list_versions(store, mine.system), mine.fingerprint)
    if lowest is None or lowest.number == mine.number:
        return mine
    store.client.delete_model_version(mine.system, str(mine.number))
    if mine.run_id is not None:
        store.client.delete_run(mine.run_id)
    return lowest


def _evaluation(report: Report, run_id: str) -> Evaluation:
    return Evaluation(report.grounds, report.digest, run_id)


def _outdated(version: Version, report: Report) -> bool:
    known = version.evaluation
    return known is None or known.report_digest != report.digest


def _evaluate_anew(store: Store, version: Version, contents: Contents) -> None:
    """A run of its own for the new figures; one tag, set last, makes them the version's."""
    with new_run(store, contents) as run_id:
        pass
    tag = _evaluation(contents.report, run_id).to_tag()
    store.client.set_model_version_tag(version.system, str(version.number), EVALUATION, tag)
