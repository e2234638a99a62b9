"""Checkpoints: one safetensors file, replaced atomically, keyed by what it may be resumed for.

They live outside the stage's outputs, since DVC deletes those before it runs a stage. The file
carries a sha256 of all it holds: one that is not whole is dropped, and training starts anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from voxloom.core import files
from voxloom.core.progress import echo

Tensors = dict[str, Tensor]
NAME = "last.safetensors"


class NotWhole(Exception):
    """Says what is wrong with a checkpoint's file."""


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
        state = json.dumps(checkpoint.state)
        sha256 = _sha256(self.key, state, tensors)
        metadata = {"key": self.key, "state": state, "sha256": sha256}
        files.write_bytes(self.path, save(tensors, metadata))

    def load(self) -> Checkpoint | None:
        """The last checkpoint of this key; None where there is none, or it had to be dropped."""
        if not os.path.lexists(self.path):
            return None
        try:
            return self.read()
        except NotWhole as reason:
            self.drop()
            echo(f"{self.path} is {reason}: it is removed, training starts anew")
            return None

    def drop(self) -> None:
        """Remove the checkpoint, whatever stands in its place."""
        if self.path.is_dir() and not self.path.is_symlink():
            shutil.rmtree(self.path)
        else:
            self.path.unlink(missing_ok=True)

    def read(self) -> Checkpoint:
        """Raises NotWhole for what is not, byte for byte, what a sound training saved."""
        if not self.path.is_file():  # a pipe would be waited for
            raise NotWhole("no checkpoint (no regular file)")
        try:
            with safe_open(self.path, framework="pt") as file:
                metadata = file.metadata() or {}
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except (SafetensorError, OSError) as error:
            raise NotWhole(f"no checkpoint ({error})") from None
        state = metadata.get("state", "")
        if metadata.get("key") != self.key:
            raise NotWhole("of another training")
        if metadata.get("sha256") != _sha256(self.key, state, tensors):
            raise NotWhole("damaged (its sha256 differs)")
        if not all(t.isfinite().all() for t in tensors.values()):
            raise NotWhole("of a training that diverged")
        return Checkpoint(tensors, json.loads(state))


def _sha256(key: str, state: str, tensors: Tensors) -> str:
    """Over names, types, shapes and bytes of all that a checkpoint holds."""
    digest = hashlib.sha256(f"{key}\n{state}\n".encode())
    for name, tensor in sorted(tensors.items()):
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}\n".encode())
        digest.update(tensor.reshape(-1).view(torch.uint8).numpy().data)
    return digest.hexdigest()


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
