"""Subprocesses that never outlive the flow run: started, read line by line, stopped together."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Literal

import psutil

CODE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ending:
    """How a command ended. `line` is the last it printed."""

    how: Literal["exited", "timed out", "stopped"]
    status: int
    line: str

    @property
    def succeeded(self) -> bool:
        return self.how == "exited" and self.status == 0


class Processes:
    """The commands of one flow run. Leaving the context kills whatever still runs."""

    def __init__(self, root: Path, variables: Mapping[str, str]) -> None:
        self._root = root
        self._environment = _environment(variables)
        self._running: set[subprocess.Popen[str]] = set()
        self._guard = threading.Lock()
        self._stopping = threading.Event()

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def run(
        self, command: Sequence[str], on_line: Callable[[str], None], timeout: float | None = None
    ) -> Ending:
        """Run a command to its end, handing over each line of its output as it comes.

        Past `timeout` seconds the command's whole process group is killed.
        """
        process = self._start(command)
        if process is None:
            return Ending("stopped", -1, "")
        alarm = _Alarm(process, timeout)
        try:
            line = _read_lines(process, on_line)
            status = process.wait()
        finally:
            alarm.cancel()
            release(process)
            process.wait()
            with self._guard:
                self._running.discard(process)
        if status and alarm.rang:
            return Ending("timed out", status, line)
        if status and self.stopping:
            return Ending("stopped", status, line)
        return Ending("exited", status, line)

    def stop(self) -> None:
        """Kill every command that runs, wait until they are gone, start no other."""
        with self._guard:
            self._stopping.set()
            running = list(self._running)
        for process in running:
            release(process)
        for process in running:
            process.wait()

    def _start(self, command: Sequence[str]) -> subprocess.Popen[str] | None:
        with self._guard:
            if self.stopping:
                return None
            process = supervised(command, self._root, self._environment, subprocess.PIPE)
            self._running.add(process)
            return process


class _Alarm:
    """Releases a process after a time. Prefect's own timeout cannot interrupt a thread."""

    def __init__(self, process: subprocess.Popen[str], seconds: float | None) -> None:
        self.rang = False
        self._process = process
        self._timer = None if seconds is None else threading.Timer(seconds, self._ring)
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def cancel(self) -> None:
        if self._timer:
            self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        release(self._process)


def supervised(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], output: int | IO[str]
) -> subprocess.Popen[str]:
    """Start a command in a session of its own that `release`, or this process's death, kills."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows.supervise", str(folder), *command],
        cwd=CODE,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        encoding="utf-8",
        errors="replace",
    )


def release(process: subprocess.Popen[str]) -> None:
    """Let go of a supervised command: what of it still runs is killed."""
    if process.stdin:
        process.stdin.close()


def started(pid: int) -> float | None:
    """When a process started, in seconds since the epoch; None if it is dead or a zombie."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.NoSuchProcess:
        return None


def _read_lines(process: subprocess.Popen[str], on_line: Callable[[str], None]) -> str:
    last = ""
    for raw in process.stdout or ():
        if line := raw.rstrip():
            on_line(line)
            last = line
    return last


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """This process's, so changed that a stage's `python` is this interpreter and prints at once."""
    interpreter = Path(sys.executable).parent
    return {
        **os.environ,
        "PATH": f"{interpreter}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
        "DVC_NO_ANALYTICS": "1",
        **variables,
    }
