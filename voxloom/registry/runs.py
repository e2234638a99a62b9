"""One MLflow run an evaluation: parameters, figures, curve, report and data, in few calls."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from voxloom.core import artifact, files
from voxloom.core.manifest import read_manifest
from voxloom.core.plain import DATASET_NAME, PARAMETER, TAG, kept
from voxloom.core.project import CORPUS, EVALUATION, METRICS, MODELS, PAGE
from voxloom.params import Params
from voxloom.provenance.lock import LOCK, Hashes, outs, read_stages
from voxloom.registry.card import Card
from voxloom.registry.evaluation import EvaluationReport
from voxloom.registry.fingerprint import Origin, environment
from voxloom.registry.lineage import check_recorded
from voxloom.registry.store import Store
from voxloom.registry.tags import FINGERPRINT

PARAMS_A_CALL = 25  # MLflow's limit is 100, and a million bytes
METRICS_A_CALL = 1000  # MLflow's limit
DIGEST_LENGTH = 36
CARD = "model_card.md"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Contents:
    """What a run shows."""

    system: str
    params: Params
    origin: Origin
    report: EvaluationReport
    corpus: dict[str, Any]
    card: Card

    @property
    def description(self) -> str:
        """The card in as many characters as a version's description holds."""
        return self.card.description(self.params.of(self.system).register_.gate)


@contextmanager
def new_run(store: Store, contents: Contents) -> Iterator[str]:
    """A run with everything but the model, finished when the block is; yields its id.

    An exception takes it away again. One that is killed stays behind as running until the same
    model is registered again: see `end_left_behind`.
    """
    import mlflow

    experiment = store.experiment(contents.system)
    name = f"{contents.system} {contents.origin.model_digest[:8]}"
    tags = contents.origin.tags
    with ExitStack() as undo:
        with mlflow.start_run(experiment_id=experiment, run_name=name, tags=tags) as run:
            run_id = str(run.info.run_id)
            undo.callback(discard, store, run_id)
            _log_numbers(store, run_id, contents)
            _log_dataset(store, run_id, contents)
            log_files(store, run_id, contents)
            yield run_id
        undo.pop_all()


def discard(store: Store, run_id: str) -> None:
    """Take away a run that led to nothing, and the model it logged, if the store still answers."""
    from mlflow.exceptions import MlflowException

    with suppress(MlflowException):
        experiment = store.client.get_run(run_id).info.experiment_id
        for model in store.client.search_logged_models(
            [experiment], filter_string=f"source_run_id = '{run_id}'"
        ):
            store.client.delete_logged_model(model.model_id)
        store.client.delete_run(run_id)


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
    values = flatten(contents.origin.params)
    params = [Param(name, kept(str(value), PARAMETER)) for name, value in values.items()]
    metrics = [Metric(name, value, now, 0) for name, value in contents.report.metrics.items()]
    history = files.read_json(MODELS / contents.system / artifact.HISTORY)
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
        "license": kept(corpus["license"], TAG),
    }
    source = {name: kept(corpus[name], TAG) for name in ("source", "attribution")}
    dataset = Dataset(
        name=kept(corpus["name"], DATASET_NAME),
        digest=_dataset_digest(contents.origin.data),
        source_type="corpus",
        source=json.dumps(source, ensure_ascii=False),
        profile=json.dumps(profile, ensure_ascii=False),
    )
    context = InputTag("mlflow.data.context", "training")
    store.client.log_inputs(run_id, [DatasetInput(dataset, [context])])


def _dataset_digest(data: Hashes) -> str:
    """MLflow allows 36 characters, just what DVC's md5 of a folder takes."""
    return data.get(CORPUS.as_posix(), files.digest(data))[:DIGEST_LENGTH]


def log_files(store: Store, run_id: str, contents: Contents) -> None:
    """The system's report, the card, the environment and dvc.lock."""
    for out, place in _report_outs(contents.system).items():
        if out.is_dir():
            store.client.log_artifacts(run_id, str(out), place)
        else:
            store.client.log_artifact(run_id, str(out), place)
    store.client.log_text(run_id, contents.card.full, CARD)
    store.client.log_text(run_id, "\n".join(environment()) + "\n", "environment.txt")
    store.client.log_artifact(run_id, str(LOCK))


def has_files(store: Store, run_id: str) -> bool:
    """Whether a run still has its card, and so most likely the rest."""
    return any(item.path == CARD for item in store.client.list_artifacts(run_id))


def _report_outs(system: str) -> dict[Path, str]:
    """What its evaluation wrote, and the page that shows it, each with its place in the run.

    Nothing else that lies beside them. Raises VoxloomError unless they are what dvc.lock records.
    """
    places = {
        EVALUATION / system: "report",
        METRICS / f"{system}.json": "report/metrics",
        PAGE: "report",
    }
    recorded = outs(read_stages())
    for path in places:
        check_recorded(path, recorded)
    return places


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
