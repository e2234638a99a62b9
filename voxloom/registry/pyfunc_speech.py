"""The served `speech` model: MLflow runs this file itself ("models from code", no pickle).

It travels with the version, beside a copy of this package. A process that has loaded one version
keeps that version's copy of the package for every other it loads: to compare two versions, load
them in two processes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mlflow
import pandas as pd  # type: ignore[import-untyped]
from mlflow.exceptions import MlflowException
from mlflow.pyfunc.model import PythonModel, PythonModelContext

from voxloom.errors import VoxloomError
from voxloom.registry.operations import Request, Settings, answer


class SpeechModel(PythonModel):
    """Reconstruct, sample, interpolate, repair; see `voxloom.registry.operations`."""

    def load_context(self, context: PythonModelContext) -> None:
        """Raises VoxloomError when a file of the model is not the one that was registered."""
        from voxloom.speech import Speech

        self.speech = Speech.load(Path(context.artifacts["model"]))

    def predict(
        self,
        context: PythonModelContext,
        model_input: pd.DataFrame,
        params: dict[str, Any] | None = None,
    ) -> pd.DataFrame:
        """One row of recordings for each request, several for `interpolate`.

        Raises MlflowException, which a server passes on as it is, for what cannot be answered.
        """
        table = model_input.astype(object).where(model_input.notna(), None)
        try:
            settings = Settings(**(params or {}))
            rows = [
                row
                for number, values in enumerate(table.to_dict(orient="records"))
                for row in answer(self.speech, Request(number, values), settings)
            ]
        except VoxloomError as error:
            raise MlflowException.invalid_parameter_value(str(error)) from None
        return pd.DataFrame(rows, columns=["row", "audio", "rate", "seconds"])


mlflow.models.set_model(SpeechModel())
