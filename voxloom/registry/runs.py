"""One MLflow run an evaluation: parameters, figures, curve, report and data, in few calls."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from voxloom import files
from voxloom.lock import LOCK, Hashes
from voxloom.manifest import read_manifest
from voxloom.params import Params
from voxloom.registry.evaluation import Report
from voxloom.registry.fingerprint import Origin, environment
from voxloom.registry.places import CORPUS, MODELS, REPORTS
from voxloom.registry.store import Store
from voxloom.registry.tags import FINGERPRINT

PARAMS_A_CALL = 100  # MLflow's limits
METRICS_A_CALL = 1000
DIGEST_LENGTH = 36

Item = TypeVar("Item")


@dataclass(frozen=True)
class Contents:
    """What a run shows."""

    system: str
    params: Params
    origin: Origin
    report: Report
    corpus: dict[str, Any]
    card: str


@contextmanager
def new_run(store: Store, contents: Contents) -> Iterator[str]:
    """A run with everything but the model, finished when the block is; yields its id.

    An exception ends it as failed. One that is killed stays behind as running until the same
    model is registered again: see `end_left_behind`.
    """
    import mlflow

    experiment = store.experiment(contents.system)
    name = f"{contents.system} {contents.origin.model_digest[:8]}"
    tags = contents.origin.tags
    with mlflow.start_run(experiment_id=experiment, run_name=name, tags=tags) as run:
        run_id = str(run.info.run_id)
        _log_numbers(store, run_id, contents)
        _log_dataset(store, run_id, contents)
        _log_files(store, run_id, contents)
        yield run_id


def end_left_behind(store: Store, system: str, fingerprint: str) -> None:
    """Mark runs of this model that never came to their end as killed.

    One that in truth is still going on sets its own end later.
    """
    unfinished = store.client.search_runs(
        [store.experiment(system)],
        f"tags.{FINGERPRINT} = '{fingerprint}' and attributes.status = 'RUNNING'",
    )
    for run in unfinished:
        store.client.set_terminated(run.info.run_id, "KILLED")


def flatten(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested mappings as dotted keys."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            flat.update(flatten(value, f"{prefix}{name}."))
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def _log_numbers(store: Store, run_id: str, contents: Contents) -> None:
    from mlflow.entities import Metric, Param

    now = int(time.time() * 1000)
    values = flatten(contents.params.model_dump(mode="json", by_alias=True))
    params = [Param(name, str(value)) for name, value in values.items()]
    metrics = [Metric(name, value, now, 0) for name, value in contents.report.metrics.items()]
    history = files.read_json(MODELS / contents.system / "history.json")
    metrics += [
        Metric(f"training.{name}", float(value), now, int(point["step"]))
        for point in history
        for name, value in point.items()
        if name != "step"
    ]
    for some in _chunks(params, PARAMS_A_CALL):
        store.client.log_batch(run_id, params=some)
    for some_metrics in _chunks(metrics, METRICS_A_CALL):
        store.client.log_batch(run_id, metrics=some_metrics)


def _log_dataset(store: Store, run_id: str, contents: Contents) -> None:
    """The corpus as the run's data set; its digest is DVC's hash of the corpus folder."""
    from mlflow.entities import Dataset, DatasetInput, InputTag

    corpus, rows = contents.corpus, read_manifest(CORPUS)
    profile = {
        "utterances": len(rows),
        "hours": round(sum(row.duration for row in rows) / 3600.0, 3),
        "license": corpus["license"],
    }
    dataset = Dataset(
        name=corpus["name"],
        digest=_dataset_digest(contents.origin.data),
        source_type="corpus",
        source=json.dumps({"source": corpus["source"], "attribution": corpus["attribution"]}),
        profile=json.dumps(profile),
    )
    context = InputTag("mlflow.data.context", "training")
    store.client.log_inputs(run_id, [DatasetInput(dataset, [context])])


def _dataset_digest(data: Hashes) -> str:
    """MLflow allows 36 characters, just what DVC's md5 of a folder takes."""
    return data.get(CORPUS.as_posix(), files.digest(data))[:DIGEST_LENGTH]


def _log_files(store: Store, run_id: str, contents: Contents) -> None:
    store.client.log_artifacts(run_id, str(REPORTS), "report")
    store.client.log_text(run_id, contents.card, "model_card.md")
    store.client.log_text(run_id, "\n".join(environment()) + "\n", "environment.txt")
    store.client.log_artifact(run_id, str(LOCK))


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
