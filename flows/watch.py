"""A run ends with its Prefect server.

Without the server nothing of the run is recorded, and each of Prefect's questions to it is asked
again for a minute, then ends in a traceback. So the process ends at once, with a line. Its stages,
and what is left of a private server, die with it (flows/supervise.py).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from typing import Protocol

from voxloom.core.progress import echo

PACE_S = 0.3


class Server(Protocol):
    def loss(self) -> str | None:
        """Why it is of no use to go on; None as long as the server is there."""


@contextmanager
def ends_with(server: Server) -> Iterator[None]:
    """End this process when it has lost its server."""
    left = threading.Event()
    watch = copy_context().run  # Prefect keeps its settings in the context
    watching = threading.Thread(target=watch, args=(_watch, server, left), daemon=True)
    watching.start()
    try:
        yield
    finally:
        left.set()
        watching.join()


def _watch(server: Server, left: threading.Event) -> None:
    while not left.wait(PACE_S):
        if (reason := server.loss()) is not None and not left.is_set():
            echo(f"error: {reason}")
            os._exit(1)
