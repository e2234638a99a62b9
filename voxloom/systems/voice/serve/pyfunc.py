"""The served `voice` model: MLflow runs this file itself ("models from code", no pickle)."""

from __future__ import annotations

import mlflow

from voxloom.registry.pyfunc import TableModel
from voxloom.systems.voice.serve.service import VOICE

mlflow.models.set_model(TableModel(VOICE))
