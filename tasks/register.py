"""register: put the evaluated models into the MLflow registry, and write which versions they are.

Should the registry be lost while the receipts are still there, DVC sees nothing to do:
`dvc repro -f -s register` registers again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tasks.stage import stage
from voxloom import files, git
from voxloom.params import Params, load_params
from voxloom.progress import say
from voxloom.registry.evaluation import read_metrics
from voxloom.registry.register import register
from voxloom.registry.systems import SYSTEMS, trained_model

RECEIPTS = Path("data/register.json")


def register_system(system: str, settings: Params) -> dict[str, Any]:
    """Says what came of it; the receipt."""
    registration = register(system, settings)
    outcome = "registered" if registration.new else "already registered"
    gate = settings.register_.of(system).gate
    figure = read_metrics().get(gate)
    measured = "not measured" if figure is None else f"{figure:.4g}"
    say(f"{registration.version.uri} {outcome}; {gate}: {measured}")
    return registration.receipt


@stage
def main() -> None:
    settings = load_params()
    for system in SYSTEMS:
        trained_model(system)  # before any is registered
    if git.head() is None:
        say("no git commit here: these versions name none")
    files.write_json(RECEIPTS, {system: register_system(system, settings) for system in SYSTEMS})


if __name__ == "__main__":
    main()
