"""The served `speech` model: MLflow runs this file itself ("models from code", no pickle)."""

from __future__ import annotations

import mlflow

from voxloom.registry.pyfunc import TableModel
from voxloom.systems.speech.serve.service import SPEECH

mlflow.models.set_model(TableModel(SPEECH))
