"""Measure a registered version again, in a process of its own, with the code it came with.

    python -m voxloom.registry.remeasure MODEL_FOLDER FEATURES_FOLDER METRIC

prints a figure of the system that the folder is named after. Two versions cannot share a process:
the first one's copy of this package would serve both. (That of a version from before there were
more metrics than one takes no third argument, and needs none.)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from voxloom.core.errors import VoxloomError
from voxloom.core.process import die_with_parent
from voxloom.core.project import FEATURES
from voxloom.registry.download import fetch
from voxloom.registry.places import MODEL_FILES
from voxloom.registry.store import Store
from voxloom.registry.versions import Version
from voxloom.systems.find import system


def measure_again(store: Store, version: Version, metric: str) -> float:
    """A metric of a version on this folder's features. Lower is better.

    Raises VoxloomError when its files are gone, or its own code cannot measure it on them.
    """
    uri = version.uri
    with tempfile.TemporaryDirectory() as temporary:
        fetched = fetch(store, version, Path(temporary)).absolute()
        code = fetched / "code"
        if not code.is_dir():
            raise VoxloomError(f"{uri} came without its code: `register` did not make it")
        model = fetched / MODEL_FILES / version.system
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(model), str(FEATURES.absolute()), metric],
            cwd=code,
            env={**os.environ, "PYTHONPATH": str(code)},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise VoxloomError(f"{uri} cannot be measured again: {last}")
    return float(done.stdout.split()[-1])


def main(model: Path, features: Path, metric: str) -> None:
    die_with_parent()
    print(system(model.name).remeasure[metric].measure(model, features))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
