"""A PostgreSQL server for the length of a test, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.registry.servers import free_port

DEADLINE_S = 60.0
USER = "voxloom"
NOBODY: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []}


@contextmanager
def postgres() -> Iterator[str]:
    """SQLAlchemy's address of an empty database. Skips the test where PostgreSQL is missing."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL here: install the package postgresql")
    who = NOBODY if os.geteuid() == 0 else {}  # it refuses to be run by root
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))  # below /tmp, which anyone may pass
    if who:
        shutil.chown(folder, "nobody", "nogroup")
    data, port = folder / "data", free_port()
    options: dict[str, Any] = {**who, "cwd": folder, "stdout": subprocess.DEVNULL}
    init: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    serve: list[str | Path] = [
        programs / "postgres",
        "-D",
        data,
        "-k",
        folder,
        "-h",
        "127.0.0.1",
        "-F",
    ]
    try:
        subprocess.run([*init, "--locale=C"], check=True, timeout=DEADLINE_S, **options)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen[bytes]([*serve, "-p", str(port)], stderr=log, **options)
        try:
            _wait(process, [programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port)], folder)
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # its "fast" shutdown
            process.wait(DEADLINE_S)
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """The folder of its programs, which Debian keeps off the PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


def _wait(process: subprocess.Popen[bytes], ask: list[Any], folder: Path) -> None:
    deadline = time.monotonic() + DEADLINE_S
    while subprocess.run(ask, stdout=subprocess.DEVNULL, check=False).returncode:
        assert process.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < deadline, (folder / "log").read_text()
        time.sleep(0.1)
