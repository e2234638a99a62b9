"""What the registry reads of the project in the working directory, whose store it writes."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path("data/corpus")
FEATURES = Path("data/features")
MODELS = Path("data/models")
REPORTS = Path("data/reports")

# Where MLflow puts our model folder inside a logged model.
MODEL_FILES = "artifacts"
