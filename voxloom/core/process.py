"""Processes that do not outlive whoever started them (on Linux; elsewhere this does nothing)."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PR_SET_PDEATHSIG = 1
STAGE = "DVC_STAGE"  # in the environment of a command that dvc starts
RUNNING = Path(".dvc/tmp/rwlock")  # which dvc writes which outs, by process number
LOOK_EVERY_S = 0.2
PATIENCE_S = 2.0  # for a RUNNING that is just being written


def die_with_parent(parent: int | None = None) -> None:
    """Have this process killed when its parent dies.

    With the parent's number, where it is known, also when the parent is dead already.
    """
    if not sys.platform.startswith("linux"):
        return
    expected = parent or os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != expected:
        os._exit(1)


def die_with_dvc() -> None:
    """Have a stage's command killed when the dvc that started it dies.

    Between the two there may be a shell: not every one gives way to its last command. So dvc is
    looked for among all processes above this one. Where none of those that run a stage is there,
    it is dead already, and this process, which whoever collects orphans took over, ends with a
    line. A command that dvc did not start is left alone.
    """
    if not sys.platform.startswith("linux") or STAGE not in os.environ:
        return
    running = _running()
    if running is None or not Path("/proc/self/stat").exists():
        return
    dvc = next((pid for pid in _above() if pid in running), None)
    if dvc is None:
        print("error: the dvc that started this stage is gone: stopped", file=sys.stderr)
        os._exit(1)
    die_with_parent(os.getppid())
    threading.Thread(target=_die_with, args=(dvc,), name="dies-with-dvc", daemon=True).start()


def _running() -> set[int] | None:
    """The numbers of all dvc that run a stage here; None where it cannot be told."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            locked = json.loads(RUNNING.read_text(encoding="utf-8"))
        except OSError:
            return None
        except ValueError:  # half written
            time.sleep(0.05)
            continue
        return {writer["pid"] for writer in locked["write"].values()}
    return None


def _above() -> Iterator[int]:
    """The process numbers of this one's parent, its parent and so on."""
    pid = os.getppid()
    while pid:
        yield pid
        pid = _parent_of(pid)


def _parent_of(pid: int) -> int:
    """The fourth field of /proc/PID/stat; the second, a name in brackets, may hold spaces."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:  # gone, or another user's where those are hidden
        return 0
    return int(fields[1])


def _die_with(pid: int) -> None:
    """A look now and then: containers and older kernels do without `pidfd_open`."""
    while pid in _above():
        time.sleep(LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGKILL)
