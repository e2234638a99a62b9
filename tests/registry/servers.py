"""Servers for the length of a test: on a free port of this machine, and gone after it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEADLINE_S = 90.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**changes: str) -> dict[str, str]:
    """This process's, with this interpreter's commands first, and voxloom not on the path."""
    values = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTEST_CURRENT_TEST")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{values['PATH']}"
    return {**values, "PATH": path, "MLFLOW_DISABLE_TELEMETRY": "true", **changes}


@contextmanager
def mlflow_server(arguments: list[str], folder: Path, ready: str, **changes: str) -> Iterator[str]:
    """`mlflow ARGUMENTS --port P` in a folder; yields its address once `ready` answers."""
    port = free_port()
    command = [sys.executable, "-m", "mlflow", *arguments, "--port", str(port)]
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(**changes),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, f"{address}{ready}", log)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer within {DEADLINE_S:g} s:\n{log.read_text()}")
