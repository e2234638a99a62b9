"""A Prefect server that somebody else runs, and that Prefect's settings name."""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from contextvars import copy_context
from urllib.parse import urlsplit, urlunsplit

from flows.contact import LOOK_EVERY_S, LOOKS, Silence, configured_url, first_fault
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo

FIRST_CONTACT_S = 15.0
SAY_AFTER_S = 2.0


class SharedServer:
    """`wait` for it before a run, and look for its `loss` meanwhile."""

    def __init__(self, url: str) -> None:
        self._name = f"Prefect's server at {_shown(url)}"
        self._silence = Silence()

    def wait(self) -> None:
        """Until it answers. Raises VoxloomError when it does not, or not as it should."""
        fault = self._first_contact()
        if fault is not None:
            raise VoxloomError(
                f"{self._name} {fault}. Start it or mend its address; without an address in "
                "Prefect's settings (`prefect config view --show-sources`) a run brings its own "
                "server"
            )

    def loss(self) -> str | None:
        """Why it is of no use to go on; None as long as the server is there."""
        if not self._silence.lasts():
            return None
        return f"{self._name} has not answered for {LOOKS * LOOK_EVERY_S:.0f} s; run again"

    def _first_contact(self) -> str | None:
        """In a thread, since looking up a name, say, knows no time limit."""
        answer: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        ask = copy_context().run  # Prefect keeps its settings in the context
        threading.Thread(
            target=lambda: answer.put(ask(first_fault, FIRST_CONTACT_S)), daemon=True
        ).start()
        with suppress(queue.Empty):
            return answer.get(timeout=SAY_AFTER_S)
        echo(f"waiting for {self._name} (at most {FIRST_CONTACT_S:.0f} s)")
        with suppress(queue.Empty):
            return answer.get(timeout=FIRST_CONTACT_S)
        return "did not answer in time"


def shared_server() -> SharedServer | None:
    """The server of Prefect's settings; None where they name none.

    Raises VoxloomError where Prefect cannot read its settings.
    """
    try:
        url = configured_url()
    except (ValueError, OSError) as error:
        raise VoxloomError(
            "Prefect cannot read its settings (environment, .env, prefect.toml, pyproject.toml, "
            f"profile): {' '.join(str(error).split())}"
        ) from None
    return None if url is None else SharedServer(url)


def _shown(url: str) -> str:
    """Without user and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
