"""Put the trained and evaluated model of a project into the registry, once.

A version appears in one transaction with all its tags, after its run has ended: a registration
killed at any point leaves no half version, and the next one finishes the work.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core import artifact, files
from voxloom.core.plain import whole
from voxloom.core.project import ABOUT_CORPUS, MODELS
from voxloom.params import Params
from voxloom.registry.card import Card
from voxloom.registry.evaluation import Evaluation, EvaluationReport
from voxloom.registry.fingerprint import read_origin
from voxloom.registry.package import log_system_model, save_system_model
from voxloom.registry.runs import (
    Contents,
    discard,
    end_left_behind,
    has_files,
    log_files,
    new_run,
)
from voxloom.registry.store import Store, open_store
from voxloom.registry.tags import EVALUATION, FILES
from voxloom.registry.versions import (
    CHALLENGER,
    Version,
    find_fingerprint,
    find_run,
    list_versions,
    require_version,
)
from voxloom.registry.wholeness import files_digest, trouble


@dataclass(frozen=True)
class Registration:
    """Which version stands for the project's model, and what was done for it."""

    version: Version
    store_uri: str  # without password
    new: bool
    brought_back: bool  # its files, which the store had lost

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

    A version evaluated anew gets the new figures, one that lost its files gets them again.

    Raises VoxloomError when something of the project is missing or not what dvc.lock records, or
    MLflow refuses.
    """
    contents = _read_contents(system, params)
    with open_store(make=True) as store:
        fingerprint = contents.origin.fingerprint
        end_left_behind(store, system, fingerprint)
        version, new = find_fingerprint(list_versions(store, system), fingerprint), False
        brought_back = False
        if version is None:
            mine = _create(store, contents)
            version = _keep_lowest(store, mine)
            new = version.number == mine.number
        else:
            brought_back = _bring_back(store, version, contents)
            if _outdated(store, version, contents.report):
                _evaluate_anew(store, version, contents)
        store.client.set_registered_model_alias(system, CHALLENGER, str(version.number))
        registered = require_version(store, system, version.number)
        return Registration(registered, store.shown_uri, new, brought_back)


def _read_contents(system: str, params: Params) -> Contents:
    corpus = files.read_json(ABOUT_CORPUS)
    origin = read_origin(system, params, corpus)
    config = files.read_json(MODELS / system / artifact.CONFIG)
    report = EvaluationReport.of_project(system)
    card = Card(system, config, origin.model_digest, report.metrics)
    return Contents(system, params, origin, report, corpus, card)


def _create(store: Store, contents: Contents) -> Version:
    system, origin = contents.system, contents.origin
    with new_run(store, contents) as run_id:
        model = log_system_model(MODELS / system, _metadata(contents))
    try:
        _require_registered_model(store, system)
        created = store.client.create_model_version(
            system,
            source=model.model_uri,
            run_id=run_id,
            tags={
                **origin.tags,
                EVALUATION: _evaluation(contents.report, run_id).to_tag(),
                FILES: _files_digest(model.model_uri),
            },
            description=contents.description,
            model_id=model.model_id,
        )
    except BaseException:
        discard(store, run_id)
        raise
    return require_version(store, system, int(created.version))


def _files_digest(uri: str) -> str:
    """Of what the store gives back, so that what it did not take is seen at once."""
    import mlflow

    with tempfile.TemporaryDirectory() as temporary:
        return files_digest(Path(mlflow.artifacts.download_artifacts(uri, dst_path=temporary)))


def _metadata(contents: Contents) -> Mapping[str, Any]:
    """What stays with the model's files wherever they are copied."""
    corpus = contents.corpus
    return {
        "system": contents.system,
        "fingerprint": contents.origin.fingerprint,
        **{key: whole(corpus[key]) for key in ("license", "attribution", "source")},
        "corpus": whole(corpus["name"]),
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
        discard(store, mine.run_id)
    return lowest


def _bring_back(store: Store, version: Version, contents: Contents) -> bool:
    """Log the files of a version again where they are lost or damaged. Its number, tags, titles
    and history stay. Returns whether anything was lost."""
    run = find_run(store, version.run_id)
    run_lost = run is not None and not has_files(store, run.info.run_id)
    if run is not None and run_lost:
        log_files(store, run.info.run_id, contents)
    if trouble(store, version) is None:
        return run_lost
    _log_model_again(store, version, contents)
    return True


def _log_model_again(store: Store, version: Version, contents: Contents) -> None:
    """Where the version looks for its files, which outlives the run and the logged model."""
    from mlflow.models import Model
    from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

    place = store.location(version.system, version.number)
    model = Model(artifact_path=place, run_id=version.run_id, metadata=dict(_metadata(contents)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "model"
        save_system_model(MODELS / version.system, model, folder)
        repository = get_artifact_repository(place)
        repository.log_artifacts(str(folder))  # type: ignore[no-untyped-call]
        digest = files_digest(folder)
    store.client.set_model_version_tag(version.system, str(version.number), FILES, digest)


def _evaluation(report: EvaluationReport, run_id: str) -> Evaluation:
    return Evaluation(report.grounds, report.digest, run_id)


def _outdated(store: Store, version: Version, report: EvaluationReport) -> bool:
    known = version.evaluation
    if known is None or known.report_digest != report.digest:
        return True
    return find_run(store, known.run_id) is None


def _evaluate_anew(store: Store, version: Version, contents: Contents) -> None:
    """A run of its own for the new figures; one tag, set last, makes them the version's."""
    with new_run(store, contents) as run_id:
        pass
    store.client.update_model_version(
        version.system, str(version.number), description=contents.description
    )
    tag = _evaluation(contents.report, run_id).to_tag()
    store.client.set_model_version_tag(version.system, str(version.number), EVALUATION, tag)
