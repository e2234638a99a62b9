"""The served `speech` model: MLflow runs this file itself ("models from code", no pickle)."""

from __future__ import annotations

import mlflow

from voxloom.registry.pyfunc import TableModel
from voxloom.registry.service_speech import SPEECH

mlflow.models.set_model(TableModel(SPEECH))
