"""A model on disk: weights in safetensors, all else in JSON, and a sha256 of each file.

    weights.safetensors   tensors
    model.json            what rebuilds the network, its mel contract, statistics, licence
    history.json          what each validation of its training measured
    manifest.json         sha256 of every other file

No pickle is written, and none is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from voxloom.core import files
from voxloom.core.errors import VoxloomError

WEIGHTS = "weights.safetensors"
CONFIG = "model.json"
MANIFEST = "manifest.json"
HISTORY = "history.json"  # of a training: a mapping a validation step
FORMAT = 1


@dataclass(frozen=True)
class Artifact:
    """What `save_artifact` wrote."""

    system: str
    config: dict[str, Any]
    tensors: dict[str, Tensor]


def save_artifact(folder: Path, artifact: Artifact, extra: dict[str, Any]) -> None:
    """Write a model folder. `extra` maps further JSON file names to their content."""
    tensors = {name: t.detach().cpu().contiguous() for name, t in artifact.tensors.items()}
    files.write_bytes(folder / WEIGHTS, save(tensors))
    head = {"format": FORMAT, "system": artifact.system}
    files.write_json(folder / CONFIG, {**head, **artifact.config})
    for name, content in extra.items():
        files.write_json(folder / name, content)
    names = [WEIGHTS, CONFIG, *extra]
    files.write_json(folder / MANIFEST, {name: files.sha256_file(folder / name) for name in names})


def load_artifact(folder: Path, system: str) -> Artifact:
    """Read a model folder back, every file checked against the manifest first.

    Raises VoxloomError for a missing or changed file, a pickle, another system or format.
    """
    verify(folder)
    config = files.read_json(folder / CONFIG)
    if not isinstance(config, dict):
        raise VoxloomError(f"{folder / CONFIG}: is no table of settings")
    if config.get("system") != system or config.get("format") != FORMAT:
        raise VoxloomError(
            f"{folder}: holds system {config.get('system')!r} in format {config.get('format')!r}, "
            f"not {system!r} in format {FORMAT}"
        )
    try:
        tensors = load((folder / WEIGHTS).read_bytes())
    except SafetensorError as error:
        raise VoxloomError(f"{folder / WEIGHTS} is no safetensors file: {error}") from None
    return Artifact(system, config, tensors)


@contextmanager
def rebuilding(folder: Path) -> Iterator[None]:
    """Around what makes a model of an artifact.

    Raises VoxloomError that names the folder when its settings and weights are of no such model.
    """
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError, RuntimeError) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        raise VoxloomError(
            f"{folder}: {CONFIG} and {WEIGHTS} do not fit each other or this version ({reason})"
        ) from None


def verify(folder: Path) -> None:
    """Raises VoxloomError unless the folder holds the manifest's files with their digests."""
    if (folder / MANIFEST).is_dir():
        raise VoxloomError(f"{folder / MANIFEST}: is a folder")
    manifest = files.read_json(folder / MANIFEST)
    if not isinstance(manifest, dict) or not {WEIGHTS, CONFIG} <= set(manifest):
        raise VoxloomError(f"{folder / MANIFEST}: does not list {WEIGHTS} and {CONFIG}")
    for name, sha256 in manifest.items():
        path = _listed(folder, name)
        if files.sha256_file(path) != sha256:
            raise VoxloomError(f"{path} is not the file that was saved: its sha256 differs")


def _listed(folder: Path, name: str) -> Path:
    """A file that the manifest lists. Raises VoxloomError where it is not in the folder."""
    try:
        path = files.inside(folder, name)
        there = path.is_file()
    except VoxloomError as error:
        raise VoxloomError(f"{folder / MANIFEST}: {error}") from None
    except OSError:  # a longer name than the file system has
        there = False
    if not there:
        raise VoxloomError(f"{folder / name} is missing; {MANIFEST} lists it")
    return path


def digest(folder: Path) -> str:
    """One sha256 for the whole model: that of its manifest's content."""
    return files.digest(files.read_json(folder / MANIFEST))


def pack(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Named for one part of several in one file."""
    return {f"{prefix}/{name}": tensor for name, tensor in tensors.items()}


def unpack(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The part that `pack` named."""
    start = f"{prefix}/"
    return {
        name.removeprefix(start): tensor
        for name, tensor in tensors.items()
        if name.startswith(start)
    }
