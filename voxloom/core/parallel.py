"""N items over the cores, or over a cluster, with a progress bar.

The backend is a machine setting, never a parameter of the run: results do not depend on it.

    VOXLOOM_BACKEND  loky (default), threading, or dask (see `voxloom.core.cluster`)
    VOXLOOM_JOBS     workers; default: one a core
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from voxloom.core.cluster import dask_options
from voxloom.core.errors import VoxloomError
from voxloom.core.process import die_with_parent
from voxloom.core.progress import progress_bar

BACKENDS = ("loky", "threading", "dask")

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Workers:
    """Where the work runs on this machine."""

    backend: str
    jobs: int

    @classmethod
    def from_environment(cls) -> Workers:
        """Raises VoxloomError for an unknown backend, or a number of jobs that is none."""
        jobs = os.environ.get("VOXLOOM_JOBS", "")
        if jobs and not (jobs.isdigit() and int(jobs) > 0):
            raise VoxloomError(f"VOXLOOM_JOBS={jobs!r} is no number of workers: use 1 or more")
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        backend = os.environ.get("VOXLOOM_BACKEND", "loky")
        if backend not in BACKENDS:
            raise VoxloomError(f"VOXLOOM_BACKEND={backend!r}: use one of {', '.join(BACKENDS)}")
        return cls(backend, int(jobs) if jobs else cores or 1)


def map_items(
    function: Callable[[Item], Result], items: Sequence[Item], label: str
) -> list[Result]:
    """`[function(item) for item in items]`, in parallel, in order.

    `function` must be importable (a module's function or a partial of one). An exception in a
    worker is raised here: a bad item is a result the function returns, not an exception.
    """
    workers = Workers.from_environment()
    results = []
    with progress_bar(label, len(items)) as advance:
        for result in _results(function, items, workers):
            results.append(result)
            advance()
    return results


def _results(
    function: Callable[[Item], Result], items: Sequence[Item], workers: Workers
) -> Iterator[Result]:
    if workers.jobs == 1 or len(items) < 2:
        yield from map(function, items)
        return
    from joblib import Parallel, delayed, parallel_config

    with parallel_config(backend=workers.backend, n_jobs=workers.jobs, **_options(workers)):
        yield from Parallel(return_as="generator")(delayed(function)(item) for item in items)


def _options(workers: Workers) -> dict[str, Any]:
    """What joblib hands to the backend."""
    match workers.backend:
        case "loky":  # a killed run leaves no worker behind, not even one that has had no item yet
            return {"initializer": die_with_parent, "initargs": (os.getpid(),)}
        case "dask":
            return dict(dask_options())
        case _:
            return {}
