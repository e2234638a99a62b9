"""The MLflow model of a system: its files, its interface, what it needs installed."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import voxloom
from voxloom.core import artifact, files
from voxloom.registry import stand_ins
from voxloom.serve.service import MLFLOW_TYPES, Service
from voxloom.systems.find import system
from voxloom.text.reading import grammar

if TYPE_CHECKING:
    from mlflow.models import ModelSignature
    from mlflow.models.model import Model, ModelInfo

# MLflow runs it: imported here, it would ask for a model that is not there.
SERVED = Path(__file__).with_name("served.py")


def log_system_model(folder: Path, metadata: Mapping[str, Any]) -> ModelInfo:
    """Log a model folder to the active run as an MLflow model named after it, as its system is."""
    import mlflow

    with _parts(folder) as parts:
        return mlflow.pyfunc.log_model(name=folder.name, metadata=dict(metadata), **parts)


def save_system_model(folder: Path, model: Model, place: Path) -> None:
    """Write what `log_system_model` would log, as MLflow's `model` that is there already."""
    import mlflow

    with _parts(folder) as parts:
        mlflow.pyfunc.save_model(path=str(place), mlflow_model=model, **parts)
    for compiled in place.rglob("__pycache__"):
        shutil.rmtree(compiled)


@contextmanager
def _parts(folder: Path) -> Iterator[dict[str, Any]]:
    service = system(folder.name).service
    config = files.read_json(folder / artifact.CONFIG)
    unused = service.unused(config)
    with tempfile.TemporaryDirectory() as temporary:
        yield {
            "python_model": str(SERVED),
            "model_config": {"system": folder.name},
            "artifacts": {"model": _whole(folder, Path(temporary))},
            "code_paths": _code(service.grammar(config), unused, Path(temporary)),
            "signature": signature(service),
            "input_example": service.example(),
            "pip_requirements": pins(service.requirements(config))
            + ([stand_ins.FIND] if unused else []),
        }


def _whole(folder: Path, temporary: Path) -> str:
    """A copy without links, which MLflow does not follow: DVC may have linked to its cache."""
    return str(shutil.copytree(folder, temporary / "whole" / folder.name))


def pins(distributions: Iterable[str]) -> list[str]:
    """The versions that are installed, those the model was evaluated with.

    The part of a version after `+` names a build, which no index offers.
    """
    return [f"{name}=={version(name).partition('+')[0]}" for name in distributions]


def signature(service: Service) -> ModelSignature:
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, ParamSchema, ParamSpec, Schema, TensorSpec

    asks: list[ColSpec | TensorSpec] = [
        ColSpec("string", name, required=required) for name, required in service.asks.items()
    ]
    gives: list[ColSpec | TensorSpec] = [
        ColSpec(MLFLOW_TYPES[kind], name) for name, kind in service.gives.items()
    ]
    kinds = get_type_hints(service.settings)
    parameters = [
        ParamSpec(field.name, MLFLOW_TYPES[_without_none(kinds[field.name])], field.default)
        for field in dataclasses.fields(service.settings)
    ]
    return ModelSignature(Schema(asks), Schema(gives), ParamSchema(parameters))


def _without_none(kind: Any) -> Any:
    """`float` of `float | None`: MLflow takes None as the default of any type."""
    return next((part for part in get_args(kind) if part is not type(None)), kind)


def _code(language: str | None, unused: tuple[str, ...], temporary: Path) -> list[str]:
    """This package; beside it a language's compiled grammar (34 s saved at a server's start), and
    what stands in for what is not used."""
    paths = [Path(voxloom.__file__).parent]
    if language is not None:
        shutil.copytree(grammar.compiled(language), grammar.brought(temporary, language))
        paths.append(temporary / grammar.BROUGHT)
    if unused:
        stand_ins.write(unused, temporary / stand_ins.WHEELS)
        paths.append(temporary / stand_ins.WHEELS)
    return [str(path) for path in paths]
