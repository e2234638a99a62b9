"""One stage on the GPU at a time, over all runs that share a Prefect server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

LIMIT = "gpu"
LOOK_EVERY_S = 5.0


def present() -> bool:
    """Whether stages will use a GPU, found out without importing torch."""
    device = os.environ.get("VOXLOOM_DEVICE")
    return device == "cuda" if device else Path("/dev/nvidia0").exists()


@contextmanager
def turn(stopping: Callable[[], bool]) -> Iterator[None]:
    """Wait for a slot of Prefect's global concurrency limit `gpu`, or for `stopping()`.

    Where nobody made that limit (`prefect gcl create gpu --limit 1`) there is no wait.
    """
    from prefect.concurrency.sync import concurrency

    with ExitStack() as slot:
        while not stopping():
            try:
                slot.enter_context(
                    concurrency(LIMIT, occupy=1, strict=False, timeout_seconds=LOOK_EVERY_S)
                )
                break
            except TimeoutError:
                continue
        yield
