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
from pathlib import Path
from types import TracebackType

from flows.process import release, supervised
from voxloom.errors import VoxloomError

HOST = "127.0.0.1"
START_TIMEOUT_S = 120.0
STOP_TIMEOUT_S = 5.0
QUIET = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}


class PrivateServer:
    """Runs while its context is open; `settings` are the environment of its clients."""

    def __init__(self, home: Path) -> None:
        port = _free_port()
        self._log = home / "server.log"
        self._url = f"http://{HOST}:{port}/api"
        self.settings = {**QUIET, "PREFECT_HOME": str(home), "PREFECT_API_URL": self._url}
        home.mkdir(parents=True, exist_ok=True)
        with self._log.open("w", encoding="utf-8") as log:
            self._process = supervised(
                _command(port), home, {**os.environ, **self.settings}, output=log
            )

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
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise VoxloomError(f"{self._log}: Prefect's server did not start; see that file")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._url}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


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
