"""The DAG as DVC sees it. The one module that reaches into DVC, which is why DVC is pinned."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core.errors import VoxloomError
from voxloom.provenance.lock import overlap

DAG_FILE = "dvc.yaml"
LOCK_FILE = "dvc.lock"


@dataclass(frozen=True)
class Stage:
    """A stage of the plan."""

    name: str
    upstream: tuple[str, ...]
    deps: tuple[str, ...]
    outs: tuple[str, ...]
    inputs: tuple[str, ...]  # outs of the stages above that it reads: what DVC can fetch
    needs_gpu: bool
    has_remote: bool  # a DVC remote may hold its data
    recorded: bool  # dvc.lock knows it
    to_run: bool  # False only where DVC finds nothing changed in it and in all above it


def plan(root: Path, until: str | None = None) -> list[Stage]:
    """The stages of dvc.yaml, in an order that respects their dependencies.

    A stage below a changed one is planned to run: only its new inputs can tell whether it must,
    and DVC looks again before it runs it.

    Raises:
        VoxloomError: `until` is not a stage of dvc.yaml, or DVC cannot read the project.
    """
    from dvc.exceptions import DvcException
    from dvc.repo import Repo, lock_repo

    if until is not None:
        require_stage(root, until)
    try:
        with Repo(str(root), _wait_for_lock=True) as repo, lock_repo(repo):
            return _plan(repo, until)
    except (DvcException, OSError) as error:
        raise VoxloomError(f"{DAG_FILE}: {_line_of(error)}") from error


def stage_names(root: Path) -> list[str]:
    """The stages of dvc.yaml. Raises VoxloomError where DVC cannot read it."""
    return [str(stage.name) for stage in _load(root)]


def sources(root: Path) -> list[Path]:
    """What the stages of dvc.yaml read and none of them makes: the code, and what people put there.

    Raises VoxloomError where DVC cannot read dvc.yaml.
    """
    stages = _load(root)
    made = {out.fs_path for stage in stages for out in stage.outs}
    read = {dep.fs_path for stage in stages for dep in stage.deps if dep.protocol == "local"}
    return [Path(path) for path in sorted(read - made)]


def require_stage(root: Path, name: str) -> None:
    """Raises VoxloomError, with those there are, for what is not a stage of dvc.yaml."""
    names = stage_names(root)
    if name not in names:
        known = ", ".join(sorted(names)) or "none"
        raise VoxloomError(f"{DAG_FILE}: no stage {name!r} to run until; its stages: {known}")


def _load(root: Path) -> list[Any]:
    """The stages of dvc.yaml alone: nothing else of the project is looked at."""
    from dvc.exceptions import DvcException
    from dvc.repo import Repo

    try:
        with Repo(str(root)) as repo:
            return list(repo.stage.load_all(str(root / DAG_FILE)))
    except (DvcException, OSError) as error:
        raise VoxloomError(f"{DAG_FILE}: {_line_of(error)}") from error


def _line_of(error: Exception) -> str:
    return " ".join(str(error).split())


def check_repository(root: Path) -> None:
    """Raises VoxloomError where DVC cannot open the project."""
    from dvc.exceptions import DvcException
    from dvc.repo import Repo
    from dvc.scm import SCMError

    try:
        with Repo(str(root)):
            pass
    except SCMError:
        raise VoxloomError(
            f"{root}: no git repository: run `git init`, or `dvc config core.no_scm true` to do "
            "without (versions then name no commit)"
        ) from None
    except DvcException as error:
        raise VoxloomError(f"{root}: DVC cannot open the project: {error}") from error


def _plan(repo: Any, until: str | None) -> list[Stage]:
    from dvc.repo.reproduce import plan_repro

    goals = [stage for stage in _own_stages(repo) if until in (None, stage.name)]
    graph = repo.index.graph  # edges point from a stage to what it depends on
    stages: dict[Any, Stage] = {}
    for stage in plan_repro(graph, goals):
        stages[stage] = _describe(stage, list(graph.successors(stage)), stages)
    return list(stages.values())


def _describe(stage: Any, upstream: list[Any], planned: dict[Any, Stage]) -> Stage:
    """`allow_missing`: data that is only not on this disk is no change where a remote may hold it.
    Without a remote it is lost, and made again. Taken alone it would make DVC skip a stage that
    never ran and whose inputs are not there yet, hence `recorded`."""
    recorded = all(item.hash_info for item in (*stage.deps, *stage.outs))
    has_remote = bool(stage.repo.config["core"].get("remote"))
    return Stage(
        name=_name(stage),
        upstream=tuple(planned[above].name for above in upstream),
        deps=tuple(dep.def_path for dep in stage.deps),
        outs=tuple(out.def_path for out in stage.outs),
        inputs=tuple(
            out.def_path
            for above in upstream
            for out in above.outs
            if any(overlap(dep.fs_path, out.fs_path) for dep in stage.deps)
        ),
        needs_gpu=bool((stage.meta or {}).get("gpu")),
        has_remote=has_remote,
        recorded=recorded,
        to_run=not recorded
        or any(planned[above].to_run for above in upstream)
        or stage.changed(allow_missing=has_remote, upstream=upstream),
    )


def _own_stages(repo: Any) -> list[Any]:
    return [stage for stage in repo.index.stages if _file(stage) == DAG_FILE]


def _name(stage: Any) -> str:
    """As `dvc repro` takes it in the project's root. What `dvc add` made is named by its file."""
    if _file(stage) == DAG_FILE:
        return str(stage.name)
    name = getattr(stage, "name", None)
    return f"{_file(stage)}:{name}" if name else _file(stage)


def _file(stage: Any) -> str:
    return Path(stage.path).relative_to(stage.repo.root_dir).as_posix()


def order_lock(root: Path) -> None:
    """Put dvc.lock's stages into the order in which plain `dvc repro` runs, and so writes, them.

    DVC appends a stage when it first ends: of two side by side the quicker would come first.
    """
    from dvc.repo import Repo, lock_repo
    from dvc.repo.reproduce import plan_repro
    from dvc.utils.serialize import load_yaml, modify_yaml

    path = str(root / LOCK_FILE)
    with Repo(str(root), _wait_for_lock=True) as repo, lock_repo(repo):
        found = list(load_yaml(path)["stages"]) if Path(path).exists() else []
        order = [_name(stage) for stage in plan_repro(repo.index.graph, _own_stages(repo))]
        wanted = sorted(found, key=lambda name: order.index(name) if name in order else len(order))
        if wanted != found:
            with modify_yaml(path) as lock:
                lock["stages"] = {name: lock["stages"][name] for name in wanted}


def scrub_locks(root: Path, may_hold: Callable[[int, float], bool]) -> set[int]:
    """Take dead processes out of DVC's list of locked paths, under DVC's own guard.

    DVC by itself forgets a process that is gone, but not a zombie, not one whose number another
    process has got since, and it stumbles over a list cut short while it was written.

    Args:
        may_hold: whether a process can be the one that locked a path before a moment (in seconds
            since the epoch).

    Returns:
        The numbers of the processes that were taken out.
    """
    from dvc.lock import make_lock
    from dvc.repo import Repo
    from dvc.rwlock import RWLOCK_FILE, RWLOCK_LOCK

    with Repo(str(root)) as repo:
        folder = Path(repo.tmp_dir)
        hardlink = repo.config["core"].get("hardlink_lock", False)
    locked = folder / RWLOCK_FILE
    with make_lock(str(folder / RWLOCK_LOCK), tmp_dir=str(folder), hardlink_lock=hardlink):
        if not locked.exists():
            return set()
        written = locked.stat().st_mtime
        entries = _read_entries(locked)
        dead = {pid for pid in _holders(entries) if not may_hold(pid, written)}
        locked.write_text(json.dumps(_without(entries, dead)), encoding="utf-8")
        return dead


def _read_entries(locked: Path) -> dict[str, Any]:
    try:
        entries = json.loads(locked.read_text(encoding="utf-8"))
    except json.JSONDecodeError:  # its writer was killed half way
        entries = {}
    return {"write": entries.get("write", {}), "read": entries.get("read", {})}


def _holders(entries: dict[str, Any]) -> set[int]:
    readers = (holder for holders in entries["read"].values() for holder in holders)
    return {holder["pid"] for holder in (*entries["write"].values(), *readers)}


def _without(entries: dict[str, Any], dead: set[int]) -> dict[str, Any]:
    writers = {path: one for path, one in entries["write"].items() if one["pid"] not in dead}
    readers = {
        path: [one for one in holders if one["pid"] not in dead]
        for path, holders in entries["read"].items()
    }
    return {"write": writers, "read": {path: left for path, left in readers.items() if left}}
