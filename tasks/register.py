"""register: put the evaluated model into the MLflow registry, and write which version it is.

Should the registry be lost while the receipt is still there, DVC sees nothing to do:
`dvc repro -f -s register` registers again.
"""

from __future__ import annotations

from pathlib import Path

from tasks.stage import stage
from voxloom import files
from voxloom.params import load_params
from voxloom.progress import say
from voxloom.registry.evaluation import read_metrics
from voxloom.registry.register import register

SYSTEM = "speech"
RECEIPT = Path("data/register.json")


@stage
def main() -> None:
    settings = load_params()
    gate = settings.register_.gate
    registration = register(SYSTEM, settings)
    files.write_json(RECEIPT, registration.receipt)
    figure = read_metrics().get(gate)
    outcome = "registered" if registration.new else "already registered"
    measured = "not measured" if figure is None else f"{figure:.4g}"
    say(f"{registration.version.uri} {outcome}; {gate}: {measured}")


if __name__ == "__main__":
    main()
