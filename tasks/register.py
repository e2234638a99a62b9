"""register: put the evaluated models into the MLflow registry, and write which versions they are.

DVC does not see the registry: where it was changed or lost, `voxloom run` registers again, and so
does `dvc repro -f -s register`. An experiment that DVC runs in a folder of its own registers
nothing: it becomes a version once it is applied and the pipeline is run.
"""

from __future__ import annotations

from typing import Any

from tasks.stage import stage
from voxloom.core import files
from voxloom.core.progress import echo
from voxloom.core.project import RECEIPTS
from voxloom.params import Params, load_params
from voxloom.provenance import git
from voxloom.provenance.experiment import in_experiment
from voxloom.registry.evaluation import read_metrics
from voxloom.registry.places import trained_model
from voxloom.registry.receipt import EXPERIMENT
from voxloom.registry.register import register
from voxloom.systems.names import NAMES


def register_system(system: str, settings: Params) -> dict[str, Any]:
    """Says what came of it; the receipt."""
    registration = register(system, settings)
    outcome = "registered" if registration.new else "already registered"
    if registration.brought_back:
        outcome += ", its files were lost and are there again"
    gate = settings.of(system).register_.gate
    figure = read_metrics(system).get(gate)
    measured = "not measured" if figure is None else f"{figure:.4g}"
    echo(f"{registration.version.uri} {outcome}; {gate}: {measured}")
    return registration.receipt


@stage
def main() -> None:
    if in_experiment():
        echo("an experiment registers nothing; `dvc exp apply` it, then `voxloom run`")
        files.write_json(RECEIPTS, EXPERIMENT)
        return
    settings = load_params()
    for system in NAMES:
        trained_model(system)  # before any is registered
    if git.head() is None:
        echo("no git commit here: these versions name none")
    files.write_json(RECEIPTS, {system: register_system(system, settings) for system in NAMES})


if __name__ == "__main__":
    main()
