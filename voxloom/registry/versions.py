"""The versions of a system, as the registry holds them."""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.errors import VoxloomError
from voxloom.registry.evaluation import TAG, Evaluation
from voxloom.registry.fingerprint import FINGERPRINT
from voxloom.registry.store import Store

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
        """None for a version that Voxloom did not register. Raises VoxloomError as `from_tag`."""
        return Evaluation.from_tag(self.tags[TAG]) if TAG in self.tags else None


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


def require_version(store: Store, system: str, number: int) -> Version:
    """Raises VoxloomError when there is no such version."""
    for version in list_versions(store, system):
        if version.number == number:
            return version
    raise VoxloomError(f"{system}: version {number} is not in {store.shown_uri}")


def metric(store: Store, version: Version, name: str) -> float | None:
    """What the version's evaluation measured; None where it did not."""
    evaluation = version.evaluation
    run_id = evaluation.run_id if evaluation else version.run_id
    if run_id is None:
        return None
    value = store.client.get_run(run_id).data.metrics.get(name)
    return None if value is None else float(value)


def read_aliases(store: Store, system: str) -> dict[str, int]:
    """Version number by alias; empty when the system was never registered."""
    models = store.client.search_registered_models(f"name = '{system}'")
    if not models:
        return {}
    model = store.client.get_registered_model(system)
    return {name: int(number) for name, number in model.aliases.items()}
