"""Checkpoints: one safetensors file, replaced atomically, keyed by what it may be resumed for.

They live outside the stage's outputs, since DVC deletes those before it runs a stage.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from voxloom import files

Tensors = dict[str, Tensor]
NAME = "last.safetensors"


@dataclass(frozen=True)
class Checkpoint:
    """Named tensors and a JSON state, whole or absent."""

    tensors: Tensors
    state: dict[str, Any]


@dataclass(frozen=True)
class CheckpointFolder:
    """One folder a key: the digest of the inputs, the parameters and the code of a training."""

    root: Path
    key: str

    @property
    def path(self) -> Path:
        return self.root / self.key / NAME

    def save(self, checkpoint: Checkpoint) -> None:
        tensors = {name: t.detach().cpu().contiguous() for name, t in checkpoint.tensors.items()}
        metadata = {"key": self.key, "state": json.dumps(checkpoint.state)}
        files.write_bytes(self.path, save(tensors, metadata))

    def load(self) -> Checkpoint | None:
        """The last checkpoint of this key, or None where there is none or it is damaged."""
        if not self.path.is_file():
            return None
        try:
            with safe_open(self.path, framework="pt") as file:
                metadata = file.metadata()
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except SafetensorError:
            return None
        if metadata.get("key") != self.key:
            return None
        return Checkpoint(tensors, json.loads(metadata["state"]))


def pack(prefix: str, tensors: Tensors) -> Tensors:
    return {f"{prefix}/{name}": tensor for name, tensor in tensors.items()}


def unpack(prefix: str, tensors: Tensors) -> Tensors:
    start = f"{prefix}/"
    return {
        name.removeprefix(start): tensor
        for name, tensor in tensors.items()
        if name.startswith(start)
    }


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> Tensors:
    """AdamW's moments and step counts, by parameter number."""
    return {
        f"{number}/{name}": value
        for number, moments in optimizer.state_dict()["state"].items()
        for name, value in moments.items()
    }


def restore_optimizer(optimizer: torch.optim.Optimizer, tensors: Tensors) -> None:
    state: dict[int, Tensors] = {}
    for key, value in tensors.items():
        number, name = key.split("/")
        state.setdefault(int(number), {})[name] = value
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state, "param_groups": groups})
