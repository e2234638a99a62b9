"""What the registry reads of the project in the working directory, whose store it writes."""

from __future__ import annotations

from pathlib import Path

from voxloom.core.errors import VoxloomError

CORPUS = Path("data/corpus")
FEATURES = Path("data/features")
MODELS = Path("data/models")
EVALUATION = Path("data/evaluation")  # a folder a system
REPORTS = Path("data/reports")
METRICS = REPORTS / "metrics"  # a file a system
PAGE = REPORTS / "index.html"

# Where MLflow puts our model folder inside a logged model.
MODEL_FILES = "artifacts"


def trained_model(system: str) -> Path:
    """The folder of the project's model. Raises VoxloomError where there is none."""
    folder = MODELS / system
    if not folder.is_dir():
        raise VoxloomError(
            f"{folder} is missing: no {system} is trained here; run `dvc repro`, or `dvc pull` "
            "where a remote holds it"
        )
    return folder
