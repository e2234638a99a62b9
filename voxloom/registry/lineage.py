"""What dvc.lock says a folder was made from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.settings import PARAMS_FILE
from voxloom.provenance.lock import LOCK, Hashes, RecordedStage, outs, read_stages


@dataclass(frozen=True)
class Lineage:
    """The stages some folders come from, sources first."""

    stages: tuple[RecordedStage, ...]

    @property
    def hashes(self) -> Hashes:
        """DVC's md5 of every out of these stages, by path."""
        return outs(list(self.stages))

    @property
    def params(self) -> dict[str, Any]:
        """What these stages read of params.yaml, by its dotted name."""
        read = (stage.entry.get("params", {}).get(str(PARAMS_FILE), {}) for stage in self.stages)
        return {name: value for some in read for name, value in some.items()}

    @property
    def digest(self) -> str:
        """sha256 over the stages' entries in dvc.lock."""
        return files.digest({stage.name: stage.entry for stage in self.stages})


def read_lineage(*paths: Path) -> Lineage:
    """The stages that made `paths`, relative to the project, and all above them.

    Raises VoxloomError when dvc.lock is missing, is not DVC's, or no stage of it made a path.
    """
    stages = read_stages()
    found: dict[str, RecordedStage] = {}
    for path in paths:
        if not any(stage.makes(path.as_posix()) for stage in stages):
            raise VoxloomError(f"{LOCK}: no stage made {path}; run `dvc repro` first")
        _collect(path.as_posix(), stages, found)
    return Lineage(tuple(found.values()))


def check_recorded(out: Path, recorded: Hashes) -> None:
    """Raises VoxloomError unless what is an out holds what dvc.lock records."""
    md5 = recorded.get(out.as_posix())
    if md5 is not None and md5 != dvc_md5(out):
        raise VoxloomError(
            f"{out} is not what {LOCK} records; run `dvc repro`, so that the version names the "
            "data it was made from"
        )


def dvc_md5(path: Path) -> str:
    """DVC's hash of a file, which is its md5, or of a folder: the md5 of its list of (md5, path),
    with `.dir` behind it. Of what is not there that of an empty folder."""
    if path.is_file():
        return _md5(path.read_bytes())
    return f"{_md5(json.dumps(_listed(path)).encode())}.dir"


def _listed(folder: Path) -> list[dict[str, str]]:
    return [
        {"md5": _md5(path.read_bytes()), "relpath": path.relative_to(folder).as_posix()}
        for path in files.walk_files(folder)
    ]


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _collect(path: str, stages: list[RecordedStage], found: dict[str, RecordedStage]) -> None:
    for stage in stages:
        if stage.name not in found and stage.makes(path):
            for dep in stage.deps:
                _collect(dep, stages, found)
            found[stage.name] = stage
