"""The versions of a system, as the registry holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voxloom.core.errors import VoxloomError
from voxloom.core.strict_yaml import cut
from voxloom.registry.evaluation import Evaluation
from voxloom.registry.store import Store
from voxloom.registry.tags import EVALUATION, FINGERPRINT

if TYPE_CHECKING:
    from mlflow.entities import Run

URI = re.compile(r"models:/(?P<system>[\w-]+)(?:@(?P<alias>[\w-]+)|/(?P<number>[0-9]{1,18}))")
CHAMPION = "champion"
CHALLENGER = "challenger"


@dataclass(frozen=True)
class Version:
    """One version of a registered model."""

    system: str
    number: int
    aliases: tuple[str, ...]
    run_id: str | None
    created: int  # milliseconds since the epoch
    tags: dict[str, str]

    @property
    def uri(self) -> str:
        return f"models:/{self.system}/{self.number}"

    @property
    def fingerprint(self) -> str:
        return self.tags.get(FINGERPRINT, "")

    @property
    def evaluation(self) -> Evaluation | None:
        """None for a version that Voxloom did not register, or whose tag was edited."""
        tag = self.tags.get(EVALUATION)
        return None if tag is None else Evaluation.from_tag(tag)


def list_versions(store: Store, system: str) -> list[Version]:
    """Every version, oldest first; none when the system was never registered."""
    aliases = read_aliases(store, system)
    found = store.client.search_model_versions(f"name = '{system}'")
    versions = [
        Version(
            system,
            int(item.version),
            tuple(sorted(name for name, number in aliases.items() if number == int(item.version))),
            item.run_id,
            item.creation_timestamp,
            dict(item.tags),
        )
        for item in found
    ]
    return sorted(versions, key=lambda version: version.number)


def find_alias(versions: list[Version], alias: str) -> Version | None:
    return next((version for version in versions if alias in version.aliases), None)


def find_fingerprint(versions: list[Version], fingerprint: str) -> Version | None:
    """The lowest version with that fingerprint."""
    return next((version for version in versions if version.fingerprint == fingerprint), None)


@dataclass(frozen=True)
class ModelUri:
    """A registered model's URI, taken apart."""

    system: str
    alias: str | None
    number: int | None

    def __str__(self) -> str:
        where = f"@{self.alias}" if self.alias else f"/{self.number}"
        return f"models:/{self.system}{where}"


def parse_uri(uri: str) -> ModelUri:
    """Raises VoxloomError for anything but `models:/NAME@ALIAS` and `models:/NAME/NUMBER`."""
    match = URI.fullmatch(uri)
    if match is None:
        raise VoxloomError(f"{cut(uri)}: write models:/NAME@champion or models:/NAME/3")
    number = match["number"]
    return ModelUri(match["system"], match["alias"], int(number) if number else None)


def resolve(store: Store, uri: ModelUri) -> Version:
    """The version a URI leads to. Raises VoxloomError where it leads nowhere."""
    if uri.number is not None:
        return require_version(store, uri.system, uri.number)
    versions = list_versions(store, uri.system)
    found = find_alias(versions, uri.alias) if uri.alias else None
    if found is None:
        raise VoxloomError(
            f"{uri}: {store.shown_uri} has no {uri.alias} of {uri.system}; register and "
            "promote one first"
        )
    return found


def require_version(store: Store, system: str, number: int) -> Version:
    """Raises VoxloomError when there is no such version."""
    for version in list_versions(store, system):
        if version.number == number:
            return version
    raise VoxloomError(f"{system}: version {number} is not in {store.shown_uri}")


def metric(store: Store, version: Version, name: str) -> float | None:
    """What the version's evaluation measured; None where it did not, or its run is gone."""
    evaluation = version.evaluation
    run = find_run(store, evaluation.run_id if evaluation else version.run_id)
    value = None if run is None else run.data.metrics.get(name)
    return None if value is None else float(value)


def find_run(store: Store, run_id: str | None) -> Run | None:
    """A run that was not deleted; None where there is none, or no run can have that id."""
    from mlflow.exceptions import MlflowException
    from mlflow.protos.databricks_pb2 import (
        INVALID_PARAMETER_VALUE,
        RESOURCE_DOES_NOT_EXIST,
        ErrorCode,
    )

    absent = {ErrorCode.Name(code) for code in (INVALID_PARAMETER_VALUE, RESOURCE_DOES_NOT_EXIST)}
    if not run_id:
        return None
    try:
        run = store.client.get_run(run_id)
    except MlflowException as error:
        if error.error_code in absent:
            return None
        raise
    return run if run.info.lifecycle_stage == "active" else None


def read_aliases(store: Store, system: str) -> dict[str, int]:
    """Version number by alias; empty when the system was never registered."""
    models = store.client.search_registered_models(f"name = '{system}'")
    if not models:
        return {}
    model = store.client.get_registered_model(system)
    return {name: int(number) for name, number in model.aliases.items()}
