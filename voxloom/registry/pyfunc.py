"""A service as an MLflow model.

What it is built from travels with the version, beside a copy of this package. A process that has
loaded one version keeps that version's copy of the package for every other it loads: to compare
two versions, load them in two processes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from mlflow.environment_variables import MLFLOW_SCORING_SERVER_REQUEST_TIMEOUT
from mlflow.exceptions import MlflowException
from mlflow.pyfunc.model import PythonModel, PythonModelContext

from voxloom.core.errors import VoxloomError
from voxloom.serve.service import Service

# Of the time after which MLflow's server tells a client that it took too long: by then the work on
# the request must be over.
SHARE = 0.75


class TableModel(PythonModel):
    def __init__(self, service: Service) -> None:
        self.service = service

    def load_context(self, context: PythonModelContext) -> None:
        """Raises VoxloomError when a file of the model is not the one that was registered."""
        self.model = self.service.load(Path(context.artifacts["model"]))

    def predict(
        self,
        context: PythonModelContext,
        model_input: pd.DataFrame,
        params: dict[str, Any] | None = None,
    ) -> pd.DataFrame:
        """The rows that answer each request.

        Raises MlflowException, which a server passes on as it is, for what cannot be answered.
        """
        table = model_input.astype(object).where(model_input.notna(), None)
        try:
            requests = table.to_dict(orient="records")
            limit: float = MLFLOW_SCORING_SERVER_REQUEST_TIMEOUT.get()  # type: ignore[no-untyped-call]
            rows = self.service.answer_all(self.model, requests, params or {}, SHARE * limit)
        except VoxloomError as error:
            raise MlflowException.invalid_parameter_value(str(error)) from None
        return pd.DataFrame(rows, columns=list(self.service.gives))
