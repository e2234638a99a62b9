"""Whether the working directory is the project, or a folder of DVC's for an experiment."""

from __future__ import annotations

from pathlib import Path

# Where DVC runs experiments that are queued, or run with --temp.
EXPERIMENTS = (".dvc", "tmp", "exps")


def in_experiment() -> bool:
    parts = Path.cwd().parts
    return any(parts[at : at + 3] == EXPERIMENTS for at in range(len(parts)))
