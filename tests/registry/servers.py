"""Servers for the length of a test: on a free port of this machine, and gone after it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

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


def ask(address: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Status and answer of a scoring server."""
    request = urllib.request.Request(
        f"{address}/invocations",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@contextmanager
def answering(*answers: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server whose n-th connection gets the n-th answer, the last one from then on.

    Its bytes come with a pause after each line; an empty answer never comes.
    """
    left = list(answers)
    listener = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket, data: bytes) -> None:
        with connection, suppress(OSError):
            _read_request(connection)
            for line in data.splitlines(keepends=True):
                connection.sendall(line)
                time.sleep(pause)
            while not data and connection.recv(65536):
                pass

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            data = left.pop(0) if len(left) > 1 else left[0]
            threading.Thread(target=answer, args=(connection, data), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    with listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def _read_request(connection: socket.socket) -> None:
    """Whole: a connection that closes before is reset, and takes the answer with it."""
    with connection.makefile("rb") as request:
        head = iter(request.readline, b"\r\n")
        lengths = [line.split(b":")[1] for line in head if line.lower().startswith(b"content-le")]
        request.read(int(lengths[0]) if lengths else 0)


def http(status: int, body: str) -> bytes:
    """A whole answer, after which the connection closes."""
    head = f"HTTP/1.1 {status} Said\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return f"{head}{body}".encode()


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
