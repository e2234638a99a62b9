"""dvc.lock: which stages ran, and the hashes of what they read and made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from voxloom.core.errors import VoxloomError
from voxloom.provenance import dag

LOCK = Path("dvc.lock")
# The same language, read ten times as fast where PyYAML came with its C library.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Hashes = dict[str, str]


@dataclass(frozen=True)
class RecordedStage:
    """One entry of dvc.lock."""

    name: str
    deps: tuple[str, ...]
    outs: Hashes  # path -> DVC's md5
    entry: dict[str, Any]  # the whole entry: command, parameters, hashes

    def makes(self, path: str) -> bool:
        """Whether the path is one of the outs, lies in one, or holds one."""
        return any(overlap(path, out) for out in self.outs)


def read_stages() -> list[RecordedStage]:
    """The stages of the project's dvc.lock. Raises VoxloomError when it is missing or not DVC's.

    DVC keeps entries of stages that dvc.yaml had once; what they name is nobody's any more.
    """
    try:
        recorded = parse_stages(LOCK.read_text(encoding="utf-8"), str(LOCK))
    except FileNotFoundError:
        raise VoxloomError(f"{LOCK} is missing; run `dvc repro` first") from None
    known = dag.deps_by_stage()
    return [stage for stage in recorded if not known or stage.name.partition("@")[0] in known]


def parse_stages(text: str, name: str) -> list[RecordedStage]:
    """The stages of a lock file's text; `name` goes into the VoxloomError for what is none."""
    try:
        entries = yaml.load(text, LOADER)["stages"]
        return [_stage(stage, entry) for stage, entry in entries.items()]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise VoxloomError(
            f"{name} is not a lock file of DVC ({type(error).__name__}: {error}); restore it, or "
            "remove it and run `dvc repro`"
        ) from None


def outs(stages: list[RecordedStage]) -> Hashes:
    """DVC's md5 of every out, by path."""
    return {path: md5 for stage in stages for path, md5 in stage.outs.items()}


def _stage(name: str, entry: dict[str, Any]) -> RecordedStage:
    return RecordedStage(
        name,
        tuple(dep["path"] for dep in entry.get("deps", [])),
        {out["path"]: out["md5"] for out in entry.get("outs", [])},
        entry,
    )


def overlap(path: str, out: str) -> bool:
    """Whether one of two paths is the other, or lies in it."""
    one, other = PurePosixPath(path), PurePosixPath(out)
    return one.is_relative_to(other) or other.is_relative_to(one)
