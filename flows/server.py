"""A private Prefect server for a run that was given none.

Prefect starts one itself, but only when the flow is called, and it leaves it running when the
flow is killed. Here it starts while Prefect is still being imported, and dies with this process.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from flows.contact import LOOK_EVERY_S, LOOKS, Silence
from flows.process import release, supervised
from voxloom.core import loopback
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo

HOST = "127.0.0.1"
START_TIMEOUT_S = 120.0
SAY_AFTER_S = 2.0
PAUSE_S = 0.05
STOP_TIMEOUT_S = 5.0
QUIET = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}


class PrivateServer:
    """Runs while its context is open; `settings` are the environment of its clients."""

    def __init__(self, home: Path) -> None:
        port = _free_port()
        self._log = home / "server.log"
        self._url = f"http://{HOST}:{port}/api"
        self._silence = Silence()
        place = str(home.absolute())
        self.settings = {**QUIET, "PREFECT_HOME": place, "PREFECT_API_URL": self._url}
        home.mkdir(parents=True, exist_ok=True)
        with self._log.open("w", encoding="utf-8") as log:
            environment = {**_without_prefect(os.environ), **self.settings}
            self._process = supervised(_command(port), home.absolute(), environment, log)

    def __enter__(self) -> PrivateServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            release(self._process)
            self._process.wait()

    def wait(self) -> None:
        """Until it answers. Raises VoxloomError when it ends or takes too long instead."""
        began, said = time.monotonic(), False
        while not self._answers():
            waited = time.monotonic() - began
            if self._process.poll() is not None or waited > START_TIMEOUT_S:
                raise VoxloomError(
                    f"Prefect's server did not start (see {self._log}); if its database is "
                    f"damaged, remove {self._log.parent} and run again"
                )
            if waited > SAY_AFTER_S and not said:
                echo(f"waiting for a Prefect server of this run's own ({self._log})")
                said = True
            time.sleep(PAUSE_S)

    def loss(self) -> str | None:
        """Why it is of no use to go on; None as long as the server is there."""
        if self._process.poll() is not None:
            return f"Prefect's server ended (see {self._log}); run again"
        if self._silence.lasts():
            silent = f"{LOOKS * LOOK_EVERY_S:.0f} s"
            return f"Prefect's server has not answered for {silent} (see {self._log}); run again"
        return None

    def _answers(self) -> bool:
        """Past any proxy: the server listens on this machine alone."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(f"{self._url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _without_prefect(environment: Mapping[str, str]) -> dict[str, str]:
    """Settings meant for another server (its database, its password) are none of this one's."""
    kept = {name: value for name, value in environment.items() if not name.startswith("PREFECT_")}
    return {**kept, **loopback.exceptions(environment)}


def _command(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "prefect", "server", "start"),
        *("--host", HOST, "--port", str(port), "--log-level", "ERROR"),
        *("--no-ui", "--no-scheduler", "--no-late-runs", "--analytics-off"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
