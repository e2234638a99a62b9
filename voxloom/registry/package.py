"""The MLflow model of the `speech` system: its files, its interface, what it needs installed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import voxloom
from voxloom.audio.decode import Audio, encode

if TYPE_CHECKING:
    from mlflow.models import ModelSignature
    from mlflow.models.model import ModelInfo

# What inference imports; voxloom itself travels as code.
REQUIREMENTS = (
    "mlflow",
    "numpy",
    "pandas",
    "pydantic",
    "pyyaml",
    "safetensors",
    "soundfile",
    "soxr",
    "torch",
    "torchaudio",
)
EXAMPLE_SECONDS = 0.5


def log_speech_model(folder: Path, metadata: Mapping[str, Any]) -> ModelInfo:
    """Log a model folder to the active run as an MLflow model named after the folder."""
    import mlflow

    from voxloom.registry import pyfunc_speech

    return mlflow.pyfunc.log_model(
        name=folder.name,
        python_model=pyfunc_speech.__file__,
        artifacts={"model": str(folder)},
        code_paths=[str(Path(voxloom.__file__).parent)],
        signature=speech_signature(),
        input_example=input_example(),
        pip_requirements=requirements(),
        metadata=dict(metadata),
    )


def requirements() -> list[str]:
    """Pins of the versions that are installed, those the model was evaluated with.

    The part of a version after `+` names a build, which no index offers.
    """
    return [f"{name}=={version(name).partition('+')[0]}" for name in REQUIREMENTS]


def speech_signature() -> ModelSignature:
    from mlflow.models import ModelSignature
    from mlflow.types import ColSpec, ParamSchema, ParamSpec, Schema, TensorSpec

    from voxloom.registry.operations import Settings

    inputs: list[ColSpec | TensorSpec] = [
        ColSpec("string", "operation"),
        ColSpec("string", "audio", required=False),
        ColSpec("string", "audio_b", required=False),
    ]
    outputs: list[ColSpec | TensorSpec] = [
        ColSpec("long", "row"),
        ColSpec("string", "audio"),
        ColSpec("long", "rate"),
        ColSpec("double", "seconds"),
    ]
    kinds = {int: "long", float: "double"}
    numbers = [ParamSpec(name, kinds[type(v)], v) for name, v in asdict(Settings()).items()]
    return ModelSignature(Schema(inputs), Schema(outputs), ParamSchema(numbers))


def input_example() -> dict[str, list[str]]:
    """A short tone to reconstruct: 220 Hz at 8 kHz, a few kB in base64."""
    rate = 8000
    time = np.arange(int(EXAMPLE_SECONDS * rate)) / rate
    tone = Audio((0.1 * np.sin(2 * np.pi * 220.0 * time)).astype(np.float32), rate)
    return {
        "operation": ["reconstruct"],
        "audio": [base64.b64encode(encode(tone, "FLAC")).decode("ascii")],
    }
