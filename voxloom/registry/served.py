"""The served model of any system: MLflow runs this file itself ("models from code", no pickle)."""

from __future__ import annotations

import mlflow

from voxloom.registry.pyfunc import TableModel
from voxloom.systems.find import system

name = mlflow.models.ModelConfig().get("system")  # type: ignore[no-untyped-call]
mlflow.models.set_model(TableModel(system(name).service))
